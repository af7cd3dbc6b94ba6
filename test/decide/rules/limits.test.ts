import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../src/model/limit.ts';
import type { PlannedLimit } from '../../../src/plan/system.ts';
import { decided, decidedLimit, declared, limits } from './subject.ts';

const hour = 3600;
const day = 86_400;

/** The limiter with the figures instead of the decisions. */
function plain({ limiter }: PlannedLimit): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(limiter ?? {}).map(([key, part]) => [
      key,
      typeof part === 'string' ? part : part.value,
    ]),
  );
}

interface Row {
  readonly name: string;
  readonly limit: Limit;
  readonly limiter: Record<string, unknown>;
  readonly hard: number;
  /** Planned calls in so many seconds. */
  readonly planned: readonly [number, number];
  readonly effective: number | undefined;
}

const rows: readonly Row[] = [
  {
    name: '1/s',
    limit: { kind: 'requests', requests: 1, perSeconds: 1 },
    limiter: { form: 'window', max: 1, windowMs: 1250, spacingMs: 1250 },
    hard: 1,
    planned: [0.8, 1],
    effective: 0.8,
  },
  {
    name: '10/s',
    limit: { kind: 'requests', requests: 10, perSeconds: 1 },
    limiter: { form: 'window', max: 10, windowMs: 1250, spacingMs: 125 },
    hard: 10,
    planned: [8, 1],
    effective: 8,
  },
  {
    name: '100 per 10 s',
    limit: { kind: 'requests', requests: 100, perSeconds: 10 },
    limiter: { form: 'window', max: 100, windowMs: 10_250 },
    hard: 100,
    planned: [8, 1],
    effective: 8,
  },
  {
    name: '10/h',
    limit: { kind: 'requests', requests: 10, perSeconds: hour },
    limiter: { form: 'window', max: 10, windowMs: 3_600_250 },
    hard: 10,
    planned: [8, hour],
    effective: 8 / hour,
  },
  {
    name: '5000/day, reset named',
    limit: {
      kind: 'requests',
      requests: 5000,
      perSeconds: day,
      resets: { minutes: 0, zone: 'UTC' },
    },
    limiter: { form: 'calendar', max: 5000, settleMs: 250 },
    hard: 5000,
    planned: [4000, day],
    effective: undefined,
  },
  {
    name: '5000/day, none named',
    limit: { kind: 'requests', requests: 5000, perSeconds: day },
    limiter: { form: 'window', max: 5000, windowMs: 86_400_250 },
    hard: 5000,
    planned: [4000, day],
    effective: undefined,
  },
  {
    name: '1 per 60 s, burst 20',
    limit: { kind: 'requests', requests: 1, perSeconds: 60, burst: 20 },
    limiter: { form: 'bucket', capacity: 18, refillPerSecond: 0.0166666666667 },
    hard: 1,
    planned: [0.8, 60],
    effective: 0.8 / 60,
  },
  {
    name: '2/s, burst 40',
    limit: { kind: 'requests', requests: 2, perSeconds: 1, burst: 40 },
    limiter: { form: 'bucket', capacity: 38, refillPerSecond: 2 },
    hard: 2,
    planned: [1.6, 1],
    effective: 1.6,
  },
  {
    name: 'a burst of 2 at 2/s, too small for a bucket',
    limit: { kind: 'requests', requests: 2, perSeconds: 1, burst: 2 },
    limiter: { form: 'spaced', spacingMs: 750 },
    hard: 2,
    planned: [1.6, 1],
    effective: 1.6,
  },
];

