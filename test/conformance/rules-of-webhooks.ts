import { createHmac } from 'node:crypto';
import type { Receiver } from './driver.ts';
import { must, type Check, type Rule } from './rule.ts';

const secret = `whsec_${Buffer.from('a key of the sender, long enough').toString('base64')}`;
const older = `whsec_${Buffer.from('the key that the sender had before').toString('base64')}`;

/** A webhook by the scheme that a library takes: Standard Webhooks, and Stripe's. */
function signedWebhook(
  body: string,
  { id = 'msg_1', ageS = 0, key = secret }: { id?: string; ageS?: number; key?: string } = {},
): Record<string, string> {
  const atS = String(Math.floor(Date.now() / 1000) - ageS);
  const bytes = Buffer.from(key.replace('whsec_', ''), 'base64');
  const standard = createHmac('sha256', bytes).update(`${id}.${atS}.${body}`).digest('base64');
  const stripe = createHmac('sha256', key).update(`${atS}.${body}`).digest('hex');
  return {
    'webhook-id': id,
    'webhook-timestamp': atS,
    'webhook-signature': `v1,${standard}`,
    'stripe-signature': `t=${atS},v1=${stripe}`,
  };
}

const body = '{"type": "paid"}';

function check(
  name: string,
  run: (receiver: Receiver) => Promise<boolean>,
  secrets: readonly string[] = [secret],
): Check {
  return {
    name,
    needs: ['receiver'],
    async run(_world, { receiver }) {
      if (receiver === undefined) return;
      must(await run(receiver({ secrets, mostBytes: 10_000 })), 'not so');
    },
  };
}

const signatures: Rule = {
  number: 13,
  title:
    'Webhook signatures: both directions of time, rotation, replays, raw bytes, size, fail closed',
  checks: [
    check('a good one is taken', (take) => take(signedWebhook(body), body)),
    check(
      'an old one is not',
      async (take) => !(await take(signedWebhook(body, { ageS: 3600 }), body)),
    ),
    check(
      'one from the future is not',
      async (take) => !(await take(signedWebhook(body, { ageS: -3600 }), body)),
    ),
    check('other bytes are not', async (take) => !(await take(signedWebhook(body), `${body} `))),
    check(
      'the secret before is good during rotation',
      (take) => take(signedWebhook(body, { key: older }), body),
      [secret, older],
    ),
    check('a replay is not taken', async (take) => {
      const headers = signedWebhook(body);
      return (await take(headers, body)) && !(await take(headers, body));
    }),
    check('a large one is not taken', async (take) => {
      const large = JSON.stringify({ type: 'x'.repeat(20_000) });
      return !(await take(signedWebhook(large), large));
    }),
    check(
      'without a secret nothing is taken',
      async (take) => {
        const keys = ['', secret];
        const taken = await Promise.all(
          keys.map((key) => take(signedWebhook(body, { key }), body)),
        );
        return taken.every((each) => !each);
      },
      [],
    ),
  ],
};

/** Who may tell us something. */
export const rulesOfWebhooks: readonly Rule[] = [signatures];
