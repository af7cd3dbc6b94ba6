import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { build } from '../src/main.ts';
import { compile, makeFolder } from './output-folder.ts';

const { folder, remove } = makeFolder();
afterAll(remove);

it('a union of 10,000 branches builds and compiles', { timeout: 120_000 }, async () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `Event${index}`);
  const schemas = Object.fromEntries(
    names.map((name) => [
      name,
      {
        type: 'object',
        required: ['kind'],
        properties: { kind: { type: 'string', enum: [name] }, [name]: { type: 'string' } },
      },
    ]),
  );
  const oneOf = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Any' } } };
  const spec = {
    openapi: '3.0.3',
    info: { title: 'Events', version: '1' },
    servers: [{ url: 'https://events.example' }],
    paths: {
      '/events': {
        post: {
          operationId: 'send',
          requestBody: { content },
          responses: { 200: { description: 'ok', content } },
        },
      },
    },
    components: {
      schemas: { ...schemas, Any: { oneOf, discriminator: { propertyName: 'kind' } } },
    },
  };
  const input = join(folder, 'input');
  mkdirSync(input);
  writeFileSync(join(input, 'events.json'), JSON.stringify(spec));
  writeFileSync(
    join(input, 'integration.yaml'),
    `integration: events
systems:
  shop: { description: sells, owned: true }
  events: { description: hears, spec: events.json, auth: { type: none }, limits: [5/s] }
flows:
  - { from: shop, changes: orders, to: events, do: send, duplicate: harmless }
`,
  );
  const { exitCode, integrations } = await build({
    files: join(input, 'integration.yaml'),
    out: join(folder, 'output'),
  });
  expect(exitCode, JSON.stringify(integrations[0]?.diagnostics)).toBe(0);
  expect(compile(folder, '7', ['output'])).toBe('');
});
