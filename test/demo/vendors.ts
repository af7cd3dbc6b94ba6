import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What arrived at a stand-in for a vendor's API. */
interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly contentType: string;
  readonly authorization: string;
  readonly key: string;
  readonly body: string;
}

/** A stand-in for a vendor's API on loopback. */
export interface Vendor {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** What happens to the next requests, in order; afterwards all are answered. */
  script(...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

type Fault =
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number }
  /** The request takes effect, and the connection breaks before the answer. */
  | { readonly kind: 'lost-response' };

type Handler = (arrival: Arrival) => { readonly status: number; readonly body: unknown };

/** Stripe as far as the demo needs it: customers by idempotency key, and pages of balance transactions. */
export function startStripe(): Promise<Vendor> {
  const customers = new Map<string, { readonly id: string; readonly object: 'customer' }>();
  const transactions = Array.from({ length: 25 }, (_, index) => `txn_${index + 1}`);
  return startVendor((arrival) => {
    const url = new URL(arrival.url, 'http://stripe');
    if (arrival.method === 'POST' && url.pathname === '/v1/customers') {
      const before = customers.get(arrival.key);
      const customer = before ?? ({ id: `cus_${customers.size + 1}`, object: 'customer' } as const);
      customers.set(arrival.key, customer);
      return { status: 200, body: customer };
    }
    if (url.pathname !== '/v1/balance_transactions')
      return { status: 404, body: { error: { type: 'invalid_request_error' } } };
    const after = url.searchParams.get('starting_after');
    const start = after === null ? 0 : transactions.indexOf(after) + 1;
    const page = transactions.slice(start, start + Number(url.searchParams.get('limit') ?? '10'));
    const data = page.map((id) => ({ id, object: 'balance_transaction', amount: 100 }));
    return {
      status: 200,
      body: {
        object: 'list',
        data,
        has_more: start + page.length < transactions.length,
        url: url.pathname,
      },
    };
  });
}

/** The ledger of the fixture: entries by idempotency key, and notes, which have none. */
export function startLedger(): Promise<
  Vendor & { readonly booked: () => { readonly entries: number; readonly notes: number } }
> {
  const entries = new Map<string, unknown>();
  let notes = 0;
  const started = startVendor((arrival) => {
    if (arrival.url.endsWith('/entries')) {
      const entry: unknown = entries.get(arrival.key) ?? {
        ...(JSON.parse(arrival.body) as object),
        id: `entry-${entries.size + 1}`,
        bookedAt: '2026-01-01T00:00:00Z',
      };
      entries.set(arrival.key, entry);
      return { status: 201, body: entry };
    }
    notes += 1;
    return { status: 201, body: {} };
  });
  return started.then((vendor) => ({
    ...vendor,
    booked: () => ({ entries: entries.size, notes }),
  }));
}

async function startVendor(handle: Handler): Promise<Vendor> {
  const arrivals: Arrival[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const arrival = toArrival(request, body);
      arrivals.push(arrival);
      respond({ request, response }, faults.shift(), () => handle(arrival));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals,
    script: (...next) => {
      faults.push(...next);
    },
    close: () => closeServer(server),
  };
}

function respond(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  fault: Fault | undefined,
  answer: () => { readonly status: number; readonly body: unknown },
): void {
  if (fault?.kind === 'throttle') {
    response.writeHead(429, { 'Retry-After': String(fault.retryAfterSeconds) }).end('{}');
    return;
  }
  const { status, body } = answer();
  if (fault?.kind === 'lost-response') request.socket.destroy();
  else response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function toArrival({ method = '', url = '', headers }: IncomingMessage, body: string): Arrival {
  return {
    method,
    url,
    contentType: headers['content-type'] ?? '',
    authorization: headers.authorization ?? '',
    key: String(headers['idempotency-key'] ?? ''),
    body,
  };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
}
