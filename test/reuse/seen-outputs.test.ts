import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { build } from '../../src/main.ts';
import { lookAt, seenOutputs } from '../../src/reuse/seen-outputs.ts';
import { findUnchanged, openSession } from '../../src/reuse/unchanged.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'integ-gen-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Nothing sets the time of a file's last change, so the clock goes on instead. */
function tenSecondsLater(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
}

/** Writes as many other bytes and puts the time of the last write back. */
function writeInSilence(path: string, text: string): void {
  const { atime, mtime, size } = statSync(path);
  writeFileSync(path, text);
  utimesSync(path, atime, mtime);
  expect(statSync(path).size).toBe(size);
}

describe('outputs that were seen', () => {
  it('are known in the next run, by their files and by what was claimed of them', () => {
    const file = join(folder, 'a.ts');
    writeFileSync(file, 'one');
    tenSecondsLater();
    const seen = seenOutputs();
    const look = lookAt([file], 'claim');
    if (look === undefined) throw new Error('no look');
    expect(seen.has(folder, look)).toBe(false);
    seen.add(folder, look);
    seen.save();
    expect(seenOutputs().has(folder, look)).toBe(true);
    expect(seenOutputs().has(join(folder, 'other'), look)).toBe(false);
    expect(lookAt([file], 'another claim')?.stamp).not.toBe(look.stamp);
    writeInSilence(file, 'two');
    expect(lookAt([file], 'claim')?.stamp).not.toBe(look.stamp);
    expect(lookAt([file, join(folder, 'missing.ts')], 'claim')).toBeUndefined();
  });

  it('are not known by files that were written just now', () => {
    const file = join(folder, 'a.ts');
    writeFileSync(file, 'one');
    const seen = seenOutputs();
    const look = lookAt([file], '');
    if (look === undefined) throw new Error('no look');
    seen.add(folder, look);
    expect(seen.has(folder, look)).toBe(false);
  });

  it('spare the reading of files, and an edit that hides its time is seen all the same', async () => {
    writeFileSync(
      join(folder, 'integration.yaml'),
      `integration: orders
systems: { shop: { description: our shop, owned: true }, crm: customer records }
flows: [{ from: shop, changes: customers, to: crm, do: set customer, volume: 30/day, duplicate: harmless }]
`,
    );
    expect((await build({ files: 'integration.yaml', cwd: folder })).exitCode).toBe(0);
    tenSecondsLater();
    const isTaken = (): boolean => {
      const session = openSession();
      const files = {
        ...session.files,
        holds: vi.fn((path: string, sha256: string) => session.files.holds(path, sha256)),
      };
      const question = { file: join(folder, 'integration.yaml'), acceptInfeasible: false };
      const found = findUnchanged(question, { ...session, files });
      session.seen.save();
      reads = files.holds.mock.calls.length;
      return found !== undefined;
    };
    let reads = 0;
    expect(isTaken()).toBe(true);
    const allReads = reads;
    expect(isTaken()).toBe(true);
    expect([allReads > 1, reads]).toEqual([true, 0]);
    const output = join(folder, 'integrations/orders/index.ts');
    writeInSilence(output, readFileSync(output, 'utf8').replace('export', 'exporT'));
    expect(isTaken()).toBe(false);
  });
});
