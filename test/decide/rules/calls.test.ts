import { describe, expect, it } from 'vitest';
import type { Idempotency, Overrides } from '../../../src/model/integration.ts';
import type { HttpMethod, Parameter } from '../../../src/model/operation.ts';
import type { Latency } from '../../../src/model/quantity.ts';
import {
  api,
  decided,
  decision,
  declared,
  flowUse,
  limits,
  operation,
  step,
  type Told,
} from './subject.ts';

const minute = 60;

describe('duration of a call', () => {
  it.each<[string, Latency | undefined, [number, number, number], [string, string, string]]>([
    ['nothing said', undefined, [0.3, 2, 0.418], ['default', 'default', 'derived']],
    ['p50 and p99', { p50: 0.4, p99: 0.9 }, [0.4, 0.9, 0.425], ['declared', 'declared', 'derived']],
    ['p50 only', { p50: 0.15 }, [0.15, 1, 0.209], ['declared', 'derived', 'derived']],
    ['p99 only', { p99: 4 }, [0.6, 4, 0.836], ['derived', 'declared', 'derived']],
    ['mean only', { mean: 0.418 }, [0.3, 2, 0.418], ['derived', 'derived', 'declared']],
  ])('%s', (...[, latency, values, sources]) => {
    const { calls } = decided({
      system: latency === undefined ? {} : { latency: declared(latency) },
    });
    const all = [calls.latencyP50, calls.latencyP99, calls.latencyMean];
    expect(all.map(({ value }) => Math.round(value * 1000) / 1000)).toEqual(values);
    expect(all.map(({ source }) => source.kind)).toEqual(sources);
  });

  it('assumes the usual where the file says that nobody knows', () => {
    expect(
      decided({ system: { latency: declared('unknown' as const) } }).calls.latencyP99.value,
    ).toBe(2);
  });
});

describe('time-outs', () => {
  it.each<[string, Told, number]>([
    ['nothing said: three times the slow call', {}, 6],
    [
      'fast calls: a second at least',
      { system: { latency: declared({ p50: 0.02, p99: 0.1 }) } },
      1,
    ],
    [
      'a repeat harms: over the longest call',
      { system: { latency: declared({ p50: 0.3, p99: 2, max: 30 }) } },
      33,
    ],
    [
      'a repeat is harmless: the longest call does not matter',
      { harmless: true, system: { latency: declared({ p50: 0.3, p99: 2, max: 30 }) } },
      6,
    ],
    [
      'a key is honoured: the longest call does not matter',
      {
        system: {
          latency: declared({ p50: 0.3, p99: 2, max: 30 }),
          idempotency: declared<readonly Idempotency[]>([
            { kind: 'header', name: 'Idempotency-Key' },
          ]),
        },
      },
      6,
    ],
    [
      'somebody waits: the slow call',
      {
        pattern: 'request/response',
        budget: 1.85,
        system: { latency: declared({ p50: 0.4, p99: 0.9 }) },
      },
      0.9,
    ],
    [
      'somebody waits for less than a slow call: the budget',
      { pattern: 'request/response', budget: 1.5 },
      1.5,
    ],
  ])('%s', (_name, told, expected) => {
    expect(decided(told).calls.timeouts.attempt.value).toBe(expected);
  });
});

