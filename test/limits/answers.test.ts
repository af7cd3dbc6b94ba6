import { describe, expect, it } from 'vitest';

import { formOf } from '../../src/limits/reset-headers.ts';
import { readLimits } from '../../src/limits/read-limits.ts';
import type { Json, JsonObject } from '../../src/model/document.ts';
import { introducedBy, limitsIn, short } from './read.ts';

function withHeaders(headers: JsonObject, parts: JsonObject = {}): JsonObject {
  const responses = { 200: { description: 'Fine.', headers } };
  return {
    openapi: '3.1.0',
    info: { title: 'Sample', version: '1' },
    paths: { '/a': { get: { responses } }, '/b': { get: { responses } } },
    ...parts,
  };
}

describe('policies of the IETF’s RateLimit headers', () => {
  it.each<[string, ...string[]]>([
    ['RateLimit-Policy: 100;w=60', '100 per 60'],
    ['RateLimit-Policy: 10;w=1, 50;w=60;comment="per minute"', '10 per 1', '50 per 60'],
    ['RateLimit-Policy: "burst";q=100;w=60,"daily";q=1000;w=86400', '100 per 60', '1000 per 86400'],
    ['RateLimit-Policy: "b";q=5000;qu="content-bytes";w=1', '5000 bytes per 1'],
    ['RateLimit-Policy: "c";q=7;qu="concurrent-requests"', '7 at once'],
    ['RateLimit-Limit: 100, 100;w=60', '100 per 60'],
    ['RateLimit: "default";r=50;t=30'],
    ['The box has 5;w=60;h=100 for its size.'],
  ])('are read: %s', (text, ...limits) => {
    expect(limitsIn(text).map(short)).toEqual(limits);
  });

  it.each<[string, JsonObject, string]>([
    ['an example is like ours at best', { example: '100;w=60' }, 'low'],
    ['an example of a schema too', { schema: { type: 'string', examples: ['100;w=60'] } }, 'low'],
    ['a constant is the policy', { schema: { const: '100;w=60' } }, 'high'],
  ])('are read from the values of headers: %s', (_, header, confidence) => {
    expect(readLimits(withHeaders({ 'RateLimit-Policy': header })).limits).toMatchObject([
      { requests: 100, perSeconds: 60, confidence, appliesTo: 'all' },
    ]);
  });

  it.each<[string, string, Json]>([
    ['a figure alone has no window', 'X-RateLimit-Limit', '1200'],
    ['another header', 'Content-Type', 'text/html;w=60'],
  ])('are no other values: %s', (_, name, example) => {
    expect(readLimits(withHeaders({ [name]: { example } })).limits).toEqual([]);
  });
});

describe('buckets', () => {
  it.each([
    ['The rate limit is a burst of 40 requests, refilled at 2 per second.', 2, 40],
    ['A token bucket with a capacity of 40 is refilled at a rate of 2 requests per second.', 2, 40],
    ['Rate limit: 2 requests per second with a burst of 40.', 2, 40],
    ['Throttled at 2 requests per second, with 40 burst credits.', 2, 40],
  ])('%s', (text, requests, burst) => {
    expect(limitsIn(text)).toMatchObject([{ requests, perSeconds: 1, burst }]);
  });

  it('may hold points', () => {
    const text = 'The bucket size is 1000 points and the leak rate is 50 points per second.';
    expect(limitsIn(text)).toMatchObject([{ points: 50, perSeconds: 1, burst: 1000 }]);
  });
});

