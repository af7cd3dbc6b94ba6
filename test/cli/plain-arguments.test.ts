import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseArguments } from '../../src/cli/arguments.ts';
import { plainArguments } from '../../src/cli/plain-arguments.ts';

const words = [
  'build',
  'check',
  'explain',
  'init',
  'a.yaml',
  'b/*.yaml',
  '',
  '-',
  '--',
  '-q',
  '--quiet',
  '--json',
  '--no-color',
  '--accept-infeasible',
  '--force',
  '--dry-run',
  '--watch',
  '--help',
  '--version',
  '--cwd',
  '--out',
  '--cwd=x',
  '--out=x',
  '--allow-host',
  '--quiet=1',
  '--constructor',
  'constructor',
];

describe('plainArguments', () => {
  it('says what the parser says, wherever it says anything', () => {
    const command = fc.constantFrom('build', 'check', 'explain');
    const rest = fc.array(fc.constantFrom(...words), { maxLength: 6 });
    fc.assert(
      fc.property(command, rest, (first, others) => {
        const plain = plainArguments([first, ...others]);
        if (plain === undefined) return;
        const parsed = parseArguments([first, ...others], '1.2.3');
        expect(parsed).toEqual({ kind: 'request', request: plain });
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the lines of hooks and of CI', () => {
    expect(plainArguments(['build', 'integration.yaml'])).toBeDefined();
    expect(plainArguments(['check', 'a.yaml', 'b.yaml', '--quiet'])).toBeDefined();
    expect(plainArguments(['build', 'a.yaml', '--out', 'x', '--cwd', 'y'])).toMatchObject({
      out: 'x',
      cwd: 'y',
    });
  });
});