describe('attempts of the client', () => {
  const honoured = { idempotency: declared<readonly Idempotency[]>([{ kind: 'natural' }]) };

  it.each<[string, Told, number]>([
    ['behind a queue', { pattern: 'event', system: honoured }, 1],
    ['behind an outbox', { pattern: 'outbox', system: honoured }, 1],
    ['in a run', { pattern: 'batch', system: honoured }, 3],
    [
      'for a waiting caller with 900 ms left for a second call of 400 ms',
      {
        pattern: 'request/response',
        budget: 1.85,
        system: { ...honoured, latency: declared({ p50: 0.4, p99: 0.9 }) },
      },
      2,
    ],
    [
      'for a waiting caller with 750 ms left for a second call of 400 ms',
      {
        pattern: 'request/response',
        budget: 1.7,
        system: { ...honoured, latency: declared({ p50: 0.4, p99: 0.9 }) },
      },
      1,
    ],
    ['of a port whose call must not be repeated', { pattern: 'batch' }, 1],
  ])('%s', (_name, told, expected) => {
    expect(decided(told).calls.retry.attempts.value).toBe(expected);
  });

  it('pauses at most 50 ms where somebody waits, else 200 ms to 2 s', () => {
    const waiting = decided({ pattern: 'request/response', budget: 2 }).calls.retry;
    const run = decided({ pattern: 'batch' }).calls.retry;
    expect([waiting.base.value, waiting.cap.value]).toEqual([0.05, 0.05]);
    expect([run.base.value, run.factor.value, run.cap.value, run.jitter.value]).toEqual([
      0.2,
      2,
      2,
      'full',
    ]);
    expect([run.budget.value, run.budgetFloor.value]).toEqual([0.1, 3]);
    expect(run.statuses.value).toEqual([408, 425, 429, 500, 502, 503, 504]);
  });

  it('gives each operation the attempts of the flows that call it', () => {
    const read = operation({ id: 'getEntry', method: 'get', path: '/entry' });
    const list = operation({ id: 'listEntries', method: 'get', path: '/entries' });
    const { operations } = decided({
      system: { api: api({ operations: [read, list, operation()] }) },
      flows: [
        flowUse({
          id: 'queued',
          steps: [step({ operation: read, mode: 'read' }), step({ operation: operation() })],
        }),
        flowUse({ id: 'run', pattern: 'batch', steps: [step({ operation: list, mode: 'read' })] }),
      ],
    });
    expect(operations.map(({ id, attempts }) => [id, attempts.value])).toEqual([
      ['getEntry', 1],
      ['listEntries', 3],
      ['createEntry', 1],
    ]);
  });
});

describe('what may be repeated', () => {
  const key: Parameter = {
    name: 'idempotency-key',
    in: 'header',
    required: false,
    style: 'simple',
    explode: false,
    allowReserved: false,
  };
  const header: Idempotency = { kind: 'header', name: 'X-Request-Id' };

  it.each<
    [
      string,
      HttpMethod,
      readonly Idempotency[] | undefined,
      readonly Parameter[],
      [boolean, string, string],
    ]
  >([
    ['a GET', 'get', undefined, [], [true, 'safe method', 'default']],
    ['a PUT', 'put', undefined, [], [true, 'idempotent method', 'default']],
    ['a DELETE', 'delete', undefined, [], [true, 'idempotent method', 'default']],
    ['a POST of which nothing is said', 'post', undefined, [], [false, 'none', 'default']],
    ['a PATCH of which nothing is said', 'patch', undefined, [], [false, 'none', 'default']],
    [
      'a POST with a documented key',
      'post',
      undefined,
      [key],
      [true, 'header idempotency-key', 'documented'],
    ],
    ['a POST with a declared key', 'post', [header], [], [true, 'header X-Request-Id', 'declared']],
    [
      'a POST that is an upsert',
      'post',
      [{ kind: 'upsert', field: 'email' }],
      [],
      [true, 'upsert by email', 'declared'],
    ],
    [
      'a POST of absolute values',
      'post',
      [{ kind: 'natural' }],
      [],
      [true, 'absolute values', 'declared'],
    ],
    [
      'a POST that can only be looked up',
      'post',
      [{ kind: 'lookup', field: 'ref' }],
      [],
      [false, 'a look-up by ref', 'declared'],
    ],
    [
      'a POST that is declared to honour nothing',
      'post',
      [{ kind: 'none' }],
      [key],
      [false, 'none', 'declared'],
    ],
    [
      'a look-up beside a key',
      'post',
      [{ kind: 'lookup', field: 'ref' }, header],
      [],
      [true, 'a look-up by ref and header X-Request-Id', 'declared'],
    ],
  ])('%s', (...[, method, means, parameters, expected]) => {
    const called = operation({ method, parameters });
    const { operations } = decided({
      steps: [step({ operation: called })],
      system: {
        api: api({ operations: [called] }),
        ...(means === undefined ? {} : { idempotency: declared(means) }),
      },
    });
    const [found] = operations;
    expect([
      found?.repeatable.value,
      found?.idempotency.value,
      found?.repeatable.source.kind,
    ]).toEqual(expected);
  });

  it('places the key where the file says, at the step before the system', () => {
    const called = operation();
    const { operations } = decided({
      steps: [
        step({
          operation: called,
          idempotency: declared<readonly Idempotency[]>([{ kind: 'field', name: 'requestId' }]),
        }),
      ],
      system: { api: api(), idempotency: declared<readonly Idempotency[]>([header]) },
    });
    expect(operations[0]?.key).toEqual({ in: 'field', name: 'requestId' });
  });

  it('keeps the documented key that the file overrules', () => {
    const called = operation({ parameters: [key] });
    const { operations } = decided({
      system: {
        api: api({ operations: [called] }),
        idempotency: declared<readonly Idempotency[]>([{ kind: 'none' }]),
      },
    });
    expect(operations[0]?.repeatable.overruled).toEqual({
      value: true,
      source: {
        kind: 'documented',
        file: 'ledger.yaml',
        pointer: '/paths/~1entries/post',
        quote: 'idempotency-key',
      },
    });
    expect(operations[0]?.key).toBeUndefined();
  });
});