describe('headers that tell when a window ends', () => {
  it.each([
    ['The time at which the window resets, in UTC epoch seconds.', 'epoch_seconds'],
    ['Unix timestamp of the reset.', 'epoch_seconds'],
    ['Unix time in milliseconds at which the limit resets.', 'epoch_milliseconds'],
    ['The number of seconds until the quota resets.', 'seconds'],
    ['Milliseconds left in the current window.', 'milliseconds'],
    ['ISO 8601 date at which the window ends.', 'date'],
    ['When the limit resets.', undefined],
    ['The window is 60 seconds.', undefined],
    ['Either a Unix timestamp or an ISO 8601 date.', undefined],
  ])('%s', (text, form) => {
    expect(formOf(text)).toBe(form);
  });

  const told = (root: JsonObject): readonly string[] =>
    readLimits(root).resetHeaders.map(
      ({ name, form, source }) => `${name} ${form} ${source.pointer}`,
    );

  it('are read where answers declare them, once', () => {
    const headers = {
      'X-RateLimit-Reset': { description: 'Unix time of the reset.' },
      'Retry-After': { description: 'The number of seconds to wait.' },
      'X-Reset': { description: 'Unix time of the last password reset.' },
    };
    expect(told(withHeaders(headers))).toEqual([
      'X-RateLimit-Reset epoch_seconds /paths/~1a/get/responses/200/headers/X-RateLimit-Reset/description',
    ]);
  });

  it('are read from the format of their schema, and from the table of an introduction', () => {
    const headers = { 'X-RateLimit-Reset': { schema: { type: 'string', format: 'date-time' } } };
    expect(told(withHeaders(headers))[0]).toContain('X-RateLimit-Reset date');
    const table = '| Header | |\n|---|---|\n| `RateLimit-Reset` | Seconds until the limit resets |';
    expect(told(introducedBy(table))).toEqual(['RateLimit-Reset seconds /info/description']);
  });

  it('are left out where two places disagree', () => {
    const headers = { 'X-RateLimit-Reset': { description: 'Seconds left until the reset.' } };
    const description = 'X-RateLimit-Reset: the Unix time of the reset.';
    const info = { title: 'Sample', version: '1', description };
    expect(told(withHeaders(headers, { info }))).toEqual([]);
  });
});

describe('answers that say "too fast"', () => {
  const signals = (text: string, status = '403'): readonly (string | boolean)[] => {
    const responses = { [status]: { description: text } };
    const root = { ...introducedBy(''), paths: { '/a': { get: { responses } } } };
    return readLimits(root).signals.map((signal) => `${signal.status} ${signal.isSure}`);
  };

  it.each([
    ['Rate limit exceeded', '403 true'],
    ['Authentication failed or rate limit reached', '403 false'],
    ['This may be the result of too many requests.', '403 false'],
  ])('with a status of their own: %s', (text, expected) => {
    expect(signals(text)).toEqual([expected]);
  });

  it('are not those of the standard, and none of success', () => {
    expect(signals('Rate limit exceeded', '429')).toEqual([]);
    expect(signals('Rate limit of the account', '200')).toEqual([]);
  });

  it.each<[string, ...string[]]>([
    ['Tripping the rate limit will result in a 503 response.', '503 true'],
    [
      "If you exceed this limit, you'll get a 403 Forbidden (Rate Limit Exceeded) response.",
      '403 true',
    ],
    ['Clients over the rate limit get a 429 response, others a 503 response.'],
    ['If the file exceeds this limit, a 413 response is returned.'],
    ['The rate limit is 500 requests per minute.'],
  ])('are told by an introduction: %s', (text, ...expected) => {
    const found = readLimits(introducedBy(text)).signals;
    expect(found.map(({ status, isSure }) => `${status} ${isSure}`)).toEqual(expected);
  });
});

describe('what a call costs', () => {
  it.each<[string, number | undefined]>([
    ['Weight(IP): 10', 10],
    ['This request costs 5 credits.', 5],
    ['A call to this method has a quota cost of approximately 50 units.', 50],
    ['Each call costs 2 points.', 2],
    ['A parcel has a weight of 10 kg.', undefined],
    ['The subscription costs 10 dollars per month.', undefined],
    ['The cost of 3 tokens is shown.', undefined],
  ])('%s', (description, points) => {
    const paths = { '/a': { get: { description, responses: {} } } };
    const { costs } = readLimits({ ...introducedBy(''), paths });
    expect(costs.map((cost) => cost.points)).toEqual(points === undefined ? [] : [points]);
  });
});
