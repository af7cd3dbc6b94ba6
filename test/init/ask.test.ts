import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { init } from '../../src/init/init.ts';
import type { Asker } from '../../src/init/ask/asker.ts';
import { surroundings } from '../../src/load/surroundings.ts';
import { folderWith, ledger, run } from './folder.ts';

/** Answers in their order: words, the label of a choice (or several), or yes and no; `undefined` is Enter. */
type Reply = string | boolean | readonly string[] | undefined;

/** A person who gives prepared answers, and the questions that were put. */
function person(replies: readonly Reply[]): { asker: Asker; asked: string[]; told: string[] } {
  const asked: string[] = [];
  const told: string[] = [];
  const left = [...replies];
  const next = (message: string): Reply => {
    asked.push(message);
    if (left.length === 0) throw new Error(`Nobody expected: ${message}`);
    return left.shift();
  };
  const asker: Asker = {
    text: ({ message, initial, optional, fault }) => {
      const reply = next(message);
      const answer = typeof reply === 'string' ? reply : (initial ?? '');
      const wrong = typeof reply === 'string' ? fault?.(answer) : undefined;
      if (wrong !== undefined) return Promise.reject(new Error(wrong));
      if (answer === '' && optional !== true) return Promise.reject(new Error(`Empty: ${message}`));
      return Promise.resolve(answer);
    },
    choose: ({ message, options, initial }) => {
      const reply = next(message);
      const found = options.find(({ label }) => label === reply);
      if (reply !== undefined && found === undefined)
        return Promise.reject(new Error(`${message}: no ${String(reply)}`));
      const value = found?.value ?? initial ?? options[0]?.value;
      return value === undefined ? Promise.reject(new Error(message)) : Promise.resolve(value);
    },
    chooseSome: ({ message, options }) => {
      const reply = next(message);
      const labels = Array.isArray(reply) ? reply : [];
      return Promise.resolve(
        options.filter(({ label }) => labels.includes(label)).map(({ value }) => value),
      );
    },
    confirm: ({ message, initial }) => {
      const reply = next(message);
      return Promise.resolve(typeof reply === 'boolean' ? reply : initial);
    },
    tell: (text) => told.push(text),
  };
  return { asker, asked, told };
}

async function drafted(folder: string, specs: readonly string[], asker: Asker): Promise<string> {
  const around = await surroundings(folder, { specs: specs.length === 0 });
  const { value, diagnostics } = await init({ cwd: folder, specs, around, asker });
  expect(diagnostics).toEqual([]);
  return value?.text ?? '';
}

async function builds(folder: string, text: string): Promise<void> {
  writeFileSync(join(folder, 'integration.yaml'), text);
  const { code, err } = await run(folder, 'build', 'integration.yaml', '--dry-run');
  expect(code, err).toBe(0);
}

