import { describe, expect, it } from 'vitest';

import type { DecisionValue } from '../../src/plan/decision.ts';
import { planOf, type Planned } from './plan-of.ts';

interface Case {
  readonly target?: string;
  readonly flow: string;
  readonly top?: string;
}

function yaml({ target = '', flow, top = '' }: Case): string {
  return `integration: by-hand
${top}
systems:
  source: { description: it sends, owned: true }
  target: { description: it takes${target === '' ? '' : `, ${target}`} }
flows:
  - { id: flow, from: source, to: target, ${flow} }
`;
}

async function planned(found: Case): Promise<Planned> {
  return planOf(yaml(found));
}

type Row = readonly [
  what: string,
  given: Case,
  values: Readonly<Record<string, DecisionValue | undefined>>,
];

const event = 'on: it.happened, do: put it';

const rows: readonly Row[] = [
  [
    'counts the bytes of a file once, on the line, and its one call apart',
    {
      target: 'kind: sftp, limits: { bytes: 10Mbit/s }, latency: { mean: 400ms }',
      flow: "schedule: { at: '23:00' }, deadline: '01:00', data: a file, do: { do: put file, per: run }, volume: { items: 1000000, each: run }, item_size: 5kB",
    },
    {
      'flows.flow.timetable.work': 4000.4,
      'flows.flow.timetable.slack': 499.6,
      'flows.flow.verdict': 'feasible if',
    },
  ],
  [
    'does not call a flow infeasible for a volume that nobody knows',
    {
      target: 'limits: { requests: 1000, per: 1h }',
      flow: `${event}, volume: unknown`,
    },
    { 'flows.flow.verdict': 'feasible if' },
  ],
  [
    'calls it infeasible where that volume is only assumed by default',
    { target: 'limits: { requests: 1000, per: 1h }', flow: event },
    { 'flows.flow.verdict': 'infeasible' },
  ],
  [
    'takes the backlog from the peak that brings most in the outage',
    {
      target: 'limits: 20/s',
      flow: `${event}, volume: 100000/day, peak: [6/s, { name: flood, items: 500, lasts: 1m }]`,
    },
    {
      'flows.flow.peak-rate': 8.33333333333,
      'flows.flow.backlog': 1800,
      'flows.flow.drain': 180,
    },
  ],
  [
    'holds a lasting peak against the rate and not against the burst',
    {
      target: 'limits: { points: 100, per: 1s, burst: 2000, cost: { default: 10 } }',
      flow: `${event}, volume: 200000/day, peak: 8/s`,
    },
    { 'systems.target.limits.0.use': 0.795637255714 },
  ],
  [
    'grants of a shared burst only our share',
    {
      target: 'share: 50%, limits: { requests: 2, per: 1s, burst: 40 }',
      flow: `${event}, volume: 20000/day, peak: { items: 60 }, latency: 5m`,
    },
    { 'systems.target.limits.0.capacity': 18, 'systems.target.limits.0.use': 3.15789473684 },
  ],
  [
    'keeps a slot for each call of a peak above the planned rate',
    { target: 'limits: 20/s', flow: `${event}, volume: 300000/day, peak: 17/s` },
    { 'systems.target.concurrency': 8, 'systems.target.limits.0.jitter': 0.120448179272 },
  ],
  [
    'keeps no slot for calls that the limiter does not let leave',
    { target: 'limits: 20/s', flow: `${event}, volume: 300000/day, peak: 40/s` },
    { 'systems.target.concurrency': 7 },
  ],
  [
    'never holds more calls than there are slots',
    {
      target: 'limits: [20/s, { concurrent: 6 }]',
      flow: `${event}, volume: 300000/day, peak: 17/s`,
    },
    { 'systems.target.concurrency': 6 },
  ],
  [
    'lets retries take a tenth of the quota of a day',
    {
      target: "limits: { requests: 1005, per: 1d, resets: '00:00 UTC' }",
      flow: `${event}, volume: 300/day`,
    },
    { 'flows.flow.queue-retry.daily-budget': 100 },
  ],
  [
    'has no such budget where no quota of a day counts',
    { target: 'limits: 10/s', flow: event },
    { 'flows.flow.queue-retry.daily-budget': undefined },
  ],
  [
    'adds the ramp of the breaker to the worst latency, at most the drain',
    { target: 'limits: 10/s', flow: `${event}, volume: 100000/day, peak: 5/s` },
    { 'systems.target.breaker.ramp': 30, 'flows.flow.worst-latency': 837.5 },
  ],
  [
    'counts demand on half a call a minute with a burst, and fills the bucket by the declared window',
    {
      target: 'share: 50%, limits: { requests: 1, per: 1m, burst: 40 }',
      flow: 'on: it.happened, do: put it, volume: 200/day, latency: 1h',
    },
    {
      'systems.target.limits.0.hard': 1,
      'systems.target.limits.0.spread-window': 120,
      'systems.target.limits.0.capacity': 18,
      'systems.target.limits.0.refill': 0.00833333333333,
    },
  ],
  [
    'spreads a share below one call over a longer time that stands in the plan',
    {
      target: 'limits: 1/s, share: 40%',
      flow: `${event}, volume: 3000/day, latency: 60s`,
    },
    { 'systems.target.limits.0.spread-window': 2.5, 'systems.target.limits.0.hard': 1 },
  ],
  [
    'fills a flush that outlasts the peak with what comes beside it',
    {
      target:
        "limits: [{ requests: 700, per: 1d, resets: '00:00 UTC' }, { items: 10, each: request }]",
      flow: 'on: it.happened, do: put it, volume: 3000/day, peak: 10%/h, latency: 4h',
    },
    {
      'flows.flow.micro-batch.peak-batches': 42,
      'flows.flow.micro-batch.calls-per-day': 306,
      'flows.flow.verdict': 'feasible if',
    },
  ],
  [
    'sizes a batch by what the step itself says',
    {
      target: 'limits: 2/s',
      flow: "schedule: { at: '01:00' }, deadline: '05:00', data: rows, do: { do: put rows, per: batch, batch: { items: 100 } }, volume: { items: 500, each: run }",
    },
    { 'flows.flow.steps.0.batch.items': 100, 'flows.flow.steps.0.calls': 0.01 },
  ],
  [
    'watches a weekly run of many calls by a breaker',
    {
      target: 'limits: 5/s',
      flow: "schedule: { cron: '0 2 * * 1' }, data: rows, do: put row, volume: { items: 5000, each: run }",
    },
    { 'systems.target.breaker.none': undefined, 'systems.target.breaker.consecutive-failures': 5 },
  ],
  [
    'needs no breaker for one file a night',
    {
      target: 'kind: sftp, limits: { concurrent: 1 }',
      flow: "schedule: { at: '01:00' }, data: a file, do: { do: put file, per: run }, volume: { items: 5000, each: run }",
    },
    { 'systems.target.breaker.none': 'none' },
  ],
  [
    'calls infeasible what only an unmeasured cache could carry',
    {
      target: 'limits: 10/s',
      flow: 'on: it.happened, do: [{ read: look up, at: target, cache: 1h }, { do: put it }], volume: 500000/day, peak: 9/s, latency: 30m',
    },
    { 'flows.flow.verdict': 'infeasible' },
  ],
  [
    'calls infeasible what no cache can carry',
    {
      target: 'limits: 8/s',
      flow: 'on: it.happened, do: [{ read: look up, at: target, cache: 1h }, { do: put it }], volume: 500000/day, peak: 9/s, latency: 1m',
    },
    { 'flows.flow.verdict': 'infeasible' },
  ],
  [
    'polls each account every eight hours under a quota of four a day',
    {
      target: 'owned: true',
      flow: 'read: { read: list, per: key, at: bank }, do: put it, duplicate: harmless, volume: { items: 50000, each: day, keys: 10000 }, latency: 12h',
      top: '',
    },
    { 'flows.flow.poll.interval': 28_800.0833333 },
  ],
];

