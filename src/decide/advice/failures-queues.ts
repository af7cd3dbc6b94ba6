import { figure, rate } from '../../plan/figure.ts';
import type { FailureKind } from './failure-modes.ts';
import { bindingOf, eventOf, isRepeatHarmful, limitOf, type FlowCase } from './subject.ts';

const isQueued = ({ style }: FlowCase): boolean => style === 'queued' || style === 'poll';
const day = 86_400;

/** What fails behind a queue. */
export const queueFailures: readonly FailureKind[] = [
  {
    id: 'quota-gone',
    applies: (subject) => isQueued(subject) && bindingIsQuota(subject),
    mode: ({ flow }) => ({
      failure: `quota of ${bindingOf(flow)?.system ?? ''} used up`,
      detection: 'counter at its limit',
      mitigation: 'calls park until the reset, no backoff, no attempt spent',
      byHand: true,
    }),
  },
  {
    id: 'writer-lag',
    applies: ({ flow, style }) =>
      style === 'queued' &&
      flow.steps.some(({ system, mode }) => system === flow.from && mode === 'do'),
    mode: ({ flow }) => ({
      failure: `our own write to ${flow.from} triggers the flow again`,
      detection: 'one key circles',
      mitigation: 'ignore changes made by the integration user',
      byHand: true,
    }),
  },
  {
    id: 'destination-down',
    applies: isQueued,
    mode: ({ flow, target }) => ({
      failure: `${target.id} is down for ${figure(flow.outage)}`,
      detection: 'breaker, age',
      mitigation: downMitigation(flow),
      byHand: true,
    }),
  },
  {
    id: 'answer-lost',
    applies: (subject) => isQueued(subject) && isRepeatHarmful(subject.flow),
    mode: ({ flow, target }) => ({
      failure: `${target.id} acted, its answer was lost`,
      detection: 'time-out after sending',
      mitigation: flow.steps.every(({ repeatable }) => repeatable.value)
        ? 'same key, same body again'
        : 'no repeat by itself; a person or a look-up',
      byHand: target.api === undefined || flow.steps.some(({ repeatable }) => !repeatable.value),
    }),
  },
  {
    id: 'part-of-batch',
    applies: ({ flow }) => flow.microBatch !== undefined,
    mode: ({ target }) => ({
      failure: `${target.id} refuses one element of a batch`,
      detection: 'error beside the element',
      mitigation: 'set that one aside, commit the rest',
      byHand: true,
    }),
  },
  {
    id: 'token-lost',
    applies: ({ called }) => called.some(({ auth }) => auth.rotatingRefreshToken),
    mode: ({ called }) => ({
      failure: `two processes renew the token of ${called.find(({ auth }) => auth.rotatingRefreshToken)?.id ?? ''} and lose it`,
      detection: 'invalid_grant',
      mitigation: 'one refresher, which stores before it uses',
      byHand: true,
    }),
  },
  {
    id: 'stages-swapped',
    applies: ({ flow, declared }) =>
      declared?.order?.value.stages !== undefined && flow.triggerNames.length > 1,
    mode: ({ flow }) => ({
      failure: `"${flow.triggerNames.at(-1) ?? ''}" arrives before ${eventOf(flow)}`,
      detection: 'stage without its predecessor',
      mitigation: 'held until the first has arrived, not failed',
      byHand: true,
    }),
  },
  {
    id: 'missed-events',
    applies: ({ source, style }) => style === 'queued' && source.webhook !== undefined,
    mode: ({ source, flow }) => ({
      failure: `our receiver is away for longer than ${source.id} redelivers`,
      detection: flow.reconcile === undefined ? 'silence' : 'the comparison finds a gap',
      mitigation:
        source.webhook === undefined || source.webhook.redelivery.value === 0
          ? 'read what is missing from the source'
          : `redelivery lasts ${figure(source.webhook.redelivery)}; read what is older from the source`,
      byHand: true,
    }),
  },
  {
    id: 'same-event-twice',
    applies: ({ style, flow }) => style === 'queued' && flow.inbox !== undefined,
    mode: ({ source }) => ({
      failure: `${source.id} sends one event twice`,
      detection: 'unique row exists',
      mitigation: 'inbox drops the second',
      byHand: true,
    }),
  },
  {
    id: 'cursor-slips',
    applies: ({ style }) => style === 'poll',
    mode: ({ flow, source }) => ({
      failure: `${source.id} commits late, behind the cursor`,
      detection: 'count of the source differs',
      mitigation: `overlap: ${flow.poll?.cursor.value ?? ''}`,
      byHand: true,
    }),
  },
  {
    id: 'throttled',
    applies: ({ style, target }) => style !== 'run' && (target.calls?.limits.length ?? 0) > 0,
    mode: ({ target }) => ({
      failure: `other callers use the limit of ${target.id} too`,
      detection: target.calls?.throttled.value.join(', ') ?? '',
      mitigation: 'every call pauses for the hint, then goes on',
      byHand: target.api === undefined,
    }),
  },
  {
    id: 'limit-unknown',
    applies: ({ target }) => target.calls?.limitKnowledge.value === 'unknown',
    mode: ({ target }) => ({
      failure: `${target.id} has a lower limit than we guess`,
      detection: target.calls?.throttled.value.join(', ') ?? '',
      mitigation: `start at ${target.calls?.effectiveRate === undefined ? 'a cautious rate' : rate(target.calls.effectiveRate.value)}, pause when told`,
      byHand: target.api === undefined,
    }),
  },
  {
    id: 'payload-refused',
    applies: isQueued,
    mode: ({ target, flow }) => ({
      failure: `${target.id} demands a field that ${flow.from} does not send`,
      detection: 'permanent error',
      mitigation: 'no retry; set aside for its owner',
      byHand: true,
    }),
  },
];

function bindingIsQuota({ flow, called }: FlowCase): boolean {
  const demand = bindingOf(flow);
  return demand !== undefined && (limitOf(demand, called)?.windowSeconds ?? 0) >= day;
}

function downMitigation(flow: FlowCase['flow']): string {
  const waits = flow.backlog === undefined ? 'items wait' : `${figure(flow.backlog)} wait`;
  if (flow.expires !== undefined)
    return `${waits} at most; older than ${figure(flow.expires)} is dropped, newest first`;
  if (flow.drain?.value === null) return `${waits} and do not drain before the peak ends`;
  return `${waits}, drained ${flow.drain === undefined ? 'afterwards' : `in ${figure(flow.drain)}`}`;
}
