import { describe, expect, it } from 'vitest';

import { checked, orders } from './checked.ts';

const event = 'from: shop, on: order.created, to: billing, do: create invoice';

async function byHand(text: string): Promise<readonly string[]> {
  const { diagnostics } = await checked(text);
  return diagnostics
    .filter(({ code }) => code === 'feature/build-by-hand')
    .map(({ message, at }) => `${at.line}: ${message.replace(/ is planned and .*/, '')}`);
}

describe('what is planned but not generated yet', () => {
  it.each([
    ['on: paid', 'receiver, inbox, worker and dead letters'],
    ['read: list orders, duplicate: harmless', 'poller with its cursor, worker and dead letters'],
    ['call: price', 'fallback and re-check around the call'],
    ['changes: orders', 'outbox, relay, worker and dead letters'],
    ['schedule: { every: 1h }, data: orders', 'job and its timetable'],
  ])('names the code of a flow with %s', async (trigger, parts) => {
    const text = orders({ flow: `from: shop, to: billing, do: bill it, ${trigger}` });
    expect(await byHand(text)).toEqual([`4: Flow "shop-to-billing" (${parts})`]);
  });

  it.each([
    ['auth: { type: oauth2 }', 'Getting and renewing OAuth 2.0 tokens for "billing"'],
    ['auth: { type: mtls }', 'Presenting a client certificate (mTLS) to "billing"'],
    ['auth: { type: ssh_key }', 'Logging in with an SSH key at "billing"'],
    ['auth: { type: hmac }', 'Signing requests with HMAC for "billing"'],
    ['auth: { type: pgp }', 'Encrypting with PGP for "billing"'],
    ['auth: { type: aws_sigv4 }', 'Signing requests with AWS Signature Version 4 for "billing"'],
    ['kind: sftp', 'Transfer by SFTP with "billing"'],
    ['kind: file', 'Reading and writing the files of "billing"'],
    ['kind: database', 'Reading and writing the database of "billing"'],
    ['webhook: { signature: stripe }', 'Receiving and verifying the webhooks of "billing"'],
  ])('names what %s needs', async (key, what) => {
    const text = orders({ flow: event, billing: `description: bills, ${key}` });
    expect((await byHand(text)).slice(1)).toEqual([`3: ${what}`]);
  });

  it.each(['auth: { type: bearer }', 'auth: { type: basic }', 'webhook: none', 'kind: rest'])(
    'says nothing about %s',
    async (key) => {
      const text = orders({ flow: event, billing: `description: bills, ${key}` });
      expect(await byHand(text)).toHaveLength(1);
    },
  );

  it.each([
    ['instances: 3', []],
    ['limiter: redis', []],
    ['queue: nats', ['The queue (nats)']],
    ['instances: 1', []],
  ])('names the shared stores of a deployment with %s', async (key, what) => {
    const text = orders({ flow: event, rest: `deployment: { ${key} }` });
    expect((await byHand(text)).slice(1)).toEqual(what.map((part) => `5: ${part}`));
  });
});