describe('three figures of a limit', () => {
  it.each(rows)('$name', ({ limit, limiter, hard, planned, effective }) => {
    const found = decidedLimit(limit, { average: 0, peak: 0 });
    expect(plain(found)).toEqual(limiter);
    expect(found.hard?.value).toBe(hard);
    expect(found.plannedRate?.value).toBeCloseTo(planned[0] / planned[1], 10);
    if (effective === undefined) expect(found.effectiveRate).toBeUndefined();
    else expect(found.effectiveRate?.value).toBeCloseTo(effective, 10);
  });

  it('counts only our share of the account, without the noise of binary fractions', () => {
    const found = decidedLimit(
      { kind: 'requests', requests: 100, perSeconds: 60 },
      { average: 0, peak: 0, system: { share: declared(0.29) } },
    );
    expect(found.hard?.value).toBe(29);
    expect(found.plannedRate?.value).toBe(0.386666666667);
  });

  it('slows the pace down to what the limiter lets pass where the plan uses all of a limit', () => {
    const found = decidedLimit(
      { kind: 'requests', requests: 10, perSeconds: 1 },
      { average: 0, peak: 0, assume: { utilisation: declared(1) } },
    );
    expect(found.plannedRate?.value).toBe(10);
    expect(found.effectiveRate?.value).toBe(8);
  });

  it('turns slots into a rate by the mean duration', () => {
    const found = decidedLimit(
      { kind: 'concurrent', concurrent: 5 },
      { system: { latency: declared({ mean: 0.5 }) } },
    );
    expect(found.hard?.value).toBe(5);
    expect(found.effectiveRate?.value).toBe(10);
    expect(plain(found)).toEqual({ form: 'slots', max: 5 });
  });

  it('takes no share of slots that the limit itself already shares out', () => {
    const share = { share: declared(0.4) };
    const shared = decidedLimit({ kind: 'concurrent', concurrent: 5 }, { system: share });
    const ours = decidedLimit({ kind: 'concurrent', concurrent: 5, of: 15 }, { system: share });
    expect([shared.hard?.value, ours.hard?.value]).toEqual([2, 5]);
  });

  it('has no pace of its own for a limit with a key', () => {
    const found = decidedLimit({ kind: 'requests', requests: 30, perSeconds: 600, key: 'ticket' });
    expect(found.effectiveRate).toBeUndefined();
    expect(found.key).toBe('ticket');
    expect(plain(found)).toEqual({ form: 'window', max: 30, windowMs: 600_250 });
  });

  it('keeps sizes of a batch whole, whatever our share is', () => {
    const found = decidedLimit(
      { kind: 'batch', items: 50, bytes: 3_500_000 },
      { system: { share: declared(0.1) } },
    );
    expect([found.batchItems?.value, found.batchBytes?.value, found.hard]).toEqual([
      50,
      3_500_000,
      undefined,
    ]);
  });

  it('plans a line by its bytes and our share', () => {
    const found = decidedLimit(
      { kind: 'line', bytesPerSecond: 12_500_000 },
      { system: { share: declared(0.5) } },
    );
    expect([found.hard?.value, found.plannedRate?.value, found.effectiveRate?.value]).toEqual([
      6_250_000, 5_000_000, 5_000_000,
    ]);
    expect(plain(found)).toEqual({ form: 'line', bytesPerSecond: 6_250_000 });
  });

  it('counts points in their own unit and does not space them', () => {
    const found = decidedLimit(
      {
        kind: 'points',
        points: 100,
        perSeconds: 1,
        burst: 2000,
        cost: { default: 1, byOperation: { updatePrice: 10 } },
      },
      { average: 0, peak: 0 },
    );
    expect(plain(found)).toEqual({ form: 'bucket', capacity: 1974, refillPerSecond: 100 });
    expect(found.plannedRate?.unit).toBe('points/s');
    expect(found.cost?.byOperation['updatePrice']).toBe(10);
  });

  it('lets nothing leave where our share is less than one call and callers cannot wait', () => {
    const found = decidedLimit(
      { kind: 'requests', requests: 2, perSeconds: hour },
      { target: 30, system: { share: declared(0.2) } },
    );
    expect(found.hard?.value).toBe(0);
    expect(found.limiter).toBeUndefined();
  });

  it('spreads one call over more windows where the flows can wait that long', () => {
    const found = decidedLimit(
      { kind: 'requests', requests: 2, perSeconds: hour },
      { target: day, average: 0, peak: 0, system: { share: declared(0.2) } },
    );
    expect(found.hard?.value).toBe(1);
    expect(found.windowSeconds).toBe(9000);
    expect(plain(found)).toEqual({ form: 'window', max: 1, windowMs: 9_000_250 });
  });
});

