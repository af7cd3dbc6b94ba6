import { describe, expect, it } from 'vitest';

import { readLimits } from '../../src/limits/read-limits.ts';
import type { JsonObject } from '../../src/model/document.ts';
import { limitsIn, short } from './read.ts';

const ok = { 200: { description: 'Fine.' } };

function described(parts: JsonObject): JsonObject {
  return { openapi: '3.0.3', info: { title: 'Sample', version: '1' }, paths: {}, ...parts };
}

const twoPaths = (first: JsonObject, second: JsonObject = {}): JsonObject => ({
  '/a': { get: { responses: ok, ...first } },
  '/b': { post: { responses: ok, ...second } },
});

function told(root: JsonObject): readonly string[] {
  return readLimits(root).limits.map(
    (limit) =>
      `${short(limit)} on ${limit.appliesTo === 'all' ? 'all' : limit.appliesTo.join(', ')} at ${limit.source.pointer}`,
  );
}

describe('places of a description', () => {
  it('holds a sentence of an operation for that operation', () => {
    const description = 'Limited to 5 requests per second.';
    expect(told(described({ paths: twoPaths({ description }) }))).toEqual([
      '5 per 1 on GET /a at /paths/~1a/get/description',
    ]);
  });

  it('holds a sentence of a tag for its operations, and of a tag without any for all', () => {
    const description = 'Rate limit: 5/s';
    const tags = [
      { name: 'orders', description },
      { name: 'Introduction', description: 'Rate limit: 9/s' },
    ];
    expect(told(described({ tags, paths: twoPaths({ tags: ['orders'] }) }))).toEqual([
      '5 per 1 on GET /a at /tags/0/description',
      '9 per 1 on all at /tags/1/description',
    ]);
  });

  it('holds a response that all refer to for all, once', () => {
    const responses = { 429: { $ref: '#/components/responses/Busy' } };
    const components = { responses: { Busy: { description: 'At most 30 requests per minute.' } } };
    expect(told(described({ components, paths: twoPaths({ responses }, { responses }) }))).toEqual([
      '30 per 60 on all at /components/responses/Busy/description',
    ]);
  });

  it('takes "one per hour" in an answer to too many requests for a limit, and nowhere else', () => {
    const description = 'Sent lately. (One per hour)';
    const at = (status: string): JsonObject =>
      described({ paths: twoPaths({ responses: { [status]: { description } } }) });
    expect(told(at('429'))).toEqual([
      '1 per 3600 on GET /a at /paths/~1a/get/responses/429/description',
    ]);
    expect(told(at('200'))).toEqual([]);
  });

  it('reads OpenAPI 2.0 where it keeps its responses', () => {
    const root: JsonObject = {
      swagger: '2.0',
      info: { title: 'Old', version: '1' },
      paths: twoPaths({ responses: { 429: { $ref: '#/responses/Busy' } } }),
      responses: { Busy: { description: 'Only 30 requests per minute.' } },
    };
    expect(told(root)).toEqual(['30 per 60 on GET /a at /responses/Busy/description']);
  });

  it('leaves out the properties of schemas: they describe what users store', () => {
    const description = 'The rate limit of the plan: 30 requests per minute.';
    const components = { schemas: { Plan: { properties: { limit: { description } } } } };
    expect(told(described({ components }))).toEqual([]);
  });

  it('says once what the introduction and an operation say of the same window', () => {
    const description = 'The rate limit is 5 requests per second.';
    const info = { title: 'Sample', version: '1', description };
    expect(told(described({ info, paths: twoPaths({ description }) }))).toEqual([
      '5 per 1 on all at /info/description',
    ]);
  });

  it('finds the operations that a sentence names by method, path or id', () => {
    const description =
      'Rate limits: `POST /b` accepts 2 requests per second. `GetThings` has a rate limit of 3 requests per second.';
    const info = { title: 'Sample', version: '1', description };
    const paths = twoPaths({ operationId: 'GetThings' });
    expect(told(described({ info, paths })).map((line) => line.split(' at ')[0])).toEqual([
      '2 per 1 on POST /b',
      '3 per 1 on GET /a',
    ]);
  });

  it.each([
    // Method and path go together, and each may have several of the other.
    ['The limit of 5 requests per second is shared by GET /a and POST /b.', 'GET /a, POST /b'],
    ['GET and POST requests to /b are limited to 5 per second.', 'GET /b, POST /b'],
    [
      'Only 5 requests to any and all `v1/b/{x}/notes` can be made per second.',
      'GET /v1/b/{x}/notes',
    ],
    ['Only 5 requests to `/v1/b/*` can be made per second.', 'GET /v1/b/{x}/notes'],
    // Words that operations are called by.
    ['Search requests are limited to 5 per second.', 'GET /search'],
    ['Searching is limited to 5 requests per second.', 'GET /search'],
    ['Notes endpoints have a limit of 5 requests per second.', 'GET /v1/b/{x}/notes'],
    ['At most 5 items can be created per second.', 'POST /b'],
    ['Write requests: limited to 5 per second', 'POST /b'],
    ['| Calls | Requests per second |\n|---|---|\n| Search | 5 |', 'GET /search'],
    // All calls, whoever makes them.
    ['All requests of a user are limited to 5 per second.', 'all'],
    ['API requests are limited to 5 per second.', 'all'],
    ['Calls of GET, POST: 5 requests per second is the limit.', 'all'],
  ])('tells which calls are meant: %s', (description, calls) => {
    const info = { title: 'Sample', version: '1', description };
    const paths = {
      '/a': { get: { responses: ok } },
      '/b': { post: { summary: 'Create an item', responses: ok }, get: { responses: ok } },
      '/search': { get: { responses: ok } },
      '/v1/b/{x}/notes': { get: { responses: ok } },
    };
    expect(told(described({ info, paths })).map((line) => line.split(' at ')[0])).toEqual([
      `5 per 1 on ${calls}`,
    ]);
  });

  it.each([
    'Object storage endpoints have a limit of 5 requests per second.',
    'Accepting transfers has a limit of 5 requests per second.',
    'The token endpoint is limited to 5 requests per second.',
    'Only 5 widgets can be created per second.',
  ])('is not sure of calls that nobody can find: %s', (description) => {
    const info = { title: 'Sample', version: '1', description };
    expect(readLimits(described({ info, paths: twoPaths({}) })).limits).toMatchObject([
      { requests: 5, confidence: 'low', appliesTo: 'all' },
    ]);
  });

  it('names the headers that tell, and whether a refusal says how long to wait', () => {
    const responses = {
      200: { description: 'Fine.', headers: { 'X-RateLimit-Remaining': {}, ETag: {} } },
      429: { description: 'Busy.', headers: { 'Retry-After': {} } },
    };
    const root = described({
      paths: twoPaths({ responses, description: 'Limited to 5 requests per second.' }),
    });
    expect(readLimits(root).limits[0]).toMatchObject({
      headers: ['X-RateLimit-Remaining'],
      retryAfter: true,
    });
  });

  it('tells which other answers say "too fast"', () => {
    const description = 'Too many requests; slow down.';
    const responses = {
      503: { description },
      429: { description },
      404: { description: 'Missing.' },
    };
    const { limits, signals } = readLimits(described({ paths: twoPaths({ responses }) }));
    expect(limits).toEqual([]);
    expect(signals).toEqual([
      {
        status: 503,
        appliesTo: ['GET /a'],
        source: { pointer: '/paths/~1a/get/responses/503/description', quote: description },
        isSure: true,
      },
    ]);
  });
});

