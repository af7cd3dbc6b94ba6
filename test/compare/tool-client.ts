// How each tool's client is called, as its documentation says.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Call, Target, ToolId } from './tool-call.ts';

/** The secret of the one scheme of the description that is compared. */
export const secret = 'secret-of-API_TOKEN';

/** Sends one call with a generated client. */
export type Send = (call: Call) => Promise<unknown>;

// Shapes of generated modules, known only at run time.
type Fn = (...given: readonly unknown[]) => Promise<unknown>;
type Functions = Readonly<Record<string, Fn | undefined>>;

/** Imports what a tool wrote; throws where the module does not load. */
export function openClient(target: Target): Promise<Send> {
  return openers[target.tool](target);
}

const openers: Readonly<Record<ToolId, (target: Target) => Promise<Send>>> = {
  'integ-gen': async ({ out, baseUrl }) => {
    const { createIntegration } = (await load(join(out, 'index.ts'))) as {
      readonly createIntegration: (options: unknown) => { clients: { api: Functions } };
    };
    const { api } = createIntegration({
      secrets: () => secret,
      baseUrls: { api: baseUrl },
    }).clients;
    return ({ pathInput, query, body, operationId }) =>
      run(api, camel(operationId), [
        {
          ...(pathInput === undefined ? {} : { path: pathInput }),
          ...(query === undefined ? {} : { query }),
          ...(body === undefined ? {} : { body }),
        },
      ]);
  },
  'openapi-typescript': async ({ folder, baseUrl }) => {
    const { default: createClient } = (await load(
      join(folder, 'node_modules/openapi-fetch/dist/index.mjs'),
    )) as { readonly default: (options: unknown) => Functions };
    const client = createClient({ baseUrl });
    return ({ method, path, pathInput, query, body }) =>
      run(client, method, [path, { params: { path: pathInput, query }, body }]);
  },
  'hey-api': async ({ out, baseUrl }) => {
    const sdk = (await load(join(out, 'index.ts'))) as Functions;
    return ({ operationId, pathInput, query, body }) =>
      run(sdk, camel(operationId), [{ baseUrl, path: pathInput, query, body, auth: () => secret }]);
  },
  // The address is in its code, from the description.
  orval: async ({ out }) => {
    const api = (await load(join(out, 'api.ts'))) as Functions;
    return (call) =>
      run(api, camel(call.operationId), [...paths(call), ...bodyOf(call), ...queryOf(call)]);
  },
  kubb: async ({ out, baseUrl }) => {
    const api = (await load(join(out, 'index.ts'))) as Functions;
    return (call) =>
      run(api, camel(call.operationId), [
        ...paths(call),
        ...bodyOf(call),
        ...queryOf(call),
        { baseURL: baseUrl },
      ]);
  },
  oazapfts: async ({ out, baseUrl }) => {
    const api = (await load(join(out, 'api.ts'))) as Functions;
    return (call) =>
      run(api, camel(call.operationId), [
        ...paths(call),
        ...bodyOf(call),
        ...queryOf(call),
        { baseUrl },
      ]);
  },
  'swagger-typescript-api': async ({ out, baseUrl }) => {
    const { Api } = (await load(join(out, 'Api.ts'))) as {
      readonly Api: new (options: unknown) => Readonly<Record<string, Functions | undefined>>;
    };
    // It marks operations that have a security scheme; what is sent for them is the caller's own code.
    const securityWorker = (): unknown => ({ headers: { Authorization: `Bearer ${secret}` } });
    const api = new Api({ baseUrl, securityWorker });
    return (call) => {
      const group = /^\/(?<group>[a-z0-9]+)/.exec(call.path)?.groups?.['group'] ?? '';
      return run(api[group] ?? {}, camel(call.operationId), [
        ...paths(call),
        ...queryOf(call),
        ...bodyOf(call),
      ]);
    };
  },
};

const paths = ({ pathInput = {} }: Call): readonly unknown[] => Object.values(pathInput);
const bodyOf = ({ declaresBody, body }: Call): readonly unknown[] => (declaresBody ? [body] : []);
const queryOf = ({ declaresQuery, query }: Call): readonly unknown[] =>
  declaresQuery ? [query] : [];

const load = (file: string): Promise<unknown> => import(pathToFileURL(file).href);

const camel = (operationId: string): string =>
  operationId.charAt(0).toLowerCase() + operationId.slice(1);

/** Also a function that throws at once is a rejection. */
async function run(
  functions: Functions,
  name: string,
  given: readonly unknown[],
): Promise<unknown> {
  const found = functions[name];
  if (found === undefined) throw new NoSuchFunction(name);
  return await found(...given);
}

class NoSuchFunction extends Error {
  constructor(name: string) {
    super(`no function ${name} was generated`);
    this.name = 'NoSuchFunction';
  }
}