const bank =
  '  bank: { description: asked, limits: { requests: 4, per: 24h, key: account }, webhook: none }\n';

describe('a plan that was computed by hand', () => {
  it.each(rows)('%s', async (_what, given, values) => {
    const text = yaml(given).replace(
      'flows:\n',
      given.flow.includes('bank') ? `${bank}flows:\n` : 'flows:\n',
    );
    const { decisions } = await planOf(text);
    const found = Object.fromEntries(
      Object.keys(values).map((id) => [id, decisions.get(id)?.value]),
    );
    for (const [id, value] of Object.entries(values)) {
      if (typeof value === 'number') expect(found[id], id).toBeCloseTo(value, 6);
      else expect(found[id], id).toBe(value);
    }
  });

  it('counts the pages of the rounds that a quota allows, not of those that the promise would set', async () => {
    const { decisions } = await planOf(
      [
        'integration: by-hand',
        'systems:',
        '  source: { description: it lists, limits: { requests: 90, per: 1d }, webhook: none }',
        '  target: { description: it takes, owned: true }',
        'flows:',
        '  - { id: flow, from: source, read: list, to: target, do: put it, volume: 100000/day, idempotency_key: id, duplicate: harmless }',
        '',
      ].join('\n'),
    );
    expect(decisions.get('flows.flow.verdict')?.value).toBe('infeasible');
    // 1,000 pages of 100 changes a day, and a last page of each round that is not full.
    expect(decisions.get('systems.source.limits.0.use')?.value).toBeGreaterThan(1000 / 90);
    expect(decisions.get('systems.source.limits.0.use')?.value).toBeLessThan(1030 / 90);
  });

  it('does not claim of a window that it is used less than is planned for', async () => {
    const { decisions } = await planned({
      target: 'limits: 5/s, outage: 30m',
      flow: "schedule: { at: '22:00', ready_in: 15m }, deadline: '06:00', data: rows, do: put it, volume: { items: 90000, each: run }",
    });
    const verdict = decisions.get('flows.flow.verdict');
    expect(verdict).toMatchObject({ value: 'feasible', formula: '6.3 % of the window >= 0' });
  });
});

