import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Json } from '../../model/document.ts';
import type { Flow, MappedField, Step, System } from '../../model/integration.ts';
import { own, ownObject } from '../../model/json.ts';
import { missingField, type MissingField } from '../description/field-path.ts';
import type { Facts } from '../facts.ts';

/** Fields that a `map` names and the types of the descriptions do not have; and more than one way to make an item. */
export function maps({ integration, systems }: Facts): readonly Diagnostic[] {
  return integration.flows.flatMap((flow) => [
    ...bothWays(flow),
    ...(flow.map?.value ?? []).flatMap((mapped) => [
      ...wrongTarget(flow, mapped, systems),
      ...wrongSource(flow, mapped, systems),
    ]),
  ]);
}

function bothWays({ id, map, transform }: Flow): Diagnostic[] {
  return map === undefined || transform === undefined
    ? []
    : [diagnose('flow/map-and-transform', { flow: id }, transform.at)];
}

// A field may be meant for any of the calls, so it is wrong only where none of them could take it.
function wrongTarget(
  { id, steps }: Flow,
  { field, at }: MappedField,
  systems: Facts['systems'],
): Diagnostic[] {
  const calls = steps.filter(({ mode }) => mode === 'do');
  const missing = calls.map((step) => missingInBody(step, field, systems.get(step.system)));
  const first = missing.find((found) => found !== undefined);
  if (first === undefined || missing.includes(undefined)) return [];
  const step = calls.map(({ name }) => name).join(', ');
  const near = nearest(first.segment, first.known, 3);
  return [diagnose('map/unknown-field', { flow: id, field, where: step, near }, at)];
}

function missingInBody(
  { operation }: Step,
  field: string,
  system: System | undefined,
): MissingField | undefined {
  const document = system?.api?.document;
  if (operation === undefined || document === undefined) return undefined;
  if (operation.parameters.some(({ name }) => name === field)) return undefined;
  const node = ownObject(ownObject(document, 'paths')?.[operation.path], operation.method);
  const schemas = schemasIn(ownObject(node, 'requestBody'));
  const missing = schemas.map((schema) => missingField(document, schema, field));
  return missing.includes(undefined) ? undefined : missing[0];
}

function wrongSource(
  { id, from, trigger }: Flow,
  { path, pathAt }: MappedField,
  systems: Facts['systems'],
): Diagnostic[] {
  const document = systems.get(from)?.api?.document;
  if (document === undefined || trigger.kind !== 'event') return [];
  // The description is pruned to the webhooks that the flows name.
  const hooks = ownObject(document, 'webhooks') ?? ownObject(document, 'x-webhooks') ?? {};
  const missing = Object.values(hooks)
    .flatMap((hook) => schemasIn(ownObject(ownObject(hook, 'post'), 'requestBody')))
    .map((schema) => missingField(document, schema, path));
  const first = missing.find((found) => found !== undefined);
  if (first === undefined || missing.includes(undefined)) return [];
  const near = nearest(first.segment, first.known, 3);
  const where = trigger.events.join(', ');
  return [diagnose('map/unknown-field', { flow: id, field: path, where, near }, pathAt)];
}

function schemasIn(body: Json | undefined): readonly Json[] {
  return Object.values(ownObject(body, 'content') ?? {}).flatMap(
    (media) => own(media, 'schema') ?? [],
  );
}
