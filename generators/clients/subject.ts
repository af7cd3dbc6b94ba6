import { functionNames, furtherNames } from '../../src/emit/function-names.ts';
import { pascalName, type Naming } from '../../src/emit/names.ts';
import type { SystemNames } from '../../src/emit/output-names.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { ApiDescription, Operation, PageForm, PlannedSystem } from '../../src/plan/system.ts';
import { apiTypes, type ApiTypes } from './types/api-types.ts';

/** A system with a description, and what its files have in common. */
export interface ClientSubject {
  readonly system: PlannedSystem;
  readonly api: ApiDescription;
  readonly names: SystemNames;
  readonly operations: readonly OperationSubject[];
  readonly types: ApiTypes;
  /** Name of the integration.yaml. */
  readonly source: string;
}

/** One operation and its names. */
export interface OperationSubject {
  readonly operation: Operation;
  readonly key: { readonly in: 'header' | 'field'; readonly name: string } | undefined;
  readonly functionName: string;
  /** Constant that says how it is written on the wire; no function name holds a `$`. */
  readonly definitionName: string;
  /** First part of the names of its types in `types.ts`: `ListCustomers`. */
  readonly typeName: string;
  readonly inputType: string;
  readonly resultType: string;
  /** Why it is not called by its plain name; absent where it is. */
  readonly renamed: string | undefined;
  /** Absent where it has no pages. */
  readonly paging: PagingSubject | undefined;
}

/** The iterators of an operation that comes in pages. */
export interface PagingSubject {
  readonly form: PageForm;
  readonly how: string;
  readonly pagesName: string;
  readonly itemsName: string;
  readonly itemType: string;
  /** Constant that says how it pages. */
  readonly definitionName: string;
}

/** A system with a description as its files see it; undefined where it has none. */
export function clientSubject(
  { file }: Plan,
  system: PlannedSystem,
  names: SystemNames,
): ClientSubject | undefined {
  const { api } = system;
  if (api === undefined) return undefined;
  const functions = functionNames(api, names);
  const paging = pagingSubjects(system, api, { functions, names });
  const operations = operationSubjects(system, api, { functions, paging });
  const types = apiTypes(api.document, operations);
  return { system, api, names, operations, types, source: file };
}

type PagingByOperation = ReadonlyMap<string, PagingSubject>;

// In the order of the description.
function operationSubjects(
  system: PlannedSystem,
  api: ApiDescription,
  { functions, paging }: { readonly functions: Naming; readonly paging: PagingByOperation },
): readonly OperationSubject[] {
  const keys = new Map(system.operations.map(({ id, key }) => [id, key] as const));
  const renamed = new Set(functions.renamed.map(({ text }) => text));
  return api.operations.map((operation) => {
    const functionName = functions.of(operation.id);
    const typeName = pascalName(functionName);
    return {
      operation,
      key: keys.get(operation.id),
      functionName,
      definitionName: `$${functionName}`,
      typeName,
      inputType: `${typeName}Input`,
      resultType: `${typeName}Result`,
      renamed: renamed.has(operation.id)
        ? `The operation is "${operation.id}"; its plain name belongs to another one.`
        : undefined,
      paging: paging.get(operation.id),
    };
  });
}

function pagingSubjects(
  system: PlannedSystem,
  api: ApiDescription,
  { functions, names }: { readonly functions: Naming; readonly names: SystemNames },
): PagingByOperation {
  const known = new Set(api.operations.map(({ id }) => id));
  const paged = system.operations.flatMap(({ id, pagination }) =>
    pagination === undefined || !known.has(id) ? [] : [{ id, ...pagination }],
  );
  const taken = [...known].map((id) => functions.of(id));
  const own = (id: string, what: string): string => `${functions.of(id)}${what}`;
  const wanted = paged.flatMap(({ id }) => [own(id, 'Pages'), own(id, 'Items')]);
  const naming = furtherNames(wanted, taken, names);
  const subject = ({ id, how, form }: (typeof paged)[number]): PagingSubject => ({
    form,
    how: how.value,
    pagesName: naming.of(own(id, 'Pages')),
    itemsName: naming.of(own(id, 'Items')),
    itemType: `${pascalName(functions.of(id))}Item`,
    definitionName: `$${functions.of(id)}$paging`,
  });
  return new Map(paged.map((found) => [found.id, subject(found)]));
}