describe('the questions of init', () => {
  it('make the file that the answers mean', async () => {
    const folder = folderWith({ 'ledger.json': ledger });
    const { asker, asked } = person([
      'orders-to-ledger',
      'shop: sells books',
      true,
      undefined,
      'shop',
      'rows of a table of ours change',
      'orders',
      'POST /entries',
      'API key in header X-Ledger-Key',
      '3000/day',
      'revenue is booked twice',
      false,
    ]);
    const text = await drafted(folder, ['ledger.json'], asker);
    expect(text).toBe(
      [
        '# yaml-language-server: $schema=./node_modules/integ-gen/schemas/integration.schema.json',
        '# Written by integ-gen init; that schema describes every key, and editors show it.',
        '',
        'integration: orders-to-ledger',
        '',
        'systems:',
        '  ledger:',
        '    description: The Ledger API',
        '    spec: ./ledger.json # OpenAPI 3.1.0, 3 operations, https://api.ledger.example/v1',
        '    # Names of secrets, never their values; the spec offers 2 ways',
        '    auth: { type: api_key, in: header, name: X-Ledger-Key, secret: LEDGER_KEY }',
        '    # What its documentation says decides whether this can work; until then it is unknown or assumed:',
        '    # limits: [{ requests: 100, per: 1m, scope: api key }]',
        '    # latency: { p50: 300ms, p99: 2s }',
        '    # idempotency: { header: Idempotency-Key, retention: 24h }',
        '  shop:',
        '    description: sells books',
        '    owned: true',
        '',
        'flows:',
        '  - from: shop',
        '    changes: orders',
        '    to: ledger',
        '    do: { do: createEntry, idempotency: { header: X-Idempotency-Key } }',
        '    volume: 3000/day',
        '    duplicate: revenue is booked twice',
        '    # Assumed until you say otherwise:',
        '    # peak: 5x',
        '    # latency: 30s',
        '',
      ].join('\n'),
    );
    expect(asked).toHaveLength(12);
    await builds(folder, text);
  });

  it('leave out what keeps its default', async () => {
    const folder = folderWith({ 'ledger.json': ledger });
    const { asker } = person([
      undefined,
      'our shop',
      undefined,
      undefined,
      undefined,
      undefined,
      'DELETE /entries/{id}',
      undefined,
      undefined,
      undefined,
    ]);
    const text = await drafted(folder, ['ledger.json'], asker);
    expect(text).toContain('integration: shop\n');
    expect(text).toContain('call: deleteEntry #');
    expect(text).toContain('    # volume: 30000/day\n');
    expect(text).not.toMatch(/^ {4}(?:volume|duplicate|idempotency_key):/m);
    await builds(folder, text);
  });

  it('ask for what tells polled things apart only where a repeat does harm', async () => {
    const folder = folderWith({ 'ledger.json': ledger });
    const start = [undefined, 'warehouse', false, undefined, 'ledger'];
    const poll = [
      'we ask ledger again and again',
      'GET /entries',
      'book them',
      undefined,
      undefined,
    ];
    const harmful = person([...start, ...poll, 'sent twice', 'entry.id', undefined]);
    const text = await drafted(folder, ['ledger.json'], harmful.asker);
    expect(text).toContain('read: listEntries\n');
    expect(text).toContain('idempotency_key: entry.id\n');
    await builds(folder, text);
    const harmless = person([...start, ...poll, 'harmless', undefined]);
    expect(await drafted(folder, ['ledger.json'], harmless.asker)).not.toContain('idempotency_key');
  });

  it('offer the events that a description names, and let others be said', async () => {
    const folder = folderWith({ 'ledger.json': ledger });
    const start = [undefined, 'crm', undefined, undefined, 'ledger', 'ledger tells us'];
    const rest = ['note it', undefined, undefined, undefined];
    const named = person([...start, 'entry.booked', ...rest]);
    expect(await drafted(folder, ['ledger.json'], named.asker)).toContain('on: entry.booked\n');
    const other = person([...start, 'another one', 'entry.gone', ...rest]);
    expect(await drafted(folder, ['ledger.json'], other.asker)).toContain('on: entry.gone\n');
  });

  it('take several flows, a timetable, and a spec that is named in an answer', async () => {
    const folder = folderWith({ 'ledger.json': ledger });
    const { asker, told } = person([
      [],
      'nightly',
      'bank: holds the money',
      undefined,
      'nowhere.json',
      'ledger.json',
      undefined,
      'bank',
      'the clock',
      '05:30',
      'statements',
      'POST /entries',
      undefined,
      undefined,
      undefined,
      true,
      'bank',
      'bank tells us',
      'payment received',
      'POST /entries',
      undefined,
      undefined,
      false,
    ]);
    const text = await drafted(folder, [], asker);
    expect(told.join('\n')).toContain('there is no such file');
    expect(text).toContain('schedule: { at: 05:30 }\n    data: statements\n');
    expect(text).toContain('on: payment received\n');
    await builds(folder, text);
  });

  it('propose the descriptions that lie nearby', async () => {
    const folder = folderWith({ 'specs/ledger.json': ledger, 'specs/other.json': ledger });
    const { asker } = person([
      ['./specs/ledger.json'],
      undefined,
      'our shop',
      undefined,
      undefined,
      undefined,
      undefined,
      'POST /entries',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const text = await drafted(folder, [], asker);
    expect(text).toContain('spec: ./specs/ledger.json #');
    expect(text).not.toContain('other.json');
  });

  it.each([
    ['name', ['Not Kebab'], 'not-kebab'],
    ['system', [undefined, ['sk', 'live', 'abcdef123456'].join('_')], 'looks like a secret'],
    ['name of a system', [undefined, '¡¿'], 'letters'],
  ])('say what is wrong with a %s', async (_what, replies, fault) => {
    const folder = folderWith({ 'ledger.json': ledger });
    const { asker } = person(replies);
    await expect(drafted(folder, ['ledger.json'], asker)).rejects.toThrow(fault);
  });
});