describe('a size that the step sets', () => {
  it('is declared and not derived from nothing', async () => {
    const { decisions } = await planned({
      target: 'limits: [2/s, { items: 500, each: request }]',
      flow: "schedule: { at: '01:00' }, deadline: '05:00', data: rows, do: { do: put rows, per: batch, batch: { items: 100 } }, volume: { items: 500, each: run }",
    });
    expect(decisions.get('flows.flow.steps.0.batch.items')?.source.kind).toBe('declared');
  });
});

describe('a verdict', () => {
  it('says that a flow works only because newer items replace older ones', async () => {
    const { decisions } = await planned({
      target: 'limits: 10/s, outage: 1h',
      flow: `${event}, volume: { items: 400000, each: day, keys: 700 }, peak: 7/s, order: { key: sku, keep: latest }, latency: 5m`,
    });
    const verdict = decisions.get('flows.flow.verdict');
    expect(verdict?.value).toBe('feasible if');
    expect(verdict?.reason).toContain('newer items replace those that wait, and 700 are left');
  });

  it('says that the peak waits for a limit that nobody knows', async () => {
    const { decisions } = await planned({ flow: `${event}, volume: 86400/day, peak: 3x` });
    expect(decisions.get('flows.flow.verdict')?.reason).toContain(
      'it must allow at least 3.75/s, all flows together; until it is declared only 2/s of the 3/s in the peak leave',
    );
  });

  it('counts with the night that is an hour shorter, and only where there is one', async () => {
    const run = (zone: string): Promise<Planned> =>
      planned({
        target: 'limits: 5/s',
        flow: `schedule: { at: '01:00 ${zone}' }, deadline: '04:00 ${zone}', data: rows, do: put it, volume: { items: 30000, each: run }`,
      });
    const [berlin, utc, tokyo] = await Promise.all([
      run('Europe/Berlin'),
      run('UTC'),
      run('Asia/Tokyo'),
    ]);
    expect(berlin.decisions.get('flows.flow.timetable.slack')?.value).toBe(600);
    expect(berlin.decisions.get('flows.flow.verdict')).toMatchObject({
      value: 'feasible if',
      formula: '10 min - 60 min = -50 min',
    });
    expect(utc.decisions.get('flows.flow.verdict')?.value).toBe('feasible');
    expect(tokyo.decisions.get('flows.flow.verdict')?.value).toBe('feasible');
  });

  it('keeps a deadline that no volume could meet', async () => {
    const run = (ready: string): Promise<Planned> =>
      planned({
        target: 'limits: 5/s',
        flow: `schedule: { at: '22:00', ready_in: ${ready} }, deadline: '23:00', data: rows, do: put it, volume: unknown`,
      });
    const late = await run('50m');
    const open = await run('5m');
    expect(late.decisions.get('flows.flow.verdict')?.value).toBe('infeasible');
    expect(open.decisions.get('flows.flow.verdict')?.value).toBe('feasible if');
  });
});

describe('several processes', () => {
  const top = 'deployment: { instances: 5 }';

  it('are warned of where each would have less than one call of a limit while it counts alone', async () => {
    const { diagnostics } = await planned({
      top,
      target: 'limits: 3/s',
      flow: `${event}, volume: 30000/day, peak: 1x`,
    });
    const found = diagnostics.find(({ code }) => code === 'verdict/more-instances-than-permits');
    expect(found?.severity).toBe('warning');
    expect(found?.message).toContain('floor(3 / 5) = 0');
    expect(found?.fix).toContain('3 at most');
  });

  it.each(['limits: 5/s', '', 'owned: true'])('are none under %s', async (target) => {
    const { diagnostics } = await planned({
      top,
      target,
      flow: `${event}, volume: 30000/day, peak: 1x`,
    });
    expect(diagnostics.map(({ code }) => code)).not.toContain(
      'verdict/more-instances-than-permits',
    );
  });

  it('have a slot each where nobody knows the limit', async () => {
    const { decisions } = await planned({ top, flow: `${event}, volume: 30000/day` });
    expect(decisions.get('systems.target.limits.assumed-slots.hard')).toMatchObject({
      value: 5,
      inputs: ['settings.instances'],
    });
  });
});