describe('what a limit holds besides its figures', () => {
  it.each([
    ['Each API key may send 5 requests per second.', { scope: 'api key', confidence: 'medium' }],
    ['The limits of a tenant are 5 requests per second.', { scope: 'tenant' }],
    ['Every tenant gets 5 requests per second.', { scope: 'tenant' }],
    ['Rate limits per API key:\n\n* 5 requests per second', { scope: 'api key' }],
    ['An entry can be large, and each shard can do up to 5 calls per second.', { scope: 'shard' }],
    ['Any number of users may send 5 requests per second.', { scope: null }],
    ['S0-tier quota: 100 requests per day.', { tier: 's0 tier', confidence: 'low' }],
    ['Free: 10 requests per minute', { tier: 'free', confidence: 'low' }],
    ['Limited to 5 requests per second per user, per workspace.', { scope: 'user, workspace' }],
    [
      'Throttled at 5 requests/second/account, with a burst of 40.',
      { scope: 'account', burst: 40 },
    ],
    [
      'The free plan has a limit of 5 requests per second.',
      { tier: 'free plan', confidence: 'low' },
    ],
    [
      'Limited to 5 requests per second for trial accounts.',
      { tier: 'trial accounts', confidence: 'low' },
    ],
    ['Limited to about 5 requests per second.', { confidence: 'low' }],
    ['We recommend at most 5 requests per second.', { confidence: 'low' }],
    [
      'Quota: 900 requests per day. It resets at midnight UTC.',
      { resets: '00:00 UTC', kind: 'quota' },
    ],
    [
      'Limit of 900 requests per hour, which starts anew at the top of the hour.',
      { resets: 'clock', kind: 'rate' },
    ],
    [
      'At most 900 requests per calendar month are in the quota.',
      { resets: 'clock', kind: 'quota' },
    ],
    [
      'Only 4 concurrent requests are allowed.',
      { kind: 'concurrency', perSeconds: null, requests: null },
    ],
    ['The limit is 40 points per second.', { kind: 'points', requests: null }],
  ])('%s', (text, expected) => {
    expect(limitsIn(text)[0]).toMatchObject(expected);
  });

  it('quotes the words as they stand', () => {
    const text = 'Welcome. The **rate limit** is `5` requests per second. Enjoy.';
    expect(limitsIn(text)[0]?.source.quote).toBe('The **rate limit** is `5` requests per second.');
  });
});

