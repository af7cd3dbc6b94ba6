import { clientSubject } from '../../generators/clients/subject.ts';
import { typesFile } from '../../generators/clients/types-file.ts';
import { systemNames } from '../../src/emit/output-names.ts';
import type { ApiDescription } from '../../src/plan/system.ts';
import { apiOf, describedSystem, planOf } from './plan-builder.ts';
import type { SmallDocument } from './plan-builder.ts';

/** The `types.ts` that a small description becomes. */
export function typesOf(document: SmallDocument): string {
  return typesOfApi(apiOf(document));
}

/** The `types.ts` of a description that was read. */
export function typesOfApi(api: ApiDescription): string {
  const system = describedSystem('zoo', api);
  const plan = planOf([system]);
  const subject = clientSubject(plan, system, systemNames(plan, system));
  if (subject === undefined) throw new Error('The system has no description.');
  return typesFile(subject).text;
}

/** A description of nothing but schemas, each of them answered and, where `sent`, taken. */
export function schemasOf(
  schemas: Readonly<Record<string, unknown>>,
  { openapi = '3.1.0', sent = false } = {},
): SmallDocument {
  const paths = Object.fromEntries(
    Object.keys(schemas).map((name) => {
      const content = {
        'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
      };
      const body = sent ? { requestBody: { required: true, content } } : {};
      const responses = { '200': { description: '', content } };
      return [`/${name}`, { post: { operationId: `make ${name}`, ...body, responses } }];
    }),
  );
  return { openapi, info: { title: '', version: '' }, paths, components: { schemas } };
}
