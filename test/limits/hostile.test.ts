import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readLimits } from '../../src/limits/read-limits.ts';
import type { JsonObject } from '../../src/model/document.ts';
import { introducedBy, limitsIn } from './read.ts';

const words =
  'rate limit of 5 1,000 requests calls per second minute a any in every / | - * # ` < > ( ) [ ] , . : ; & daily once burst concurrent up to for example free plan \n \n\n ``` <br> <tr> <td> ~~~ %'.split(
    ' ',
  );

const prose = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8, unit: 'binary' })), {
    maxLength: 60,
  })
  .map((parts) => parts.join(' '));

describe('hostile descriptions', () => {
  it('never throw, and every quote stands in the text', () => {
    fc.assert(
      fc.property(prose, (text) => {
        for (const { source } of limitsIn(text)) expect(text).toContain(source.quote);
      }),
      { numRuns: 400, seed: 5 },
    );
  });

  it('may hold anything anywhere', () => {
    const values = fc.jsonValue({ maxDepth: 5 });
    const key = fc.constantFrom(
      'info',
      'tags',
      'paths',
      'components',
      'responses',
      'x-rate-limit',
      'x-google-management',
    );
    fc.assert(
      fc.property(fc.dictionary(key, values), values, (root, value) => {
        const odd = {
          ...root,
          paths: { '/a': { get: value, post: { responses: value, 'x-ratelimit': value } } },
        };
        // Any JSON may stand where a description was promised.
        readLimits(odd as JsonObject);
        readLimits(root as JsonObject);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  // A quadratic reader needs minutes for one of these; a linear one less than a second.
  it.each([
    '5 requests per ',
    '5 requests per second ',
    'rate limit 5 requests per second with a burst of 5 ',
    'one hundred ',
    '1,000,',
    'per a a a ',
    ', per user',
    'in any 5 ',
    'from the same IP address ',
    'daily limit ',
    '5 concurrent ',
    '](',
    '[a](b',
    '<a ',
    '<tr><td>5',
    '\n|5|10|second|',
    '\n| Limit | Window |\n|---|---|',
    '# 5 per second\n',
    '**a**\n',
    '\n- 5 requests',
    '```\n',
    '/a{',
    'aA',
    'GetThings ',
    'free plan ',
    '5;w=60;',
    'burst of 5 refilled ',
    'rate limit 503 ',
    'X-RateLimit-Reset unix ',
    'weight 5 ',
    'search requests ',
    'a/b/c ',
  ])('cost no more than their length: %j', { timeout: 30_000 }, (part) => {
    const text = `Rate limits per second: ${part.repeat(Math.ceil(100_000 / part.length))}`;
    const paths = { '/a': { get: { operationId: 'GetThings', responses: {} } } };
    expect(() => readLimits({ ...introducedBy(text), paths })).not.toThrow();
  });
});
