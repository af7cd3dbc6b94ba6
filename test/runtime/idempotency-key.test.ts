import { describe, expect, it } from 'vitest';
import { jsonBody } from '../../generators/runtime/files/body.ts';
import { formBody } from '../../generators/runtime/files/form.ts';
import { idempotencyKey } from '../../generators/runtime/files/idempotency-key.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { ok, reset, scripted } from './scripted.ts';
import { operation, resilience, testClient } from './settings.ts';

const keyed = operation({
  id: 'createThing',
  method: 'POST',
  idempotencyKey: { in: 'header', name: 'Idempotency-Key', write: idempotencyKey },
});
const repeatable = resilience({
  operations: { createThing: { maxAttempts: 3, attemptMs: 5000, repeatable: true } },
});

describe('a key in a field', () => {
  const inField = operation({
    id: 'createThing',
    method: 'POST',
    idempotencyKey: { in: 'field', name: 'key', write: idempotencyKey },
    body: {
      required: true,
      contents: [
        { mediaType: 'application/json', write: jsonBody },
        { mediaType: 'application/x-www-form-urlencoded', write: formBody },
      ],
    },
  });
  it.each([
    { name: 'an object', input: { body: { sum: 1 } }, attempts: 3 },
    {
      name: 'text, into which it cannot be written',
      input: {
        body: 'sum=1',
        contentType: 'application/x-www-form-urlencoded',
        idempotencyKey: 'order-1',
      },
      attempts: 1,
    },
  ])('of a body that is $name: $attempts attempts', async ({ input, attempts }) => {
    const { host, sent } = scripted(reset);
    const client = testClient(host, { resilience: repeatable });
    await expect(host.settle(send(client, inField, input))).rejects.toMatchObject({
      attempts,
      retryable: attempts > 1,
    });
    expect(sent).toHaveLength(attempts);
    const bodies = await Promise.all(sent.map((request) => request.text()));
    expect(new Set(bodies).size).toBe(1);
  });

  it.each([
    { name: 'that is empty is none', given: { idempotencyKey: '' }, key: /^[0-9a-f-]{36}$/ },
    { name: 'may be a number', given: { headers: { 'idempotency-key': 7 } }, key: /^7$/ },
    { name: 'of the caller is kept', given: { idempotencyKey: 'a' }, key: /^a$/ },
  ])('$name', async ({ given, key }) => {
    const { host, sent } = scripted(ok);
    await host.settle(send(testClient(host), keyed, given));
    expect(sent[0]?.headers.get('idempotency-key')).toMatch(key);
  });
});
