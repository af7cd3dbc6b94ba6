import { describe, expect, it } from 'vitest';

import { resilience } from '../../generators/resilience/emitter.ts';
import { resilienceExcerpt } from '../../src/emit/resilience-text.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { CallPolicy, PlannedLimit } from '../../src/plan/system.ts';
import { apiOf, callPolicy, decided, describedSystem, planOf, portSystem } from './plan-builder.ts';

const api = apiOf({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: { '/a': { get: { operationId: 'a-b', responses: { '200': { description: '' } } } } },
});

function limit(limiter: PlannedLimit['limiter'], parts: Partial<PlannedLimit> = {}): PlannedLimit {
  const common = {
    id: 'limit',
    label: '10 a second',
    kind: 'requests',
    declared: decided('n', 10),
  } as const;
  return { ...common, ...(limiter === undefined ? {} : { limiter }), ...parts };
}

function planWith(calls: Partial<CallPolicy>, settings: Partial<Plan['settings']> = {}): Plan {
  return planOf([describedSystem('shop', api, { calls: callPolicy(calls) })], settings);
}

async function textOf(plan: Plan): Promise<string> {
  const [file] = await resilience.emit(plan);
  return file?.text ?? '';
}

const window = {
  form: 'window',
  max: decided('max', 8, 'Eight of ten.'),
  windowMs: decided('window', 1250),
} as const;
const sharedStore = {
  instances: decided('instances', 3),
  limiterStore: decided('store', 'redis'),
} as const;

describe('the settings of a system', () => {
  it('are in milliseconds, with the reason and the arithmetic above each', async () => {
    const attempt = {
      ...decided('attempt', 2.5, 'Three times p99.'),
      formula: '3 x 0.83 s = 2.5 s',
    };
    const timeouts = { attempt };
    const text = await textOf(
      planWith({ timeouts, penalty: decided('penalty', 30, 'They lock us out.') }),
    );
    expect(text).toContain(
      '    /**\n     * Three times p99.\n     * 3 x 0.83 s = 2.5 s\n     */\n    attemptMs: 2500,\n',
    );
    expect(text).toContain('  /** They lock us out. */\n  penaltyMs: 30000,\n');
    expect(text).not.toContain('hints');
    expect(text).toContain("    'a-b': {\n");
    expect(text).toMatch(/ satisfies SystemResilience;\n$/);
  });

  it('have no breaker where none was decided, and say why', async () => {
    const text = await textOf(planWith({}));
    expect(text).toContain('/** No breaker: There are too few calls for a breaker. */');
    expect(text).not.toMatch(/^ {2}breaker:/m);
  });

  it('say how headers write the end of a window, where the description does', async () => {
    const hints = {
      decision: decided('hints', ['X-Reset: seconds since 1970'], 'The description says so.'),
      headers: [{ header: 'X-Reset', form: 'epoch_seconds' as const }],
    };
    expect(await textOf(planWith({ hints }))).toContain(
      "  /** The description says so. */\n  hints: [{ header: 'X-Reset', form: 'epoch_seconds' }],\n",
    );
  });

  it('hold the breaker that was decided', async () => {
    const breaker = {
      failureShare: decided('share', 0.5),
      minimumCalls: decided('minimum', 20),
      window: decided('window', 10),
      consecutiveFailures: decided('consecutive', 5),
      ambiguousOutcomes: decided('ambiguous', 2),
      failureAge: decided('age', 600),
      open: decided('open', 30),
      ramp: decided('ramp', 20),
      scope: decided('scope', 'system'),
      reachable: decided('reachable', 'both'),
    };
    const text = await textOf(planWith({ breaker }));
    for (const line of [
      'failureShare: 0.5,',
      'windowMs: 10000,',
      'ambiguousOutcomes: 2,',
      'openMs: 30000,',
      'rampMs: 20000,',
    ]) {
      expect(text).toContain(line);
    }
  });

  it.each<[string, PlannedLimit, readonly string[]]>([
    [
      'window',
      limit({ ...window, spacingMs: decided('spacing', 125) }),
      ['max: 8,', 'windowMs: 1250,', 'spacingMs: 125,'],
    ],
    [
      'bucket',
      limit({ form: 'bucket', capacity: decided('c', 5), refillPerSecond: decided('r', 1.5) }),
      ['capacity: 5,', 'refillPerSecond: 1.5,'],
    ],
    ['spaced', limit({ form: 'spaced', spacingMs: decided('s', 2000) }), ['spacingMs: 2000,']],
    ['slots', limit({ form: 'slots', max: decided('m', 4) }), ['max: 4,']],
    [
      'line',
      limit({ form: 'line', bytesPerSecond: decided('b', 5000) }, { remaining: "X-'Left" }),
      ['bytesPerSecond: 5000,', `remaining: leftIn("X-'Left"),`],
    ],
    [
      'calendar',
      limit(
        { form: 'calendar', max: decided('m', 900), settleMs: decided('s', 500) },
        {
          windowSeconds: 86_400,
          resets: { minutes: 60, zone: 'Europe/Berlin' },
          key: 'tenant',
          operations: ['a-b'],
        },
      ),
      [
        'max: 900,',
        'windowMs: 86400000,',
        "resets: { minutes: 60, zone: 'Europe/Berlin' },",
        'settleMs: 500,',
        "key: 'tenant',",
        "operations: ['a-b'],",
      ],
    ],
  ])('hold a limit of the form %s', async (form, given, lines) => {
    const text = await textOf(planWith({ limits: [given] }));
    for (const line of [`form: '${form}',`, '/** 10 a second. */', ...lines])
      expect(text).toContain(line);
  });

  it('leave out what no limiter holds', async () => {
    expect(await textOf(planWith({ limits: [limit(undefined, { kind: 'batch' })] }))).toContain(
      'limits: [],',
    );
  });

  it('are whole where several processes share them', async () => {
    const text = await textOf(planWith({ limits: [limit(window)] }, sharedStore));
    expect(text).toContain('max: 8,');
  });

  it('are quoted line by line for the document', async () => {
    for (const limits of [[], [limit(window), limit(window), limit(window)]]) {
      const plan = planWith({ limits });
      const [system] = plan.systems;
      const lines = system === undefined ? [] : resilienceExcerpt(system, 20);
      expect(lines.length).toBeGreaterThan(4);
      expect(lines.at(-1)).toBe('    },');
      expect(lines.length).toBeLessThanOrEqual(20);
      expect(await textOf(plan)).toContain(`\n${lines.join('\n')}\n`);
    }
  });

  it('are not written for a port', async () => {
    expect(await resilience.emit(planOf([portSystem('bank', ['pay'])]))).toEqual([]);
  });
});
