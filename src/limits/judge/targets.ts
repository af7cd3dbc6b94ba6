import type { FoundOperation } from '../operations.ts';
import type { Tokens } from '../grammar/words.ts';

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** The operations that words name by path or method, `POST /orders`; undefined where they name none. */
export function targetsOf(
  tokens: Tokens,
  text: string,
  operations: readonly FoundOperation[],
): readonly string[] | undefined {
  const named = tokens
    .filter(({ kind, start, end }) => kind === 'word' && methods.has(text.slice(start, end)))
    .map((token) => token.text);
  const paths = tokens.filter(({ kind }) => kind === 'path').map((token) => plainPath(token.text));
  if (named.length === 0 && paths.length === 0) return byId(tokens, text, operations);
  const found = operations.filter(
    ({ method, path }) =>
      (named.length === 0 || named.includes(method)) &&
      (paths.length === 0 ||
        paths.some((words) => isSamePath(plainPath(path.toLowerCase()), words))),
  );
  return found.length === 0 ? undefined : found.map(({ name }) => name);
}

// `GetOrders` is an operation where the description calls one so; `orders` is a word.
function byId(
  tokens: Tokens,
  text: string,
  operations: readonly FoundOperation[],
): readonly string[] | undefined {
  const [start, end] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  const names = new Set(text.slice(start, end).match(/\b[a-zA-Z]+[A-Z_]\w*/g));
  if (names.size === 0) return undefined;
  const found = operations.filter(({ id }) => id !== undefined && names.has(id));
  return found.length === 0 ? undefined : found.map(({ name }) => name);
}

// Parameters match one another whatever they are called: `/orders/{id}`, `/orders/:id`, `/orders/$ORDER`.
function plainPath(path: string): string {
  return path.replaceAll(/\{[^{}]*\}|[:$]\w+/g, '{}').replace(/\/+$/, '');
}

function isSamePath(path: string, words: string): boolean {
  // `/v1/users/token` is named `/users/token` where the version is part of the address.
  return words !== '' && (path === words || path.endsWith(words) || isVersioned(words, path));
}

function isVersioned(words: string, path: string): boolean {
  return /^\/(?:api\/)?v\d+\//.test(words) && words.endsWith(path) && path !== '';
}
