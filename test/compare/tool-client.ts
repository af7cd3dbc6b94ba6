// How each tool's client is called, as its documentation says.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { probeSecrets } from '../wire/probe-descriptions.ts';
import type { ProbeCall } from '../wire/probe.ts';
import type { OperationFacts, Target, ToolId } from './tool-call.ts';

/** Sends one call with a generated client. */
export type Send = (call: ProbeCall, facts: OperationFacts) => Promise<unknown>;

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
    const { api } = createIntegration({ secrets: named, baseUrls: { api: baseUrl } }).clients;
    return ({ operationId, ...call }) => run(api, nameOf('integ-gen', operationId), [given(call)]);
  },
  'openapi-typescript': async ({ folder, baseUrl }) => {
    const { default: createClient } = (await load(
      join(folder, 'node_modules/openapi-fetch/dist/index.mjs'),
    )) as { readonly default: (options: unknown) => Functions };
    const client = createClient({ baseUrl });
    return ({ method, template, path, query, body }) =>
      run(client, method.toUpperCase(), [template, { params: { path, query }, body }]);
  },
  'hey-api': async ({ out, baseUrl }) => {
    const sdk = (await load(join(out, 'index.ts'))) as Functions;
    return ({ operationId, ...call }, facts) => {
      const auth = (scheme: HeyScheme): string => heySecret(scheme, facts);
      return run(sdk, nameOf('hey-api', operationId), [{ baseUrl, auth, ...given(call) }]);
    };
  },
  // The address is in its code, from the description.
  orval: async ({ out }) => {
    const api = (await load(join(out, 'api.ts'))) as Functions;
    return (call, facts) =>
      run(api, nameOf('orval', call.operationId), [
        ...Object.values(call.path ?? {}),
        ...(facts.declaresBody ? [call.body] : []),
        ...(facts.declaresQuery ? [call.query] : []),
      ]);
  },
  kubb: async ({ out, baseUrl }) => {
    const api = (await load(join(out, 'index.ts'))) as Functions;
    return (call, facts) =>
      run(api, nameOf('kubb', call.operationId), [
        ...Object.values(call.path ?? {}),
        ...(facts.declaresBody ? [call.body] : []),
        ...(facts.declaresQuery ? [call.query] : []),
        ...(facts.declaresHeader ? [undefined] : []),
        { baseURL: baseUrl },
      ]);
  },
  oazapfts: async ({ out, baseUrl }) => {
    const api = (await load(join(out, 'api.ts'))) as Functions;
    return (call, facts) =>
      run(api, nameOf('oazapfts', call.operationId), [
        ...Object.values(call.path ?? {}),
        ...(facts.declaresBody ? [call.body] : []),
        ...(facts.declaresQuery || facts.declaresHeader ? [call.query] : []),
        { baseUrl },
      ]);
  },
  'swagger-typescript-api': async ({ out, baseUrl }) => {
    const { Api } = (await load(join(out, 'Api.ts'))) as {
      readonly Api: new (options: unknown) => Readonly<Record<string, Functions | undefined>>;
    };
    return (call, facts) => {
      // It marks operations that have security; what is sent for them is the caller's own code.
      const securityWorker = (): unknown => ({
        headers: { Authorization: `Bearer ${tokenOf(facts)}` },
      });
      const api = new Api({ baseUrl, securityWorker });
      const group = /^\/(?<group>[a-z0-9]+)/.exec(call.template)?.groups?.['group'] ?? '';
      return run(api[group] ?? {}, nameOf('swagger-typescript-api', call.operationId), [
        ...Object.values(call.path ?? {}),
        ...(facts.declaresQuery ? [call.query] : []),
        ...(facts.declaresBody ? [call.body] : []),
      ]);
    };
  },
};

/** What a client that takes one object takes. */
function given({ path, query, body }: Omit<ProbeCall, 'operationId'>): object {
  return Object.fromEntries(
    Object.entries({ path, query, body }).filter(([, value]) => value !== undefined),
  );
}

/** Our names of secrets are those of the system and of the scheme. */
const named = (name: string): string =>
  Object.entries(probeSecrets).find(([scheme]) => name === `API_${scheme.toUpperCase()}`)?.[1] ??
  '';

interface HeyScheme {
  readonly type: string;
  readonly scheme?: string;
}

function heySecret({ type, scheme }: HeyScheme, facts: OperationFacts): string {
  if (type === 'apiKey') return probeSecrets.key;
  return scheme === 'basic' ? probeSecrets.basic : tokenOf(facts);
}

const tokenOf = ({ schemes }: OperationFacts): string =>
  schemes.includes('oauth') ? probeSecrets.oauth : probeSecrets.bearer;

/** Which of two names that are the same in camel case gives way; what is not listed keeps it. */
const secondNames: Partial<Record<ToolId, Readonly<Record<string, string>>>> = {
  'integ-gen': { 'get-thing': 'getThing2' },
  'hey-api': { getThing: 'getThing2' },
  oazapfts: { getThing: 'getThing2' },
};

function nameOf(tool: ToolId, operationId: string): string {
  const camel = operationId.replaceAll(/-(?<letter>[a-z])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  const name = camel.charAt(0).toLowerCase() + camel.slice(1);
  return secondNames[tool]?.[operationId] ?? name;
}

const load = (file: string): Promise<unknown> => import(pathToFileURL(file).href);

/** Also a function that throws at once, or that is not there, is a rejection. */
async function run(
  functions: Functions,
  name: string,
  input: readonly unknown[],
): Promise<unknown> {
  const found = functions[name];
  if (found === undefined) throw new Error(`No function ${name} was generated.`);
  return await found(...input);
}
