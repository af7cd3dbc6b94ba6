// @ts-nocheck
import type { ApiDescription } from '../plan/system.ts';
import { camelNames } from './names.ts';
import type { Naming } from './names.ts';
import type { SystemNames } from './output-names.ts';

/** Function names of a client; what the file imports and declares besides is not given away. */
export function functionNames(api: ApiDescription, names: SystemNames): Naming {
  return camelNames(
    api.operations.map(({ id }) => id),
    [...reserved, names.create],
  );
}

/**
 * Names of further functions of a client. They give way to those of the operations, so that no operation has
 * another name because some list comes in pages.
 */
export function furtherNames(
  texts: readonly string[],
  functions: readonly string[],
  names: SystemNames,
): Naming {
  return camelNames(texts, [...reserved, names.create, ...functions]);
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
  'itemsOf',
  'limiter',
  'options',
  'pagesOf',
  'send',
  'system',
  'then',
  'toJSON',
  'toString',
  'types',
  'valueOf',
];
