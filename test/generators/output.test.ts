import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { clients } from '../../generators/clients/emitter.ts';
import { integration } from '../../generators/integration/emitter.ts';
import { resilience } from '../../generators/resilience/emitter.ts';
import { runtime } from '../../generators/runtime/emitter.ts';
import type { EmittedFile } from '../../src/emit/emitter.ts';
import { formatFiles } from '../../src/emit/format.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { compile, makeFolder, runOnNode22 } from '../output-folder.ts';
import {
  apiOf,
  callPolicy,
  decided,
  describedSystem,
  planOf,
  portSystem,
  withoutAddress,
} from './plan-builder.ts';
import { realApi } from './real-apis.ts';

const answer = {
  'application/json': {
    schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
  },
};
const form = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' }, size: { type: 'integer', default: 0 } },
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const;
const trace = { name: 'X-Trace', in: 'header', schema: { type: 'string' } } as const;

/** Names that collide, statuses of every kind, and bodies of several media types. */
const shop = apiOf({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'get-thing',
        parameters: [id, trace],
        responses: {
          '200': { description: 'It.', content: answer },
          '204': { description: 'Nothing.' },
          '404': { description: 'Gone.', content: answer },
          '4XX': { description: 'Wrong.' },
        },
      },
      delete: {
        operationId: 'getThing',
        deprecated: true,
        parameters: [id],
        responses: { '204': { description: 'Done.' } },
      },
    },
    '/things': { get: { responses: { default: { description: 'All.', content: answer } } } },
    '/reports': {
      post: {
        operationId: 'create_report',
        requestBody: {
          required: true,
          content: { ...answer, 'text/plain': { schema: { type: 'string' } } },
        },
        responses: { '2XX': { description: 'Made.' } },
      },
    },
    // A media type that says nothing.
    '/any': {
      put: {
        operationId: 'putAny',
        requestBody: {
          required: true,
          content: { '*/*': answer['application/json'] },
        },
        responses: {
          '200': { description: '', content: { '*/*': answer['application/json'] } },
          '202': { description: '', content: { '*/*': { schema: { type: 'string' } } } },
        },
      },
    },
    '/files': {
      put: {
        operationId: 'uploadFile',
        requestBody: { required: true, content: { 'application/octet-stream': {} } },
        responses: { '204': { description: 'Kept.' } },
      },
    },
    '/forms': {
      post: {
        operationId: 'postForm',
        requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } },
        responses: { '204': { description: 'Kept.' } },
      },
    },
    // Names that the files use for themselves.
    '/send': { post: { operationId: 'send', responses: { '204': { description: 'Sent.' } } } },
    '/call': { post: { operationId: 'call', responses: { '204': { description: 'Called.' } } } },
    '/paths': { get: { operationId: 'paths', responses: { '200': { description: '' } } } },
    // A part of a name that a reference could not hold.
    '/token#renew': {
      put: { operationId: 'put_token#renew', responses: { '204': { description: '' } } },
    },
    // Names that the language calls by itself.
    '/then': { get: { operationId: 'then', responses: { '204': { description: '' } } } },
    '/json': { get: { operationId: 'toJSON', responses: { '204': { description: '' } } } },
    '/options': { get: { operationId: 'options', responses: { '200': { description: '' } } } },
    '/proto': { get: { operationId: '__proto__', responses: { '4XX': { description: '' } } } },
  },
});

const clock = apiOf({
  openapi: '3.1.0',
  info: { title: 'Clock', version: '1' },
  paths: { '/now': { get: { operationId: 'now', responses: { '204': { description: '' } } } } },
});

async function samplePlan(): Promise<Plan> {
  const [stripe, github] = await Promise.all([
    realApi('stripe', ['PostCustomers', 'GetChargesCharge', 'GetBalanceTransactions', 'PostFiles']),
    realApi('github', [
      'issues/create',
      'issues/get',
      'issues/list-for-repo',
      'markdown/render-raw',
    ]),
  ]);
  const limits = [
    {
      id: 'limit',
      label: '5,000 calls per hour',
      kind: 'requests',
      declared: decided('declared', 5000),
      windowSeconds: 3600,
      limiter: {
        form: 'window',
        max: decided('max', 4000),
        windowMs: decided('window', 3_600_250),
      },
    },
  ] as const;
  const schemes = stripe.securitySchemes.filter(({ type }) => type === 'bearer');
  const described = describedSystem('stripe', { ...stripe, securitySchemes: schemes });
  const key = { in: 'header', name: 'Idempotency-Key' } as const;
  const operations = described.operations.map((operation) =>
    operation.method === 'post' ? { ...operation, key } : operation,
  );
  return planOf([
    { ...described, operations },
    describedSystem('github', github, { calls: callPolicy({ limits }) }),
    withoutAddress(describedSystem('shop', shop)),
    // Nothing of its types is named where no error is declared.
    describedSystem('clock', clock),
    portSystem('bank', ['pay all', 'payAll', 'PAY ALL']),
  ]);
}

async function emitted(plan: Plan): Promise<readonly EmittedFile[]> {
  const files: EmittedFile[] = [];
  for (const { emit } of [clients, resilience, integration, runtime])
    files.push(...(await emit(plan)));
  return formatFiles(files);
}

describe('the clients of Stripe, GitHub, a small API and a port', () => {
  const { folder, remove } = makeFolder();
  beforeAll(async () => {
    for (const { path, text } of await emitted(await samplePlan())) {
      mkdirSync(dirname(join(folder, 'out', path)), { recursive: true });
      writeFileSync(join(folder, 'out', path), text);
    }
    cpSync(new URL('consumers', import.meta.url), folder, { recursive: true });
  });
  afterAll(remove);

  it.each(['5.9', '7'] as const)(
    'compile under TypeScript %s, and so do right calls but no wrong ones',
    (version) => {
      expect(compile(folder, version)).toBe('');
    },
  );

  it('run on Node 22.18 as they stand', () => {
    expect(runOnNode22(folder, 'program.ts').split('\n')).toEqual([
      'POST https://stripe.test/v1/customers Bearer value of bearerAuth_SECRET metadata[order]=1',
      '200 cus_1',
      'POST https://stripe.test/v1/customers Bearer value of bearerAuth_SECRET name=x',
      'declared: declined',
      'true false',
      'Error: The step "payAll" of bank is still to be written.',
      'no thenable: [object Object] true true',
      '',
    ]);
  });
});
