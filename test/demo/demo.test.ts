import { execFileSync } from 'node:child_process';

import { expect, it } from 'vitest';

it('the first command of the README does its job to the end', () => {
  const demo = new URL('demo.ts', import.meta.url).pathname;
  const printed = execFileSync(process.execPath, [demo], { encoding: 'utf8' });
  expect(printed).toContain('all of it happened as promised.');
}, 120_000);
