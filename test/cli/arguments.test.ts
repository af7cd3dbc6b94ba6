import { describe, expect, it } from 'vitest';

import { parseArguments } from '../../src/cli/arguments.ts';

const parse = (line: string): ReturnType<typeof parseArguments> =>
  parseArguments(line.split(' '), '1.2.3');

describe('the command line', () => {
  it('reads build with all its options', () => {
    const line =
      'build a.yaml b/*.yaml --cwd x --quiet --json --force --dry-run --accept-infeasible --no-color --out o --allow-host a.example --allow-host=b.example:8443';
    expect(parse(line)).toEqual({
      kind: 'request',
      request: {
        command: 'build',
        files: ['a.yaml', 'b/*.yaml'],
        ids: [],
        cwd: 'x',
        out: 'o',
        quiet: true,
        color: false,
        json: true,
        force: true,
        dryRun: true,
        staged: false,
        watch: false,
        acceptInfeasible: true,
        allowHosts: ['a.example', 'b.example:8443'],
        yes: false,
      },
    });
  });

  it('reads one file and several ids for explain', () => {
    expect(parse('explain a.yaml flows.a.drain flows.a.backlog')).toMatchObject({
      kind: 'request',
      request: {
        command: 'explain',
        files: ['a.yaml'],
        ids: ['flows.a.drain', 'flows.a.backlog'],
        color: true,
      },
    });
  });

  it('reads specs, in their order, for init', () => {
    expect(parse('init b.yaml a.json --yes --cwd x')).toMatchObject({
      kind: 'request',
      request: { command: 'init', files: ['b.yaml', 'a.json'], yes: true, cwd: 'x' },
    });
  });

  it('reads one spec for limits', () => {
    expect(parse('limits a.yaml --json --allow-host specs.example')).toMatchObject({
      kind: 'request',
      request: { command: 'limits', files: ['a.yaml'], json: true, allowHosts: ['specs.example'] },
    });
  });

  it.each(['simulate a.yaml', 'diagnose log'])('says of "%s" that it comes later', (line) => {
    expect(parse(line).kind).toBe('not-yet');
  });

  it.each([
    '',
    'bild a.yaml',
    'build',
    'explain',
    'limits',
    'limits a.yaml b.yaml',
    'build a.yaml --forse',
    'check a.yaml --force',
    'init --accept-infeasible',
    'build a.yaml --yes',
    'build a.yaml --staged --dry-run',
    'build a.yaml --watch --json',
    'build a.yaml --watch --staged',
    'check a.yaml --watch',
    'check a.yaml --dry-run',
  ])('takes "%s" for a wrong use', (line) => {
    const parsed = parse(line);
    expect(parsed.kind).toBe('usage');
    if (parsed.kind === 'usage') expect(parsed.message).not.toBe('');
  });

  it('prints help and version', () => {
    expect(parse('--version')).toEqual({ kind: 'text', text: '1.2.3\n' });
    expect(parse('build --help')).toMatchObject({ kind: 'text' });
  });
});
