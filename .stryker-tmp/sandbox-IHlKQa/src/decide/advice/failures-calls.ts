// @ts-nocheck
import { figure } from '../../plan/figure.ts';
import type { FailureKind } from './failure-kind.ts';
import { isRepeatHarmful, type FlowCase } from './subject.ts';

const isWaiting = ({ style }: FlowCase): boolean => style === 'waiting';

/** What fails while a caller waits. */
export const callFailures: readonly FailureKind[] = [
  {
    id: 'answerer-down',
    applies: isWaiting,
    mode: ({ flow, target }) => ({
      failure: `${target.id} down for ${figure(flow.outage)}`,
      detection: target.calls?.breaker.none === undefined ? 'breaker opens' : 'calls fail',
      mitigation: `"${flow.waiting?.answer.value ?? ''}" at once for ${flow.waiting === undefined ? 'all callers' : figure(flow.waiting.refusedPerOutage)}`,
      byHand: target.api === undefined,
    }),
  },
  {
    id: 'answerer-slow',
    applies: isWaiting,
    mode: ({ flow, target }) => ({
      failure: `${target.id} answers slower than ${flow.waiting === undefined ? 'declared' : figure(flow.waiting.firstAttempt)}`,
      detection:
        (flow.waiting?.secondAttempt.value ?? 0) > 0 ? 'second attempts rise' : 'time-outs rise',
      mitigation: `attempt cut off; no caller waits beyond ${flow.waiting === undefined ? 'its time' : figure(flow.waiting.total)}`,
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
      mitigation: `at most ${target.calls === undefined ? 'a share' : figure(target.calls.retry.budget)} of the calls, then none`,
      byHand: target.api === undefined,
    }),
  },
  {
    id: 'answer-lost',
    applies: (subject) => isWaiting(subject) && isRepeatHarmful(subject.flow),
    mode: ({ flow, target }) => ({
      failure: `${target.id} acted, its answer was lost`,
      detection: 'time-out',
      mitigation: flow.steps.every(({ repeatable }) => repeatable.value)
        ? 'same key and body again'
        : 'no second attempt, as above',
      byHand: true,
    }),
  },
  {
    id: 'token-in-hot-path',
    applies: ({ style, target }) => style === 'waiting' && target.auth.renewal !== undefined,
    mode: ({ target }) => ({
      failure: `a caller waits for a token of ${target.id}`,
      detection: 'slow first call after expiry',
      mitigation: `renewed in the background, ahead`,
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
