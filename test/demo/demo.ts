// The main job on real input: builds against Stripe's own spec, type-checks what was written, and runs it
// against local servers that throttle and lose responses.
import { cpSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { build } from '../../src/main.ts';
import { compile, makeFolder } from '../output-folder.ts';
import { startLedger, startStripe } from './vendors.ts';
import type { Vendor } from './vendors.ts';

/** What consumer.ts exports; it is compiled where the output is. */
interface Consumer {
  readonly start: (
    baseUrls: { stripe: string; ledger: string },
    saw: (line: string) => void,
  ) => unknown;
  readonly registerCustomer: (integration: unknown, order: string) => Promise<string>;
  readonly listTransactions: (integration: unknown) => Promise<readonly string[]>;
  readonly book: (integration: unknown, key: string) => Promise<string>;
  readonly note: (integration: unknown) => Promise<void>;
}

const root = new URL('../..', import.meta.url).pathname;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`The demo expected that ${what}.`);
  say(`  ok: ${what}`);
}

async function buildInto(folder: string): Promise<void> {
  const output = join(folder, 'payments-to-ledger');
  const report = await build({
    files: 'fixtures/payments-to-ledger/input/integration.yaml',
    cwd: root,
    out: output,
  });
  const [integration] = report.integrations;
  if (report.exitCode !== 0 || integration === undefined)
    throw new Error(JSON.stringify(report, null, 2));
  say(`verdict: ${integration.verdict ?? ''}`);
  for (const { code, message } of integration.diagnostics) say(`  ${code}: ${message}`);
  say('written:');
  for (const path of listFiles(output)) say(`  ${path}  ${statSync(join(output, path)).size} B`);
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

function typeCheck(folder: string): void {
  cpSync(join(root, 'test/demo/consumer.ts'), join(folder, 'consumer.ts'));
  const complaints = compile(folder, '7');
  if (complaints !== '') throw new Error(complaints);
  say('type-checked with a program that uses it (TypeScript 7, strict)');
}

interface Scene {
  readonly consumer: Consumer;
  readonly integration: unknown;
  readonly stripe: Vendor;
  readonly ledger: Awaited<ReturnType<typeof startLedger>>;
}

async function throttled({ consumer, integration, stripe }: Scene): Promise<void> {
  say('a customer in Stripe, throttled once:');
  stripe.script({ kind: 'throttle', retryAfterSeconds: 1 });
  const first = Date.now();
  const id = await consumer.registerCustomer(integration, '1');
  must(id === 'cus_1', 'the customer was created after the 429');
  must(Date.now() - first >= 1000, 'nothing was sent before Retry-After had passed');
  const body = decodeURIComponent(stripe.arrivals[0]?.body ?? '');
  say(`  ${stripe.arrivals[0]?.contentType ?? ''}: ${body}`);
  must(body.includes('metadata[order]=1'), 'metadata arrived as metadata[order]=1');
}

async function lostInStripe({ consumer, integration, stripe }: Scene): Promise<void> {
  say('a customer in Stripe, and the response is lost:');
  stripe.script({ kind: 'lost-response' });
  const id = await consumer.registerCustomer(integration, '2');
  must(id === 'cus_2', 'the repeat with the same key gave the same customer');
  const keys = stripe.arrivals.slice(-2).map(({ key }) => key);
  must(keys[0] !== '' && keys[0] === keys[1], 'both requests bore one idempotency key');
}

async function pages({ consumer, integration }: Scene): Promise<void> {
  say('balance transactions, page by page:');
  const ids = await consumer.listTransactions(integration);
  must(ids.length === 25 && new Set(ids).size === 25, '25 transactions came on 3 pages, each once');
}

async function lostInLedger({ consumer, integration, ledger }: Scene): Promise<void> {
  say('an entry in the ledger, and the response is lost:');
  ledger.script({ kind: 'lost-response' });
  const failed = await consumer.book(integration, 'evt_1').catch(kindOf);
  must(failed === 'network', 'the client says "network" and leaves the repeat to the queue');
  const id = await consumer.book(integration, 'evt_1');
  must(
    id === 'entry-1' && ledger.booked().entries === 1,
    'the repeat with its key booked nothing twice',
  );
  say('a note in the ledger, which takes no key, and the response is lost:');
  ledger.script({ kind: 'lost-response' });
  const lost = await consumer.note(integration).catch(kindOf);
  must(lost === 'network' && ledger.booked().notes === 1, 'the POST was sent once and never again');
}

async function run(consumer: Consumer, stripe: Vendor, ledger: Scene['ledger']): Promise<void> {
  const seen: string[] = [];
  const urls = { stripe: stripe.url, ledger: ledger.url };
  const scene = {
    consumer,
    stripe,
    ledger,
    integration: consumer.start(urls, (line) => seen.push(line)),
  };
  await throttled(scene);
  await lostInStripe(scene);
  await pages(scene);
  await lostInLedger(scene);
  say('what the runtime told:');
  for (const line of seen) say(`  ${line}`);
}

function kindOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'kind' in error
    ? String(error.kind)
    : String(error);
}

const { folder, remove } = makeFolder();
const [stripe, ledger] = await Promise.all([startStripe(), startLedger()]);
try {
  await buildInto(folder);
  typeCheck(folder);
  // The program is compiled above against the output; here only its shape is known.
  const consumer = (await import(join(folder, 'consumer.ts'))) as Consumer;
  await run(consumer, stripe, ledger);
  say('all of it happened as promised.');
} finally {
  await Promise.all([stripe.close(), ledger.close()]);
  remove();
}
