import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtime } from '../../generators/runtime/emitter.ts';
import { listFixtures, runInto } from '../fixture-run.ts';
import { makeFolder } from '../output-folder.ts';
import {
  clientSecret,
  redirectUri,
  startAuthorizationServer,
  type AuthorizationServer,
} from '../runtime/auth/authorization-server.ts';
import { memoryTokens } from '../runtime/auth/memory-tokens.ts';
import { serve } from '../runtime/loopback.ts';
import { apiOf, describedSystem, planOf } from './plan-builder.ts';

/** What the test uses of the generated `index.ts`. */
interface Output {
  createIntegration(options: object): {
    readonly clients: Readonly<
      Record<string, { createEntry(input: object): Promise<{ readonly status: number }> }>
    >;
    readonly consents: Readonly<
      Record<
        string,
        {
          begin(request: object): Promise<{ readonly url: string; readonly pending: object }>;
          complete(callback: string, pending: object): Promise<void>;
        }
      >
    >;
  };
}

describe('a generated integration', () => {
  const { folder, remove } = makeFolder();
  let output: Output;
  let server: AuthorizationServer;
  beforeAll(async () => {
    const fixture = listFixtures().find(({ name }) => name === 'tokens-of-four-issuers');
    if (fixture === undefined) throw new Error('The fixture is gone.');
    await runInto(fixture, join(folder, 'output'));
    output = (await import(join(folder, 'output/index.ts'))) as Output;
    server = await startAuthorizationServer({ scopes: ['entries.write'] });
  }, 60_000);
  afterAll(async () => {
    await server.close();
    remove();
  });

  it('gets its tokens from the authorization server, by itself and by consent', async () => {
    const { baseUrl, seen } = await serve((_, response) =>
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}'),
    );
    const urls = { tokenUrl: server.tokenUrl, authorizationUrl: server.authorizationUrl };
    const { clients, consents } = output.createIntegration({
      secrets: (name: string) =>
        ({ BILLING_CLIENT_ID: 'basic', ACCOUNTING_CLIENT_ID: 'person' })[name] ?? clientSecret,
      tokens: memoryTokens(),
      baseUrls: { billing: baseUrl, accounting: baseUrl },
      oauthUrls: { billing: urls, accounting: urls },
    });
    const call = { idempotencyKey: 'k', body: { reference: 'r' }, timeoutMs: 20_000 };
    await expect(clients['accounting']?.createEntry(call)).rejects.toMatchObject({
      kind: 'reauthorize',
    });
    const begun = await consents['accounting']?.begin({ redirectUri });
    const back = await server.agree(begun?.url ?? '');
    await consents['accounting']?.complete(back, begun?.pending ?? {});
    for (const system of ['billing', 'accounting', 'billing', 'accounting'])
      expect(await clients[system]?.createEntry(call)).toMatchObject({ status: 201 });
    expect(server.calls.map(({ grant, client }) => `${client}: ${grant}`)).toEqual([
      'person: authorization_code',
      'basic: client_credentials',
    ]);
    const tokens = new Set(seen.map(({ headers }) => headers.authorization));
    expect([...tokens].every((value) => /^Bearer \S{20,}$/.test(value ?? ''))).toBe(true);
    expect([seen.length, tokens.size]).toEqual([4, 2]);
  }, 60_000);
});

const shop = apiOf({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: { '/things': { get: { responses: { '204': { description: 'Nothing.' } } } } },
});

describe('the runtime of an integration without tokens', () => {
  it('has no file for them', () => {
    const files = runtime.emit(planOf([describedSystem('shop', shop)]));
    const paths = (files as readonly { readonly path: string }[]).map(({ path }) => path);
    expect(paths).toContain('runtime/security.ts');
    expect(paths.filter((path) => /token|oauth|dpop|mutual|jwt/.test(path))).toEqual([]);
  });
});
