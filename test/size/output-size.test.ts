import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { bytesIn } from '../bench/measure.ts';
import { build } from '../../src/main.ts';

const folder = mkdtempSync(join(tmpdir(), 'integ-gen-'));
const out = join(folder, 'integrations/issues-from-support');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

// Kilobytes for ten operations of GitHub's description. A figure may grow with what the output can do, never by itself:
// whoever raises it has looked at what was added and whether only integrations that need it get it.
const most = { 'plan.json': 155, 'clients/github': 90, runtime: 203 } as const;

it('prints ten operations of GitHub’s description in few bytes', async () => {
  const input = new URL(
    '../../fixtures/issues-from-support/input/integration.yaml',
    import.meta.url,
  );
  const spec = createRequire(import.meta.url).resolve(
    '@octokit/openapi/generated/api.github.com.json',
  );
  const yaml = readFileSync(input, 'utf8').replace(/spec: .*/, `spec: ${JSON.stringify(spec)}`);
  writeFileSync(join(folder, 'integration.yaml'), yaml);
  expect((await build({ files: 'integration.yaml', cwd: folder })).exitCode).toBe(0);
  const plan = readFileSync(join(out, 'plan.json')).length;
  const bytes = {
    'plan.json': plan,
    'clients/github': bytesIn(join(out, 'clients/github')),
    runtime: bytesIn(join(out, 'runtime')),
  };
  for (const [part, size] of Object.entries(bytes))
    expect([part, Math.max(size, most[part as keyof typeof most] * 1000)]).toEqual([
      part,
      most[part as keyof typeof most] * 1000,
    ]);
}, 120_000);
