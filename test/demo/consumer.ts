// Compiled and run by the demo beside the output that it builds: what a team would write against it.
import { addNote, createEntry } from './payments-to-ledger/clients/ledger/client.ts';
import {
  getBalanceTransactionsItems,
  postCustomers,
} from './payments-to-ledger/clients/stripe/client.ts';
import { createIntegration } from './payments-to-ledger/index.ts';
import { fileCounters } from './payments-to-ledger/runtime/counter-file.ts';
import { nodeHost } from './payments-to-ledger/runtime/node-host.ts';

type Integration = ReturnType<typeof createIntegration>;

/** The integration against two base addresses; `saw` is told what the runtime does. */
export function start(
  baseUrls: { stripe: string; ledger: string },
  saw: (line: string) => void,
): Integration {
  return createIntegration({
    secrets: (name) => `secret-of-${name}`,
    baseUrls,
    // The ledger counts calls a day: our count must outlive the process.
    counters: fileCounters(new URL('counters', import.meta.url).pathname),
    host: nodeHost({
      emit: (event) => {
        // Only some events are of an operation, and only some have an outcome.
        const about = 'operation' in event ? event.operation : '';
        const status = 'status' in event ? event.status : undefined;
        const outcome = status ?? ('outcome' in event ? event.outcome : '');
        saw([event.system, about, event.type, outcome].filter((word) => word !== '').join(' '));
      },
    }),
  });
}

/** Creates a customer in Stripe, with the nested form fields that its API wants. */
export async function registerCustomer({ clients }: Integration, order: string): Promise<string> {
  const created = await postCustomers(clients.stripe, {
    body: {
      name: 'Ada Byron',
      address: { city: 'London', line1: '12 St James’s Square' },
      metadata: { order },
    },
  });
  return created.data.id;
}

/** Ids of all balance transactions, ten a page. */
export async function listTransactions({ clients }: Integration): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of getBalanceTransactionsItems(clients.stripe, { query: { limit: 10 } }))
    ids.push(id);
  return ids;
}

/** Books an entry; `key` makes a repeat harmless. */
export async function book({ clients }: Integration, key: string): Promise<string> {
  const entry = await createEntry(clients.ledger, {
    idempotencyKey: key,
    body: {
      reference: key,
      lines: [
        { account: 'bank', amount: 1250, currency: 'EUR' },
        { account: 'revenue', amount: -1250, currency: 'EUR' },
      ],
    },
  });
  return entry.data.id;
}

/** Adds a note; the ledger takes no key for it. */
export async function note({ clients }: Integration): Promise<void> {
  await addNote(clients.ledger, { path: { account: 'revenue' }, body: { text: 'checked' } });
}