describe('tables', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'a window in the head',
      '| Operation | Rate (requests per second) | Burst |\n|---|---|---|\n| list | 0.5 | 30 |\n| read | 2 | 40 |',
      ['0.5 per 1', '2 per 1'],
    ],
    [
      'a window beside the figure',
      '## Rate limits\n\n| Endpoint | Calls | Time frame |\n|---|---|---|\n| `/*` | 50 | 10 seconds |\n| `/login` | 15 | 5 minutes |',
      ['50 per 10', '15 per 300'],
    ],
    [
      'whole phrases',
      '| Name | Limit |\n|---|---|\n| writes | 1 call per second |\n| reads | 1000 calls every 5 minutes |',
      ['1 per 1', '1000 per 300'],
    ],
    [
      'plans as columns',
      '| Limit | Free | Pro |\n|---|---|---|\n| Requests per minute | 60 | 600 |\n| Concurrent requests | 2 | 20 |',
      ['60 per 60', '600 per 60', '2 at once', '20 at once'],
    ],
    [
      'HTML without a head',
      '<p>These rate limits hold:</p><table><tr><td>Gold customers</td>\n<td>5 calls per second</td></tr></table>',
      ['5 per 1'],
    ],
    [
      'figures of something else',
      '## Limits\n\n| Field | Maximum |\n|---|---|\n| name | 100 |\n| tags per item | 20 |',
      [],
    ],
    ['an enumeration', '| Range | Meaning |\n|---|---|\n| 30-90 | minutes of a film |', []],
  ])('reads %s', (_, text, limits) => {
    expect(limitsIn(text).map(short)).toEqual(limits);
  });

  it('keeps the plan and the burst of a row', () => {
    const text = '| Plan | Requests per second | Burst |\n|---|---|---|\n| Pro | 50 | 100 |';
    expect(limitsIn(text)[0]).toMatchObject({ tier: 'pro', burst: 100, confidence: 'low' });
  });
});