describe('calls at a time', () => {
  const mean = { latency: declared({ p50: 0.4, p99: 0.9, mean: 0.5 }) };

  it.each<[string, Told, number]>([
    [
      'keep the pace: 8/s of 500 ms',
      { system: { ...mean, ...limits({ kind: 'requests', requests: 10, perSeconds: 1 }) } },
      4,
    ],
    [
      'never exceed the slots',
      {
        system: {
          ...mean,
          ...limits(
            { kind: 'requests', requests: 100, perSeconds: 1 },
            { kind: 'concurrent', concurrent: 5 },
          ),
        },
      },
      5,
    ],
    [
      'never exceed 64',
      { system: { ...mean, ...limits({ kind: 'requests', requests: 1000, perSeconds: 1 }) } },
      64,
    ],
    [
      'are one at least',
      { system: { ...mean, ...limits({ kind: 'requests', requests: 1, perSeconds: minute }) } },
      1,
    ],
    [
      'have a slot for each waiting caller: 5/s for 900 ms',
      {
        pattern: 'request/response',
        budget: 1.85,
        peak: 5,
        system: { ...mean, ...limits({ kind: 'requests', requests: 10, perSeconds: 1 }) },
      },
      5,
    ],
  ])('%s', (_name, told, expected) => {
    expect(decided(told).calls.concurrency.value).toBe(expected);
  });
});

describe('breaker', () => {
  it.each<[string, Told, number]>([
    ['a tenth of the outage', { target: 3600 }, 30],
    ['a quarter of the promise', { target: minute }, 15],
    ['5 s at least', { target: 2 }, 5],
    ['30 s at most', { target: 3600, system: { outage: declared(3600) } }, 30],
    ['without a promise a tenth of the outage', { system: { outage: declared(100) } }, 10],
  ])('stays open for %s', (_name, told, expected) => {
    const { breaker } = decided(told).calls;
    expect(breaker.none === undefined ? breaker.open.value : 'none').toBe(expected);
  });

  it.each<[string, Told, boolean]>([
    [
      'a waiting caller every 30 min',
      { pattern: 'request/response', budget: 2, peak: 1 / 1800 },
      false,
    ],
    ['one job a night', { pattern: 'batch', peak: 1 / 10_800 }, false],
    ['a run of many calls', { pattern: 'batch', peak: 1 }, true],
    ['waiting callers at 5/s', { pattern: 'request/response', budget: 2, peak: 5 }, true],
    [
      'one event a day behind a queue that tries again',
      { pattern: 'event', peak: 1 / 86_400 },
      true,
    ],
  ])('for %s', (_name, told, exists) => {
    expect(decided(told).calls.breaker.none === undefined).toBe(exists);
  });

  it('says which condition the traffic reaches', () => {
    const reachable = (peak: number): string | undefined => {
      const { breaker } = decided({ peak }).calls;
      return breaker.none === undefined ? breaker.reachable.value : undefined;
    };
    expect(reachable(2)).toMatch(/^50 %/);
    expect(reachable(1.9)).toMatch(/^5 failures in a row/);
  });

  it('opens after two unknown outcomes only where a repeat harms and nothing is honoured', () => {
    const ambiguous = (told: Told): number | undefined => {
      const { breaker } = decided(told).calls;
      return breaker.none === undefined ? breaker.ambiguousOutcomes?.value : undefined;
    };
    expect(ambiguous({})).toBe(2);
    expect(ambiguous({ harmless: true })).toBeUndefined();
    expect(ambiguous({ steps: [step({ mode: 'read' })] })).toBeUndefined();
  });

  it('follows the scope of the limits', () => {
    const { breaker } = decided({
      system: limits({ kind: 'requests', requests: 60, perSeconds: minute, scope: 'organisation' }),
    }).calls;
    expect(breaker.none === undefined ? breaker.scope.value : undefined).toBe(
      'ledger, per organisation',
    );
  });
});

