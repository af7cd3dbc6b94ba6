import { describe, expect, expectTypeOf, it } from 'vitest';

import { integration } from '../../generators/integration/emitter.ts';
import { resilience } from '../../generators/resilience/emitter.ts';
import { runtime } from '../../generators/runtime/emitter.ts';
import type { calendarBucket } from '../../generators/runtime/files/bucket-calendar.ts';
import type { slotsBucket } from '../../generators/runtime/files/bucket-slots.ts';
import type { eachEntity } from '../../generators/runtime/files/entity-buckets.ts';
import type { LimitSettings } from '../../generators/runtime/files/settings.ts';
import type { PlannedLimit } from '../../src/plan/system.ts';
import { apiOf, callPolicy, decided, describedSystem, planOf } from './plan-builder.ts';

const api = apiOf({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: { '/a': { get: { operationId: 'a', responses: { '200': { description: '' } } } } },
});
const common = {
  id: 'limit',
  label: 'a limit',
  kind: 'requests',
  declared: decided('n', 10),
} as const;
const max = decided('max', 8);
const second = {
  windowSeconds: 1,
  limiter: { form: 'window', max, windowMs: decided('w', 1250) },
} as const;

/** The files that an output has for this limit and not for none, and what its settings and index.ts say. */
async function outputOf(limit: Omit<PlannedLimit, keyof typeof common>) {
  const planWith = (limits: readonly PlannedLimit[]) =>
    planOf([describedSystem('shop', api, { calls: callPolicy({ limits }) })]);
  const plan = planWith([{ ...common, ...limit }]);
  const pathsOf = async (of: typeof plan): Promise<readonly string[]> =>
    (await runtime.emit(of)).map(({ path }) => path.replace('runtime/', ''));
  const plain = new Set(await pathsOf(planWith([])));
  const texts = [...(await resilience.emit(plan)), ...(await integration.emit(plan))];
  const text = texts.map((file) => file.text).join('\n');
  const files = (await pathsOf(plan)).filter((path) => !plain.has(path));
  return { files, text };
}

const keptFiles = ['counter-file.ts', 'counter.ts', 'kept-counts.ts', 'ledger.ts', 'limit-key.ts'];

describe('an output has for its limits', () => {
  it.each<readonly [string, Omit<PlannedLimit, keyof typeof common>, readonly string[]]>([
    ['a short window', second, ['bucket-window.ts']],
    ['a window of 10 s', { ...second, windowSeconds: 10 }, ['bucket-window.ts', 'remaining.ts']],
    [
      'a window of a minute',
      { ...second, windowSeconds: 60 },
      ['bucket-window.ts', 'remaining.ts', ...keptFiles],
    ],
    [
      'one for each tenant',
      { ...second, perTenant: true },
      ['bucket-window.ts', 'entity-buckets.ts'],
    ],
    ['one for each entity', { ...second, key: 'cart' }, ['bucket-window.ts', 'entity-buckets.ts']],
    [
      'what an answer tells',
      { ...second, remaining: 'X-Left' },
      ['bucket-window.ts', 'remaining.ts'],
    ],
    ['costs', { ...second, cost: { default: 2, byOperation: {} } }, ['bucket-window.ts']],
    ['slots', { limiter: { form: 'slots', max } }, ['bucket-slots.ts']],
    [
      'a line',
      { windowSeconds: 1, limiter: { form: 'line', bytesPerSecond: decided('b', 9) } },
      ['bucket-line.ts'],
    ],
    [
      'spaced calls',
      { windowSeconds: 1, limiter: { form: 'spaced', spacingMs: decided('s', 9) } },
      ['bucket-window.ts'],
    ],
    [
      'a bucket',
      {
        windowSeconds: 1,
        limiter: { form: 'bucket', capacity: max, refillPerSecond: decided('r', 1) },
      },
      ['bucket-refill.ts'],
    ],
    [
      'a calendar quota',
      {
        windowSeconds: 86_400,
        resets: 'clock',
        limiter: { form: 'calendar', max, settleMs: decided('s', 250) },
      },
      ['bucket-calendar.ts', 'calendar.ts', 'remaining.ts', ...keptFiles],
    ],
  ])('%s only what counts it', async (_, limit, expected) => {
    const { files, text } = await outputOf(limit);
    expect([...files].sort()).toEqual([...expected].sort());
    // What the settings and index.ts import is there.
    const imported = [...text.matchAll(/runtime\/((?:bucket|entity|remaining|kept)[\w-]*\.ts)'/g)];
    expect(imported.length).toBeGreaterThan(0);
    for (const [, file = ''] of imported) expect(files).toContain(file);
  });
});

describe('the type of a limit', () => {
  it('names no kind without the function that counts it', () => {
    expectTypeOf<{
      id: '';
      form: 'slots';
      max: 1;
      bucket: typeof slotsBucket;
    }>().toExtend<LimitSettings>();
    expectTypeOf<{ id: ''; form: 'slots'; max: 1 }>().not.toExtend<LimitSettings>();
    expectTypeOf<{
      id: '';
      form: 'slots';
      max: 1;
      bucket: typeof calendarBucket;
    }>().not.toExtend<LimitSettings>();
    type Each = { id: ''; form: 'slots'; max: 1; bucket: typeof slotsBucket; key: 'cart' };
    expectTypeOf<Each>().not.toExtend<LimitSettings>();
    expectTypeOf<Each & { each: typeof eachEntity }>().toExtend<LimitSettings>();
    expectTypeOf<Omit<Each, 'key'> & { remaining: 'X-Left' }>().not.toExtend<LimitSettings>();
  });
});
