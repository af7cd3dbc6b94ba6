import { describe, expect, it } from 'vitest';

import { decideHours, isOpenAt, untilOpen } from '../../../src/decide/rules/hours.ts';
import { planOf } from '../plan-of.ts';
import { declared, system } from '../model.ts';

const berlin = 'Europe/Berlin';

it.each([
  ['one stretch', [{ from: 360, to: 1320, zone: 'UTC' }], 57_600, 28_800],
  [
    'a break at noon',
    [
      { from: 420, to: 720, zone: 'UTC' },
      { from: 780, to: 1080, zone: 'UTC' },
    ],
    36_000,
    46_800,
  ],
  ['over midnight', [{ from: 1320, to: 360, zone: 'UTC' }], 28_800, 57_600],
  ['to the end of the day', [{ from: 0, to: 1440, zone: 'UTC' }], 86_400, 0],
  [
    'stretches that overlap',
    [
      { from: 60, to: 180, zone: 'UTC' },
      { from: 120, to: 240, zone: 'UTC' },
    ],
    10_800,
    75_600,
  ],
  [
    'two zones',
    [
      { from: 420, to: 480, zone: berlin },
      { from: 420, to: 480, zone: 'UTC' },
    ],
    7200,
    79_200,
  ],
])('counts the open and the closed time of %s', (_name, hours, ...times) => {
  const planned = decideHours(system('office', { hours: declared(hours) }));
  expect([planned?.openTime.value, planned?.closed.value]).toEqual(times);
});

it('is silent where nobody knows the hours', () => {
  expect(decideHours(system('office', { hours: declared('unknown' as const) }))).toBeUndefined();
});

it.each([
  [0, false, 7 * 3600],
  [420, true, 0],
  [719, true, 0],
  [720, false, 3600],
  [1080, false, 13 * 3600],
])('at minute %i is open: %s, and opens in %i s', (minutes, open, wait) => {
  const hours = [
    { from: 420, to: 720, zone: 'UTC' },
    { from: 780, to: 1080, zone: 'UTC' },
  ];
  const time = { minutes, zone: 'UTC' };
  expect([isOpenAt(hours, time), untilOpen(hours, time)]).toEqual([open, wait]);
});

const office = (hours: string, more = ''): string => `
integration: office
systems:
  desk: { description: our desk, owned: true }
  office: { description: an office, hours: "${hours}", limits: [60/min], idempotency: [natural] }
flows:
  - { id: work, from: desk, data: a paper, to: office, do: file paper, duplicate: harmless, ${more} }
`;

describe('what closed hours do to a flow', () => {
  it('lets items wait, drains them at opening and promises the time for open hours only', async () => {
    const { decisions } = await planOf(
      office('08:00-20:00', 'changes: papers, volume: 20000/day, peak: 1x, latency: 10m'),
    );
    const found = (id: string): unknown => decisions.get(`flows.work.${id}`)?.value;
    expect(found('closed-hours.waiting')).toBeCloseTo(10_000);
    // 10,000 / (0.8 - 0.2315)
    expect(found('closed-hours.drain')).toBeCloseTo(17_589.58, 2);
    expect(found('closed-hours.latest')).toBeCloseTo(43_200 + 17_589.58, 2);
    expect(found('verdict')).toBe('feasible if');
    expect(decisions.get('flows.work.verdict')?.reason).toContain('for its open hours only');
  });

  it('refuses a volume that the open hours do not carry', async () => {
    const { decisions } = await planOf(
      office('08:00-10:00', 'changes: papers, volume: 10000/day, peak: 1x, latency: 24h'),
    );
    const verdict = decisions.get('flows.work.verdict');
    expect(verdict?.value).toBe('infeasible');
    expect(verdict?.reason).toContain('must pass office in 2 h: 1.39/s are needed');
  });

  it('counts the callers that get the fallback', async () => {
    const { decisions } = await planOf(
      office('06:00-18:00', 'call: ask, volume: 2000/day, peak: 1/s, latency: { total: 3s }'),
    );
    expect(decisions.get('flows.work.closed-hours.refused')?.value).toBeCloseTo(1000);
  });

  it.each([
    ['"01:00"', '"04:00"', 'infeasible'],
    ['"01:00"', '"09:00"', 'feasible if'],
    ['"06:30"', '"09:00"', 'feasible'],
  ])('judges a run at %s with the deadline %s as %s', async (start, deadline, verdict) => {
    const { decisions } = await planOf(
      office(
        '06:00-22:00',
        `schedule: { at: ${start} }, deadline: ${deadline}, volume: { items: 100, each: run }`,
      ),
    );
    expect(decisions.get('flows.work.verdict')?.value).toBe(verdict);
  });
});
