import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { openEditor } from './language-server.ts';
import type { Editor } from './language-server.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const flows = 'flows:\n  - { from: b, on: x, to: c, do: d }\n';
const withSystem = (keys: string): string =>
  `integration: a\nsystems:\n  b: sells\n  c:\n    description: bills\n${keys}${flows}`;
const withFlow = (keys: string): string =>
  `integration: a\nsystems: { b: sells, c: bills }\nflows:\n  - from: b\n    to: c\n${keys}`;
const withTop = (keys: string): string =>
  `integration: a\nsystems: { b: sells, c: bills }\n${flows}${keys}`;

let editor: Editor;

beforeAll(async () => {
  editor = await openEditor();
});

afterAll(() => {
  editor.close();
});

describe('an editor with the schema of the package', () => {
  it.each([
    ['at the top', withTop('|'), ['description', 'timezone', 'assume', 'deployment', 'slo']],
    ['in a system', withSystem('    |\n'), ['spec', 'auth', 'limits', 'latency', 'idempotency']],
    ['in a flow', withFlow('    |\n'), ['on', 'read', 'schedule', 'volume', 'peak', 'latency']],
    ['for the type of auth', withSystem('    auth:\n      type: |\n'), ['oauth2', 'api_key']],
    ['in a limit', withSystem('    limits:\n      - |\n'), ['requests', 'points', 'concurrent']],
  ])('completes %s', async (_, text, expected) => {
    expect(await editor.complete(text)).toEqual(expect.arrayContaining(expected));
  });

  it('completes auth by its type', async () => {
    const keys = async (type: string): Promise<readonly string[]> =>
      editor.complete(withSystem(`    auth:\n      type: ${type}\n      |\n`));
    expect(await keys('bearer')).toEqual(['secret', 'rotate_every']);
    expect(await keys('oauth2')).toEqual(expect.arrayContaining(['grant', 'token_url', 'scopes']));
    expect(await keys('oauth2')).not.toContain('name');
  });

  it.each([
    ['a plain key', withTop('time|zone: UTC\n'), ['IANA zone', 'Default: UTC']],
    [
      'a duration',
      withSystem('    out|age: 5m\n'),
      ['longest time it is away', 'a duration in ms, s, m, h', 'Default:'],
    ],
    ['a percentage', withSystem('    sh|are: 40%\n'), ['part of the account', 'Default: 100%']],
    [
      'a rate',
      withFlow('    on: x\n    vol|ume: 3000/day\n'),
      ['Default: 30000/day', 'a rate per'],
    ],
    ['limits as one rate', withSystem('    lim|its: 10/s\n'), ['all hold at once', 'Default:']],
    ['auth', withSystem('    au|th: { type: bearer }\n'), ['How the system knows us', 'Default:']],
  ])('shows over %s what it means', async (_, text, expected) => {
    const shown = (await editor.hover(text)).replaceAll(/\\(?=[\\`*_{}[\]#+!])/g, '');
    for (const words of expected) expect(shown).toContain(words);
  });

  it('underlines nothing in a valid file, and each key that does not exist', async () => {
    expect(await editor.diagnostics(withSystem('    limits: 10/s\n'))).toEqual([]);
    expect(await editor.diagnostics(withSystem('    limitz: 10/s\n'))).toHaveLength(1);
  });
});
