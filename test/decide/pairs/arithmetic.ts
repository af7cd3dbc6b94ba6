import type { DecisionValue } from '../../../src/plan/decision.ts';

/**
 * Decisions that only carry a figure further: amounts, uses, drains, and the thresholds that follow from them. Whatever
 * else moves when one fact does is a choice.
 */
const figures = [
  'average-rate|peak-rate|volume|peaks\\.\\d+\\.(?:rate|lasts)|calls-per-event|average-calls|peak-calls|poll-calls',
  'calls-to\\..*|steps\\.\\d+\\.(?:calls|confirm-calls)|needed-rate|effective-rate|latency-mean',
  'limits\\.[^.]+\\.(?!jitter$|batch-items$|log).*|binding|headroom|backlog|full-backlog|drain|full-drain|drain-at-limit|worst-latency',
  'queue-retry\\.(?:horizon|minimum-span|early|daily-budget)|timetable\\.(?:slack|attempts)|downside|poll\\.(?:calls|promised-calls|floor)',
  'waiting\\.(?:refused-per-outage|concurrency|budget|load-with-retries)|concurrency|tenants\\.concurrency',
];
const pattern = new RegExp(
  `^(?:advice\\..*|(?:flows|systems)\\.[^.]+\\.(?:${figures.join('|')}))$`,
);

/** Whether a decision of this id is the outcome of a sum. */
export function isArithmetic(id: string): boolean {
  return pattern.test(id);
}

const longest = 30;

/** A value as pairs compare it: figures in a text are sums, and the words of a long one are told by other tests. */
export function choiceOf(value: DecisionValue): DecisionValue {
  if (typeof value !== 'string') return value;
  return value.length > longest ? 'in words' : value;
}

/** Whether two values are another choice, and not the same with other figures. */
export function isOtherChoice(before: DecisionValue, after: DecisionValue): boolean {
  return bare(before) !== bare(after);
}

function bare(value: DecisionValue): string {
  const text = JSON.stringify(value);
  return typeof value === 'string' && value.length > longest
    ? text.replaceAll(/[\d.,]+/g, '#')
    : text;
}
