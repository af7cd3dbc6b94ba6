import { describe, expect, it } from 'vitest';

import { checked, orders } from './checked.ts';

const event = 'from: shop, on: order.created, to: billing, do: create invoice';

async function notYet(text: string): Promise<readonly string[]> {
  const { diagnostics } = await checked(text);
  return diagnostics
    .filter(({ code }) => code === 'feature/not-yet')
    .map(({ message }) => message.replace(/ is planned for .*/, ''));
}

describe('what no rule reads yet', () => {
  it.each([
    ['kind: graphql', '`kind: graphql`'],
    ['kind: websocket', '`kind: websocket`'],
    ['kind: queue', '`kind: queue`'],
    ['kind: mqtt', '`kind: mqtt`'],
    ['kind: webhook', '`kind: webhook`'],
    ['stream: { via: websocket }', '`stream`'],
    ['environments: { trial: { limits: { messages: 5, per: 1s } } }', 'A limit of `messages`'],
    ['limits: { messages: 5, per: 1s, each: connection }', 'A limit of `messages`'],
    ['limits: [10/s, { messages: 5, per: 1s }]', 'A limit of `messages`'],
  ])('refuses a system with %s', async (key, what) => {
    const text = orders({ flow: event, billing: `description: bills, ${key}` });
    expect(await notYet(text)).toEqual([what]);
  });

  it('takes systems whose ids are words of the vocabulary', async () => {
    const text = orders({ flow: event }).replace(
      'systems: {',
      'systems: { tenants: ours, hours: x,',
    );
    expect(await notYet(text)).toEqual([]);
  });
});
