import { describe, expect, it } from 'vitest';

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { formatDiagnostics, sortDiagnostics, withExcerpts } from '../../src/diagnostics/print.ts';

const diagnostic: Diagnostic = {
  code: 'flow/unknown-operation',
  severity: 'error',
  message: 'There is no "x".',
  fix: 'Write "y".',
  at: { file: 'a.yaml', line: 2, column: 7, length: 3 },
};

function printed(text: string, found: readonly Diagnostic[] = [diagnostic]): string {
  return formatDiagnostics(withExcerpts(found, new Map([['a.yaml', text]])), { color: false });
}

describe('the printed form of a diagnostic', () => {
  it('has the place, the message, the line with a caret, and the fix', () => {
    expect(printed('a: 1\n  b:  xyz\n')).toBe(
      [
        'a.yaml:2:7 error flow/unknown-operation',
        '  There is no "x".',
        '    2 |   b:  xyz',
        '      |       ^^^',
        '  fix: Write "y".',
        '',
      ].join('\n'),
    );
  });

  it('puts the caret under the value behind a tab and behind wide characters', () => {
    expect(printed('\n\tb:   xyz')).toContain('    2 |   b:   xyz\n      |        ^^^\n');
    expect(printed('\n日本 :  xyz')).toContain('    2 | 日本 :  xyz\n      |         ^^^\n');
  });

  it('cuts a long line around the caret', () => {
    const at = { ...diagnostic.at, column: 301 };
    const line = `${'a'.repeat(300)}xyz${'b'.repeat(300)}`;
    const [, , shown = '', carets = ''] = printed(`\n${line}`, [{ ...diagnostic, at }]).split('\n');
    expect(shown.length).toBeLessThan(120);
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('xyz');
  });

  it('shows control and bidirectional characters instead of sending them to the terminal', () => {
    const message = 'evil \u001b[31m and \u202e';
    const text = printed('\nb: \u001b[2J xyz', [{ ...diagnostic, message }]);
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).toContain('evil \\u{1b}[31m and \\u{202e}');
  });

  it('keeps every line of a message under its head', () => {
    expect(printed('', [{ ...diagnostic, message: 'one\ntwo' }])).toContain('\n  one\n  two\n');
  });

  it('shows no line that a diagnostic marks as holding a secret, whoever else speaks of it', () => {
    const found = withExcerpts(
      [diagnostic, { ...diagnostic, code: 'secret/value', redacted: true }],
      new Map([['a.yaml', '\nb: hunter2']]),
    );
    expect(JSON.stringify(found)).not.toContain('hunter2');
    expect(formatDiagnostics(found, { color: true })).not.toContain('hunter2');
  });

  it.each([
    'secret: hunter2hunter2',
    '{ type: bearer, token: abc123 }',
    'note: ghp_0123456789abcdefghij',
    'url: https://me:hunter2@ledger.example',
    'key: AKIAIOSFODNN7EXAMPLE',
    '-----BEGIN RSA PRIVATE KEY-----',
    'spec: https://ledger.example/openapi.json?access_token=hunter2hunter2',
    'secret: *hunter2',
    'secret: &hunter2 LEDGER_KEY',
    'secret: !hunter2 LEDGER_KEY',
    'secret: [hunter2',
  ])('shows no line that looks like a secret: %s', (line) => {
    expect(printed(`\n${line}`)).toContain('2 | (not shown');
  });

  it.each([
    'secret: LEDGER_KEY',
    'secret: [LEDGER_KEY]',
    'secret: >-',
    'refresh_token: rotating',
    'token_lifetime: 30m',
    'url: https://ledger.example/entries?page=2',
  ])('shows a line that holds no secret: %s', (line) => {
    expect(printed(`\n${line}`)).toContain(`2 | ${line}`);
  });

  it('is coloured only where it is asked for', () => {
    expect(formatDiagnostics([diagnostic], { color: true })).toContain('\u001b[');
    expect(formatDiagnostics([diagnostic], { color: false })).not.toContain('\u001b[');
  });
});

describe('the order of diagnostics', () => {
  it('is by file, line, column and code', () => {
    const places = [
      { file: 'b.yaml', line: 1, column: 1 },
      { file: 'a.yaml', line: 10, column: 1 },
      { file: 'a.yaml', line: 2, column: 9 },
      { file: 'a.yaml', line: 2, column: 1 },
    ];
    const found = places.map((at) => ({ ...diagnostic, at }));
    const twin = { ...diagnostic, code: 'a/first', at: { file: 'a.yaml', line: 2, column: 1 } };
    expect(
      sortDiagnostics([...found, twin]).map(
        ({ at, code }) => `${at.file}:${at.line}:${at.column} ${code.slice(0, 1)}`,
      ),
    ).toEqual(['a.yaml:2:1 a', 'a.yaml:2:1 f', 'a.yaml:2:9 f', 'a.yaml:10:1 f', 'b.yaml:1:1 f']);
  });
});
