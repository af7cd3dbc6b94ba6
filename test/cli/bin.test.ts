import { execFile, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/integ-gen.js', import.meta.url));

function run(flags: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...flags, bin, '--version'],
      { encoding: 'utf8' },
      (_, out, err) => {
        resolve({ code: child.exitCode ?? -1, out, err });
      },
    );
  });
}

describe('the installed command', () => {
  it('prints its version', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('ends without a trace where nobody reads what it prints any more', async () => {
    const child = spawn(process.execPath, [bin, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    expect(await text(child.stderr)).toBe('');
  });

  it('says which Node it needs, instead of failing with a trace on an older one', async () => {
    const older = `Object.defineProperty(process.versions, 'node', { value: '20.11.0' });`;
    const { code, err } = await run([
      '--import',
      `data:text/javascript,${encodeURIComponent(older)}`,
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: integ-gen needs Node 22\.18 or later/);
  });
});
