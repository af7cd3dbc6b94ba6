// @ts-nocheck
import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { functionNames } from '../emit/function-names.ts';
import { camelName, pascalName } from '../emit/names.ts';
import { describedSystems, systemNames } from '../emit/output-names.ts';
import type { SpecDocument } from '../model/document.ts';
import { ownObject } from '../model/json.ts';
import type { Plan } from '../plan/plan.ts';

/** So many groups are told; the comment of each function tells the rest. */
const mostGroups = 5;

/** Warnings for operations that do not bear their plain names in the client, because several would be one. */
export function renamedOperations(
  plan: Plan,
  specs: ReadonlyMap<string, SpecDocument>,
): readonly Diagnostic[] {
  return describedSystems(plan).flatMap((system) => {
    const { api, id } = system;
    const spec = specs.get(id);
    if (api === undefined || spec?.at === undefined) return [];
    const { at, reference } = spec;
    const functions = functionNames(api, systemNames(plan, system));
    const renamed = new Set(functions.renamed.map(({ text }) => plainName(text)));
    const groups = new Map<string, string[]>();
    for (const operation of api.operations) {
      const plain = plainName(operation.id);
      if (!renamed.has(plain)) continue;
      const name = `"${operation.id}" is ${functions.of(operation.id)}`;
      groups.set(plain, [...(groups.get(plain) ?? []), name]);
    }
    return [...groups.values()]
      .slice(0, mostGroups)
      .map((names) => diagnose('spec/renamed-operations', { spec: reference, names }, at));
  });
}

/** Warnings for schemas whose types would bear one name; each keeps a type of its own, told apart by a number. */
export function renamedSchemas(
  plan: Plan,
  specs: ReadonlyMap<string, SpecDocument>,
): readonly Diagnostic[] {
  return describedSystems(plan).flatMap(({ api, id }) => {
    const spec = specs.get(id);
    if (api === undefined || spec?.at === undefined) return [];
    const { at, reference } = spec;
    const schemas = ownObject(ownObject(api.document, 'components'), 'schemas') ?? {};
    const groups = new Map<string, string[]>();
    for (const name of Object.keys(schemas)) {
      const plain = pascalName(name).toLowerCase();
      groups.set(plain, [...(groups.get(plain) ?? []), name]);
    }
    return [...groups.values()]
      .filter(({ length }) => length > 1)
      .slice(0, mostGroups)
      .map((names) =>
        diagnose('spec/renamed-schemas', { spec: reference, names: names.sort() }, at),
      );
  });
}

// File systems and readers do not tell `getUser` from `getuser`.
function plainName(text: string): string {
  return camelName(text).toLowerCase();
}
