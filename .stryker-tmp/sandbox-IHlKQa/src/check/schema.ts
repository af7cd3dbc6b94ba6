// @ts-nocheck
import integrationSchema from '../../schemas/integration.schema.json' with { type: 'json' };
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceDocument } from '../model/document.ts';
import { formsIn } from './schema/schema.ts';
import type { Schema } from './schema/schema.ts';
import { translate } from './schema/translate.ts';
import { validate } from './schema/validate.ts';

// The type of the imported text is that of one value; a test compares the walker with ajv on the same schema.
const schema = integrationSchema as unknown as Schema & {
  readonly $defs: Readonly<Record<string, Schema>>;
};
const forms = formsIn(schema);

/** Everything in an integration.yaml that its schema does not allow; one diagnostic for one mistake. */
export function checkSchema(document: SourceDocument): readonly Diagnostic[] {
  return validate(document.value, schema, { forms }).map((problem) => translate(problem, document));
}
