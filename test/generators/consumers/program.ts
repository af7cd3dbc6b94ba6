// Run beside an output on the oldest Node that is supported, without compiling anything.
import { postCustomers } from './out/clients/stripe/client.ts';
import { isProblem } from './out/clients/stripe/errors.ts';
import { bank } from './out/handlers/bank.ts';
import { createIntegration } from './out/index.ts';
import { fileCounters } from './out/runtime/counter-file.ts';
import { nodeHost } from './out/runtime/node-host.ts';

const answers = [
  Response.json({ id: 'cus_1', object: 'customer' }),
  Response.json({ error: { type: 'card_error', message: 'declined' } }, { status: 402 }),
];
const host = nodeHost({
  fetch: async (url, { method, headers, body }) => {
    console.log(method, url, headers['authorization'], body);
    return answers.shift() ?? Response.error();
  },
});
const { clients } = createIntegration({
  secrets: (name) => `value of ${name}`,
  counters: fileCounters(new URL('./counters', import.meta.url).pathname),
  handlers: { bank },
  baseUrls: { stripe: 'https://stripe.test', shop: 'https://shop.test' },
  host,
});

const created = await postCustomers(clients.stripe, {
  body: { metadata: { order: '1' } },
});
console.log(created.status, created.data.id);
try {
  await clients.stripe.postCustomers({ body: { name: 'x' } });
} catch (error) {
  if (isProblem(error, 'PostCustomers', 402)) console.log('declared:', error.data.error.message);
  console.log(isProblem(error, 'PostCustomers', 'default'), isProblem(error, 'PostCustomers', 404));
}
console.log(await clients.bank.payAll({}, {}).catch(String));

// Neither waiting for a client or its module nor printing it makes a call.
const shop = await import('./out/clients/shop/client.ts');
const awaited = await Promise.resolve(clients.shop);
console.log(
  'no thenable:',
  String(awaited),
  'then2' in shop,
  JSON.stringify(awaited).includes('shop'),
);
