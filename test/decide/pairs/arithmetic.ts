/**
 * Decisions that only carry a figure further: amounts, uses, drains, and the thresholds that follow from them. Whatever
 * else moves when one fact does is a choice.
 */
const figures = [
  'average-rate|peak-rate|volume|peaks\\.\\d+\\.(?:rate|lasts)|calls-per-event|average-calls|peak-calls|poll-calls',
  'calls-to\\..*|steps\\.\\d+\\.(?:calls|confirm-calls)|needed-rate|effective-rate|latency-mean',
  'limits\\.[^.]+\\.(?!jitter$|batch-items$|log).*|binding|headroom|backlog|full-backlog|drain|full-drain|drain-at-limit|worst-latency',
  'queue-retry\\.(?:horizon|minimum-span|early|daily-budget)|timetable\\.slack|downside|poll\\.(?:calls|promised-calls|floor)',
  'waiting\\.(?:refused-per-outage|concurrency|budget)|concurrency|tenants\\.concurrency',
];
const pattern = new RegExp(
  `^(?:advice\\..*|(?:flows|systems)\\.[^.]+\\.(?:${figures.join('|')}))$`,
);

/** Whether a decision of this id is the outcome of a sum. */
export function isArithmetic(id: string): boolean {
  return pattern.test(id);
}
