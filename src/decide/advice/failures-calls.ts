import { figure } from '../../plan/figure.ts';
import type { FailureKind } from './failure-modes.ts';
import { isRepeatHarmful, type FlowCase } from './subject.ts';

const isWaiting = ({ style }: FlowCase): boolean => style === 'waiting';

/** What fails while a caller waits. */
export const callFailures: readonly FailureKind[] = [
  {
    id: 'answerer-down',
    applies: isWaiting,
    mode: ({ flow, target }) => ({
      failure: `${target.id} is down for ${figure(flow.outage)}`,
      detection: target.calls?.breaker.none === undefined ? 'breaker opens' : 'calls fail',
      mitigation: `callers get "${flow.waiting?.answer.value ?? ''}" at once, ${flow.waiting === undefined ? 'all' : figure(flow.waiting.refusedPerOutage)} in one outage`,
      byHand: target.api === undefined,
    }),
  },
  {
    id: 'answerer-slow',
    applies: isWaiting,
    mode: ({ flow, target }) => ({
      failure: `${target.id} answers slower than ${target.calls === undefined ? 'declared' : figure(target.calls.latencyP99)}`,
      detection: 'second attempts rise',
      mitigation: `attempt ends at ${flow.waiting === undefined ? 'its time-out' : figure(flow.waiting.firstAttempt)}, body included; no caller waits beyond ${flow.waiting === undefined ? 'it' : figure(flow.waiting.total)}`,
      byHand: target.api === undefined,
    }),
  },
  {
    id: 'retry-storm',
    applies: (subject) =>
      isWaiting(subject) && (subject.flow.waiting?.secondAttempt.value ?? 0) > 0,
    mode: ({ target }) => ({
      failure: `second attempts double the load of a sick ${target.id}`,
      detection: 'share of second attempts',
      mitigation: `retry budget ${target.calls === undefined ? '' : figure(target.calls.retry.budget)} of the calls, then none`,
      byHand: target.api === undefined,
    }),
  },
  {
    id: 'answer-lost',
    applies: (subject) => isWaiting(subject) && isRepeatHarmful(subject.flow),
    mode: ({ flow, target }) => ({
      failure: `${target.id} acted, its answer was lost`,
      detection: 'time-out after sending',
      mitigation: flow.ambiguous.value,
      byHand: true,
    }),
  },
  {
    id: 'token-in-hot-path',
    applies: ({ style, target }) => style === 'waiting' && target.auth.renewal !== undefined,
    mode: ({ target }) => ({
      failure: `a caller pays for a token renewal of ${target.id}`,
      detection: 'slow first call after expiry',
      mitigation: `renew in the background with ${target.auth.renewal === undefined ? 'time' : figure(target.auth.renewal)} left`,
      byHand: true,
    }),
  },
  {
    id: 'caller-flood',
    applies: isWaiting,
    mode: ({ flow, target }) => ({
      failure: `callers of ${flow.from} arrive all at once`,
      detection: 'waiting for a slot',
      mitigation: `at most ${flow.waiting === undefined ? 'the slots' : figure(flow.waiting.concurrency)} at ${target.id}; the rest fail within the budget`,
      byHand: target.api === undefined,
    }),
  },
];
