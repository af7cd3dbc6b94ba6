import { describe, expect, it } from 'vitest';

import { readLimits } from '../../src/limits/read-limits.ts';
import type { Json, JsonObject } from '../../src/model/document.ts';
import { short } from './read.ts';

const responses = { 200: { description: 'Fine.' } };

function withExtension(key: string, value: Json, root: JsonObject = {}): JsonObject {
  return {
    openapi: '3.0.3',
    info: { title: 'Sample', version: '1' },
    paths: { '/a': { get: { responses, [key]: value } }, '/b': { get: { responses } } },
    ...root,
  };
}

describe('extensions', () => {
  it.each<[string, string, Json, readonly string[]]>([
    [
      'texts by name',
      'x-klaviyo-ratelimit',
      { burst: '10/s', steady: '150/m' },
      ['10 per 1', '150 per 60'],
    ],
    ['a throttling tier', 'x-throttling-tier', '5PerMin', ['5 per 60']],
    ['a throttling tier in thousands', 'x-wso2-throttling-tier', '10kPerMin', ['10000 per 60']],
    ['a throttling tier that is a name', 'x-throttling-tier', 'Gold', []],
    [
      'rate literals',
      'x-google-ratelimit',
      [{ name: 'spike', 'rate-literal': '10ps' }],
      ['10 per 1'],
    ],
    [
      'a limit and a time frame',
      'x-rate-limits',
      [{ type: 'User', limit: 100, metric: 'request', timeframe: 'minute' }],
      ['100 per 60'],
    ],
    [
      'tokens of a model',
      'x-rate-limits',
      [{ limit: 9000, metric: 'token', timeframe: 'minute' }],
      ['9000 points per 60'],
    ],
    ['connections', 'x-rate-limits', [{ limit: 4, metric: 'concurrent-request' }], ['4 at once']],
    [
      'a call budget',
      'x-api-budget',
      {
        policies: [
          { call_limit: 20, period: 'PT1M' },
          { rates: [{ limit: 9, interval: 'PT10S' }] },
        ],
      },
      ['20 per 60', '9 per 10'],
    ],
    [
      'windows as keys',
      'x-kong-plugin-rate-limiting',
      { config: { second: 5, hour: 900, policy: 'local' } },
      ['5 per 1', '900 per 3600'],
    ],
    [
      'words as keys',
      'x-ratelimit',
      { requestsPerMinute: 60, maxConcurrent: 3 },
      ['60 per 60', '3 at once'],
    ],
    ['seconds of a window', 'x-rate-limit', { requests: 60, windowSeconds: 30 }, ['60 per 30']],
    ['milliseconds of a window', 'x-rate-limit', { limit: 6, windowMs: 500 }, ['6 per 0.5']],
    ['a figure without a window', 'x-rate-limit', 100, []],
    ['a figure with a bare window', 'x-rate-limit', { limit: 100, window: 60 }, []],
    ['a category', 'x-ratelimit-category', 'org_read', []],
    ['an exemption', 'x-hubspot-rate-limit-exemptions', ['ten-secondly'], []],
    ['what is not about limits', 'x-cache', { max: 5, period: 'minute' }, []],
  ])('reads %s', (...[, key, value, limits]) => {
    const found = readLimits(withExtension(key, value)).limits;
    expect(found.map(short)).toEqual(limits);
    expect(found.every(({ appliesTo }) => appliesTo !== 'all')).toBe(true);
  });

  it('is not sure where the words of the operation give another amount for the same window', () => {
    const get = {
      responses,
      description: 'Rate limits: Steady: `60/m` Daily: `100/d`',
      'x-acme-ratelimit': { steady: '60/m', daily: '500/d' },
    };
    const root = { ...withExtension('x-none', ''), paths: { '/a': { get } } };
    const told = readLimits(root).limits.map((one) => `${short(one)} ${one.confidence}`);
    expect(told).toEqual(['60 per 60 high', '500 per 86400 low', '100 per 86400 low']);
  });

  it('points to the very value', () => {
    const root = withExtension('x-acme-ratelimit', { steady: '60/m' });
    expect(readLimits(root).limits[0]?.source).toEqual({
      pointer: '/paths/~1a/get/x-acme-ratelimit/steady',
      quote: '60/m',
    });
  });

  it('counts cost units where calls of a quota of Google Cloud cost more than one', () => {
    const management = (metric: string): JsonObject => ({
      'x-google-management': {
        quota: { limits: [{ metric, unit: '1/min/{project}', values: { STANDARD: 1000 } }] },
      },
    });
    const cost = (value: number): JsonObject =>
      withExtension('x-google-quota', { metricCosts: { reads: value } }, management('reads'));
    expect(readLimits(cost(1)).limits).toMatchObject([
      { requests: 1000, perSeconds: 60, scope: 'project', appliesTo: ['GET /a'] },
    ]);
    expect(readLimits(cost(3)).limits).toMatchObject([{ points: 1000, kind: 'points' }]);
  });

  it('reads the plans of an SLA4OAI document', () => {
    const plans = {
      free: { rates: { '/a': { get: { requests: [{ max: 2, period: 'second' }] } } } },
      pro: {
        quotas: { '*': { all: { requests: [{ max: 9, period: { amount: 1, unit: 'day' } }] } } },
      },
    };
    const info = { title: 'Sample', version: '1', 'x-sla': { plans } };
    expect(readLimits(withExtension('x-none', '', { info })).limits).toMatchObject([
      { requests: 2, perSeconds: 1, tier: 'free plan', appliesTo: ['GET /a'], resets: null },
      { requests: 9, perSeconds: 86_400, tier: 'pro plan', appliesTo: 'all', resets: 'clock' },
    ]);
  });
});