describe('jitter of a limit', () => {
  const twenty: Limit = { kind: 'requests', requests: 20, perSeconds: 1 };

  it('is smaller where the peak lies between what is safe and what is allowed: 20/s at 17/s', () => {
    const found = decidedLimit(twenty, { peak: 17 });
    expect(found.jitter?.value).toBeCloseTo(0.12, 2);
    expect(found.jitter?.source.kind).toBe('derived');
  });

  it('never falls below 50 ms', () => {
    expect(decidedLimit(twenty, { peak: 19.9 }).jitter?.value).toBe(0.05);
  });

  it('stays as assumed below and above that', () => {
    expect(decidedLimit(twenty, { peak: 15.9 }).jitter?.id).toBe('settings.jitter');
    expect(decidedLimit(twenty, { peak: 21 }).jitter?.id).toBe('settings.jitter');
  });
});

describe('a system without declared limits', () => {
  it('gets two slots and one call a second where nobody knows better', () => {
    const { calls } = decided({ average: 0.1, system: { latency: declared({ mean: 0.5 }) } });
    expect(calls.limitKnowledge.value).toBe('unknown');
    expect(calls.limits.map(plain)).toEqual([
      { form: 'slots', max: 2 },
      { form: 'spaced', spacingMs: 1000 },
    ]);
    expect(calls.effectiveRate?.value).toBe(1);
    expect(calls.concurrency.value).toBe(1);
  });

  it('starts at twice the average where that is more', () => {
    const { calls } = decided({
      average: 10,
      system: { limits: declared('unknown' as const), latency: declared({ mean: 0.05 }) },
    });
    expect(calls.effectiveRate?.value).toBe(20);
    expect(calls.limits[1]?.declared.inputs).toEqual(['systems.ledger.average-calls']);
  });

  it('is taken to bear everything where it is ours', () => {
    const { calls } = decided({
      system: { owned: declared(true), latency: declared({ mean: 0.5 }) },
    });
    expect(calls.limitKnowledge.value).toBe('owned');
    expect(calls.limits).toEqual([]);
    expect(calls.effectiveRate?.value).toBe(128);
  });
});

describe('the pace of a system', () => {
  it('is that of the tightest limit which counts every call', () => {
    const { calls } = decided({
      average: 0,
      peak: 0,
      system: {
        latency: declared({ mean: 0.5 }),
        ...limits(
          { kind: 'requests', requests: 60, perSeconds: 60 },
          { kind: 'requests', requests: 1, perSeconds: 60, operations: ['list orders'] },
          { kind: 'requests', requests: 5000, perSeconds: day },
          { kind: 'concurrent', concurrent: 5 },
        ),
      },
    });
    expect(calls.effectiveRate?.value).toBe(0.8);
    expect(calls.effectiveRate?.inputs).toEqual([
      'systems.ledger.limits.0.effective-rate',
      'systems.ledger.limits.3.effective-rate',
      'systems.ledger.latency-mean',
    ]);
  });

  it('divides points by what a call costs at the peak', () => {
    const { calls } = decided({
      peak: 5,
      peakOfLimit: 20,
      system: {
        latency: declared({ mean: 0.5 }),
        ...limits({
          kind: 'points',
          points: 100,
          perSeconds: 10,
          cost: { default: 1, byOperation: {} },
        }),
      },
    });
    expect(calls.limits[0]?.effectiveRate?.value).toBe(8);
    expect(calls.effectiveRate?.value).toBe(2);
  });
});
