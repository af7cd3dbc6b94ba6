import { describe, expect, it } from 'vitest';

import { decide } from '../../src/decide/decide.ts';
import type { Integration } from '../../src/model/integration.ts';
import type { DecisionValue } from '../../src/plan/decision.ts';
import { decisionsOf } from '../../src/plan/decisions.ts';
import * as cases from './cases.ts';

function values(model: Integration): ReadonlyMap<string, DecisionValue> {
  const { value } = decide(model, { acceptInfeasible: true });
  if (value === undefined) throw new Error('There is no plan.');
  return new Map(decisionsOf(value).map((decision) => [decision.id, decision.value]));
}

type Row = readonly [id: string, value: DecisionValue];

const tables: readonly (readonly [string, Integration, readonly Row[]])[] = [
  [
    'batches under a quota of a day',
    cases.quotaWithBatches,
    [
      ['flows.orders.pattern', 'event in, micro-batches out'],
      ['flows.orders.micro-batch.items', 50],
      ['flows.orders.micro-batch.flush', 900],
      ['flows.orders.micro-batch.calls-per-day', 300],
      ['flows.orders.micro-batch.naive-calls-per-day', 9000],
      ['flows.orders.headroom', 0.94],
      ['flows.orders.backlog', 25],
      ['flows.orders.drain', 3.78],
      ['flows.orders.verdict', 'feasible if'],
      ['systems.books.limits.0.peak-demand', 6],
      ['systems.books.limits.1.use', 0.06],
      ['flows.orders.reconcile', 64_800],
      ['flows.orders.inbox.keep', 346_000],
    ],
  ],
  [
    'a file with a deadline',
    cases.nightlyFile,
    [
      ['flows.hours-file.pattern', 'batch'],
      ['flows.hours-file.timetable.window', 10_800],
      ['flows.hours-file.timetable.prepare', 600],
      ['flows.hours-file.timetable.confirm', 1800],
      ['flows.hours-file.timetable.attempt-every', 300],
      ['flows.hours-file.timetable.slack', 8100],
      ['flows.hours-file.timetable.last-safe-moment', '03:30 UTC'],
      ['flows.hours-file.headroom', 0.75],
      ['flows.hours-file.verdict', 'feasible'],
    ],
  ],
  [
    'a handful of events',
    cases.fewEvents,
    [
      ['flows.tickets.pattern', 'event'],
      ['flows.tickets.queue', 'SQLite'],
      ['flows.tickets.calls-per-event', 2],
      ['flows.tickets.backlog', 2.5],
      ['flows.tickets.drain', 0.469],
      ['systems.desk.limits.1.use', 0.0333],
      ['flows.tickets.verdict', 'feasible'],
    ],
  ],
  [
    'a caller who waits',
    cases.waitingCaller,
    [
      ['flows.score.pattern', 'request/response'],
      ['flows.score.waiting.budget', 1.85],
      ['flows.score.waiting.first-attempt', 0.9],
      ['flows.score.waiting.wait', 0.05],
      ['flows.score.waiting.second-attempt', 0.9],
      ['flows.score.waiting.refused-per-outage', 1500],
      ['flows.score.waiting.concurrency', 5],
      ['flows.score.headroom', 0.5],
      ['flows.score.verdict', 'feasible'],
    ],
  ],
  [
    'a quota below the volume',
    cases.quotaBelowVolume,
    [
      ['flows.places.pattern', 'outbox'],
      ['systems.maps.limits.0.use', 2.4],
      ['flows.places.headroom', -1.4],
      ['flows.places.backlog', 208],
      ['flows.places.drain', 63],
      ['flows.places.verdict', 'infeasible'],
    ],
  ],
  [
    'demand between the planned share and the limit',
    cases.nearLimit,
    [
      ['systems.gateway.limits.0.use', 0.85],
      ['flows.messages.backlog', 1020],
      ['flows.messages.full-backlog', 5100],
      ['flows.messages.drain', null],
      ['flows.messages.drain-at-limit', 340],
      ['flows.messages.full-drain', 1700],
      ['flows.messages.needed-rate', 102],
      ['flows.messages.worst-latency', 60],
      ['flows.messages.queue-retry.horizon', 60],
      ['flows.messages.verdict', 'feasible if'],
    ],
  ],
  [
    'a source that has to be asked',
    cases.polled,
    [
      ['flows.changes.pattern', 'poll'],
      ['flows.changes.poll.floor', 60],
      ['flows.changes.poll.interval', 60],
      ['flows.changes.latency-target', 120],
    ],
  ],
  [
    'a file that says the least',
    cases.leastSaid,
    [
      ['flows.left-to-right.volume', 30_000],
      ['flows.left-to-right.peaks.0.factor', 5],
      ['flows.left-to-right.latency-target', 30],
      ['flows.left-to-right.verdict', 'feasible if'],
    ],
  ],
];

describe.each(tables)('%s', (_name, model, rows) => {
  const decided = values(model);
  it.each(rows)('decides %s as %s', (id, expected) => {
    const found = decided.get(id);
    if (typeof expected !== 'number' || typeof found !== 'number') expect(found).toBe(expected);
    // Three digits, as the document prints them.
    else expect(Number(found.toPrecision(3))).toBeCloseTo(expected, 4);
  });
});
