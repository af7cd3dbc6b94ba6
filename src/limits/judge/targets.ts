import type { FoundOperation } from '../operations.ts';
import type { Tokens } from '../grammar/words.ts';

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** The operations that words name by method, path or id, `POST /orders`; undefined where they name none. */
export function targetsOf(
  tokens: Tokens,
  text: string,
  operations: readonly FoundOperation[],
): readonly string[] | undefined {
  const routes = routesOf(tokens, text, operations);
  if (routes.length === 0) return byId(tokens, text, operations);
  const found = operations.filter((operation) => routes.some((route) => fits(operation, route)));
  const isSome = found.length > 0 && found.length < operations.length;
  return isSome ? found.map(({ name }) => name) : undefined;
}

/** What a sentence names: a path with the methods before it, or methods alone. */
interface Route {
  /** Empty: any. */
  readonly methods: readonly string[];
  readonly path: string | undefined;
}

// "`GET /a` and `POST /b`" are two; "`GET` and `POST` requests to /a and /b" hold both methods for both paths.
function routesOf(
  tokens: Tokens,
  text: string,
  operations: readonly FoundOperation[],
): readonly Route[] {
  const routes: Route[] = [];
  let pending: string[] = [];
  let last: readonly string[] = [];
  for (const { kind, text: word, start, end } of tokens) {
    if (kind === 'word' && methods.has(text.slice(start, end))) pending.push(word);
    if (kind !== 'path') continue;
    last = pending.length > 0 ? pending : last;
    pending = [];
    routes.push({ methods: last, path: plainPath(word.toLowerCase()) });
  }
  const bare = barePaths(tokens, text, operations);
  const paths = [...routes, ...bare.map((path) => ({ methods: last, path }))];
  // "/a: 5 calls a second with GET": a method behind all paths is that of those without one.
  if (pending.length === 0) return paths;
  if (paths.length === 0) return [{ methods: pending, path: undefined }];
  return paths.map((route) => (route.methods.length > 0 ? route : { ...route, methods: pending }));
}

function fits({ method, path }: FoundOperation, route: Route): boolean {
  if (route.methods.length > 0 && !route.methods.includes(method)) return false;
  return route.path === undefined || isSamePath(plainPath(path.toLowerCase()), route.path);
}

// `v2/cdn/endpoints`: a path where an operation has it, words such as "and/or" otherwise.
function barePaths(
  tokens: Tokens,
  text: string,
  operations: readonly FoundOperation[],
): readonly string[] {
  const [start, end] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  const found = text.slice(start, end).match(/(?<![\w/.:-])[a-z][\w-]*(?:\/[\w{}$:-]+)+/g) ?? [];
  return found
    .map((path) => plainPath(`/${path.toLowerCase()}`))
    .filter((words) =>
      operations.some(({ path }) => isSamePath(plainPath(path.toLowerCase()), words)),
    );
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
  // `/orders/*` is every path below.
  if (words.endsWith('/*')) return `${path}/`.includes(words.slice(0, -1));
  // `/v1/users/token` is named `/users/token` where the version is part of the address.
  return words !== '' && (path === words || path.endsWith(words) || isVersioned(words, path));
}

function isVersioned(words: string, path: string): boolean {
  return /^\/(?:api\/)?v\d+\//.test(words) && words.endsWith(path) && path !== '';
}
