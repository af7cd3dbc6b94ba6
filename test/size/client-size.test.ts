import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { rolldown } from 'rolldown';
import { afterAll, expect, it } from 'vitest';

import { build } from '../../src/main.ts';

const folder = mkdtempSync(join(tmpdir(), 'integ-gen-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const yaml = `integration: orders
systems:
  shop: { description: our shop, owned: true }
  ledger: { description: the books, spec: ./ledger.json, auth: { type: bearer, secret: TOKEN }, limits: [10/s] }
flows:
  - { from: shop, changes: orders, to: ledger, do: createEntry, volume: 3000/day, duplicate: harmless }
`;
const spec = {
  openapi: '3.0.3',
  info: { title: 'Ledger', version: '1' },
  servers: [{ url: 'https://ledger.example' }],
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  security: [{ token: [] }],
  paths: {
    '/entries': {
      post: {
        operationId: 'createEntry',
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { 201: { description: 'made' } },
      },
    },
  },
};

/** Bytes after gzip of what a bundler makes of an entry beside the output. */
async function gzipped(entry: string): Promise<number> {
  const input = join(folder, 'entry.ts');
  writeFileSync(input, entry);
  const bundle = await rolldown({ input, platform: 'node' });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  return gzipSync(output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n')).length;
}

// The aim is 12 kB. Until it is reached nothing may be added unseen.
const most = 16_000;

it('a client of one operation with all policies does not grow unseen', async () => {
  writeFileSync(join(folder, 'integration.yaml'), yaml);
  writeFileSync(join(folder, 'ledger.json'), JSON.stringify(spec));
  expect((await build({ files: 'integration.yaml', cwd: folder })).exitCode).toBe(0);
  const bytes = await gzipped(`
    export { createEntry } from './integrations/orders/clients/ledger/client.ts';
    export { createIntegration } from './integrations/orders/index.ts';
  `);
  expect(Math.max(bytes, most)).toBe(most);
}, 60_000);