describe('what the user sets', () => {
  const set = (overrides: Overrides, told: Told = {}): ReturnType<typeof decided>['calls'] =>
    decided({
      pattern: 'batch',
      harmless: true,
      steps: [step({ mode: 'read' })],
      ...told,
      overrides,
    }).calls;

  it('wins and keeps what was derived', () => {
    const calls = set({
      retry: declared({ attempts: 5, baseSeconds: 1, factor: 3, capSeconds: 9 }),
      concurrency: declared(2),
      timeout: declared(7),
      circuitBreaker: declared({ failures: 3, withinSeconds: 60, openSeconds: 9 }),
    });
    const { retry, timeouts, concurrency, breaker } = calls;
    expect(
      [retry.attempts, retry.base, retry.factor, retry.cap].map(({ value, overruled }) => [
        value,
        overruled?.value,
      ]),
    ).toEqual([
      [5, 3],
      [1, 0.2],
      [3, 2],
      [9, 2],
    ]);
    expect([timeouts.attempt.value, timeouts.attempt.overruled?.value]).toEqual([7, 6]);
    expect([concurrency.value, concurrency.source]).toEqual([
      2,
      { kind: 'declared', file: 'integration.yaml', line: 7, column: 5 },
    ]);
    if (breaker.none !== undefined) throw new Error('There is no breaker.');
    expect([
      breaker.consecutiveFailures.value,
      breaker.failureAge.value,
      breaker.open.value,
      breaker.open.overruled?.value,
    ]).toEqual([3, 60, 9, 30]);
  });

  it('turns the breaker off', () => {
    const { breaker } = set({ circuitBreaker: declared('none' as const) });
    expect(breaker.none?.source.kind).toBe('declared');
  });

  it('leaves the retries of a queued flow to the queue', () => {
    expect(
      set({ retry: declared({ attempts: 5 }) }, { pattern: 'event' }).retry.attempts.value,
    ).toBe(1);
  });

  it('never repeats an operation that is not safe to repeat', () => {
    const { operations } = decided({
      pattern: 'batch',
      steps: [step({ operation: operation() })],
      system: { api: api() },
      overrides: { retry: declared({ attempts: 5 }) },
    });
    expect(operations[0]?.attempts.value).toBe(1);
  });
});

describe('a mixed system', () => {
  it('holds the slots of waiting callers beside the pace of the queue', () => {
    const { calls } = decided({
      system: {
        latency: declared({ p50: 0.4, p99: 0.9, mean: 0.5 }),
        ...limits({ kind: 'requests', requests: 2, perSeconds: 1 }),
      },
      flows: [
        flowUse({ id: 'queued' }),
        {
          ...flowUse({ id: 'waiting', pattern: 'request/response', budget: 2 }),
          peakCalls: decision('flows.waiting.peak', 10),
        },
      ],
    });
    expect(calls.concurrency.value).toBe(9);
    expect(calls.timeouts.attempt.value).toBe(2.7);
  });
});
