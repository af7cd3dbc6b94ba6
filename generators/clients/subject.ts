import { camelNames, pascalName, type Naming } from '../../src/emit/names.ts';
import type { SystemNames } from '../../src/emit/output-names.ts';
import type { ApiDescription, Operation, PlannedSystem } from '../../src/plan/system.ts';

/** A system with a description, and what its files have in common. */
export interface ClientSubject {
  readonly system: PlannedSystem;
  readonly api: ApiDescription;
  readonly names: SystemNames;
  readonly functions: Naming;
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
  readonly inputType: string;
  readonly resultType: string;
  /** Why it is not called by its plain name; absent where it is. */
  readonly renamed: string | undefined;
}

/** Function names of a client; what the file imports and declares besides is not given away. */
export function functionNames(api: ApiDescription, names: SystemNames): Naming {
  return camelNames(
    api.operations.map(({ id }) => id),
    [...reserved, names.create],
  );
}

/** The operations of a client with their names, in the order of the description. */
export function operationSubjects({
  system,
  api,
  functions,
}: ClientSubject): readonly OperationSubject[] {
  const keys = new Map(system.operations.map(({ id, key }) => [id, key] as const));
  const renamed = new Set(functions.renamed.map(({ text }) => text));
  return api.operations.map((operation) => {
    const functionName = functions.of(operation.id);
    return {
      operation,
      key: keys.get(operation.id),
      functionName,
      definitionName: `$${functionName}`,
      inputType: `${pascalName(functionName)}Input`,
      resultType: `${pascalName(functionName)}Result`,
      renamed: renamed.has(operation.id)
        ? `The operation is "${operation.id}"; its plain name belongs to another one.`
        : undefined,
    };
  });
}

// What `client.ts` imports or declares besides, the members of a client, which bears the functions too, and
// what the language calls by itself: `await` would call `then` of a client or of a module.
const reserved: readonly string[] = [
  'breaker',
  'budget',
  'call',
  'client',
  'concurrency',
  'constructor',
  'createClient',
  'input',
  'limiter',
  'operations',
  'options',
  'paths',
  'send',
  'system',
  'then',
  'toJSON',
  'toString',
  'valueOf',
];
