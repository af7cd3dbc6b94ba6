// Compiled beside an output: calls that must compile, and calls that must not.
import {
  createReport,
  getThing2,
  getThings,
  postForm,
  uploadFile,
} from './out/clients/shop/client.ts';
import { isProblem as isGithubProblem } from './out/clients/github/errors.ts';
import { issuesCreate, issuesGet, markdownRenderRaw } from './out/clients/github/client.ts';
import { getChargesCharge, postCustomers, postFiles } from './out/clients/stripe/client.ts';
import { isProblem } from './out/clients/stripe/errors.ts';
import type { BankPort } from './out/clients/bank/port.ts';
import { bank } from './out/handlers/bank.ts';
import { createIntegration } from './out/index.ts';
import type { IntegrationOptions } from './out/index.ts';
import { fileCounters } from './out/runtime/counter-file.ts';
import { nodeHost } from './out/runtime/node-host.ts';

const options: IntegrationOptions = {
  secrets: (name) => name,
  counters: fileCounters('counters'),
  handlers: { bank },
  baseUrls: { shop: 'https://shop.example' },
};
const { clients } = createIntegration({ ...options, host: nodeHost() });

export async function right(): Promise<void> {
  await postFiles(clients.stripe, { body: { purpose: 'dispute_evidence', file: new Blob(['x']) } });
  const created = await postCustomers(clients.stripe, {
    body: { metadata: { order: '1' }, address: { city: 'London' } },
    idempotencyKey: 'key',
    signal: AbortSignal.timeout(1000),
  });
  const status: 200 = created.status;
  const id: string = created.data.id;
  await postCustomers(clients.stripe);
  await clients.stripe.getChargesCharge({ path: { charge: id } });

  const issue = await issuesGet(clients.github, {
    path: { owner: 'o', repo: 'r', issue_number: 1 },
  });
  if (issue.status === 200) issue.data.title.trim();
  const rendered = await markdownRenderRaw(clients.github, { body: '# x' });
  rendered.data.trim();

  const thing = await getThing2(clients.shop, { path: { id: 'a/b' }, headers: { 'X-Trace': 't' } });
  if (thing.status === 200) thing.data.id.trim();
  else if (thing.status === 204) thing.data satisfies undefined;
  const all = await getThings(clients.shop);
  all.data.id.trim();
  await createReport(clients.shop, { body: { id: 'a' } });
  await createReport(clients.shop, { body: 'text', contentType: 'text/plain' });
  await uploadFile(clients.shop, { body: new Uint8Array(2) });
  await postForm(clients.shop, { body: { file: new Blob(['x']), size: 1 } });
  await clients.bank.payAll({ amount: 1 }, {});
  console.log(status);
}

export async function anything(): Promise<string> {
  const answer = await clients.shop.putAny({ body: { id: 'a' } });
  if (answer.status === 200) return answer.data.id;
  // @ts-expect-error: a text may be bytes, where nothing is said
  return answer.data;
}

export function caught(error: unknown): string | undefined {
  if (isProblem(error, 'PostCustomers', 402)) return error.data.error.message;
  if (isProblem(error, 'PostCustomers', 'default')) return error.data.error.type;
  if (isGithubProblem(error, 'issues/create', 422)) return error.data.message;
  return undefined;
}

export function wrong(error: unknown): void {
  // @ts-expect-error: the charge is missing
  void getChargesCharge(clients.stripe, {});
  // @ts-expect-error: the input is missing
  void getChargesCharge(clients.stripe);
  // @ts-expect-error: there is no such field
  void postCustomers(clients.stripe, { body: { nonsense: 1 } });
  // @ts-expect-error: a name is a text
  void postCustomers(clients.stripe, { body: { name: 1 } });
  // @ts-expect-error: this is another system's client
  void postCustomers(clients.github, {});
  void issuesCreate(clients.github, {
    path: { owner: 'o', repo: 'r' },
    body: { title: 't' },
    // @ts-expect-error: the operation honours no key
    idempotencyKey: 'k',
  });
  // @ts-expect-error: the title is missing
  void issuesCreate(clients.github, { path: { owner: 'o', repo: 'r' }, body: {} });
  // @ts-expect-error: the declared object is meant, whatever the media type
  void clients.shop.putAny({ body: { id: 1 } });
  // @ts-expect-error: a text is no report unless it is called one
  void createReport(clients.shop, { body: 'text' });
  // @ts-expect-error: the operation has no query
  void getThing2(clients.shop, { path: { id: 'a' }, query: {} });
  // @ts-expect-error: undefined is not the same as absent
  void getThings(clients.shop, { query: undefined });
  // @ts-expect-error: there is no such method
  void clients.bank.steal({}, {});
  // @ts-expect-error: the handlers are missing
  void createIntegration({
    secrets: options.secrets,
    counters: options.counters,
    baseUrls: options.baseUrls,
  });
  // @ts-expect-error: the counters are missing
  void createIntegration({
    secrets: options.secrets,
    handlers: options.handlers,
    baseUrls: options.baseUrls,
  });
  // @ts-expect-error: nobody knows the address of the shop
  void createIntegration({
    secrets: options.secrets,
    handlers: options.handlers,
    counters: options.counters,
  });
  // @ts-expect-error: the operation declares no such answer
  isGithubProblem(error, 'issues/create', 402);
  // @ts-expect-error: there is no such operation
  isProblem(error, 'PostNothing', 'default');
  // @ts-expect-error: a port has all its methods
  const port: BankPort = {};
  void port;
}
