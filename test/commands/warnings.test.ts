import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { build } from '../../src/main.ts';
import { makeFolder } from '../output-folder.ts';

const { folder, remove } = makeFolder();
let count = 0;

/** What a build says of a small description. */
async function saidOf(spec: object, auth = ''): Promise<readonly Diagnostic[]> {
  const cwd = join(folder, String((count += 1)));
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'spec.json'), JSON.stringify({ openapi: '3.0.3', info: {}, ...spec }));
  writeFileSync(
    join(cwd, 'integration.yaml'),
    `integration: said
systems:
  ours: { description: ours, owned: true }
  api: { description: theirs, spec: ./spec.json${auth} }
flows: [{ from: ours, changes: things, to: api, do: addThing, duplicate: harmless }]
`,
  );
  const { integrations } = await build({ files: 'integration.yaml', cwd });
  return integrations.flatMap(({ diagnostics }) => diagnostics);
}

const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const operation = (schema: object): object => ({
  '/things': {
    post: {
      operationId: 'addThing',
      requestBody: { content: { 'application/json': { schema } } },
      responses: { 204: { description: 'done' } },
    },
  },
});

afterAll(remove);

describe('a build', () => {
  it('names schemas whose types are told apart by a number', async () => {
    const said = await saidOf({
      paths: operation({ properties: { a: reference('shape'), b: reference('Shape') } }),
      components: { schemas: { Shape: { type: 'string' }, shape: { type: 'object' } } },
    });
    const [found, ...others] = said.filter(({ code }) => code === 'spec/renamed-schemas');
    expect(found?.message).toContain('"Shape", "shape"');
    expect(others).toEqual([]);
  });

  it('says that tokens are got by hand where the description asks for OAuth by consent alone', async () => {
    const specOf = (flows: object): object => ({
      paths: operation({ type: 'object' }),
      security: [{ login: [] }],
      components: { securitySchemes: { login: { type: 'oauth2', flows } } },
    });
    const tokenUrl = 'https://login.example/token';
    const authorizationUrl = 'https://login.example/consent';
    const consent = specOf({ authorizationCode: { authorizationUrl, tokenUrl, scopes: {} } });
    const own = specOf({ clientCredentials: { tokenUrl, scopes: {} } });
    const tokens = (said: readonly Diagnostic[]): number =>
      said.filter(({ message }) => message.includes('OAuth 2.0 tokens')).length;
    expect(tokens(await saidOf(consent))).toBe(1);
    expect(tokens(await saidOf(consent, ', auth: { type: bearer, secret: API_TOKEN }'))).toBe(0);
    expect(tokens(await saidOf(own))).toBe(0);
  });
});
