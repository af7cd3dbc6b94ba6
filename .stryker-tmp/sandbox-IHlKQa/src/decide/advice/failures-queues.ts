// @ts-nocheck
import { figure, rate } from '../../plan/figure.ts';
import type { FailureKind } from './failure-kind.ts';
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
      mitigation: 'calls park until the reset, without backoff',
      byHand: true,
    }),
  },
  {
    id: 'writer-lag',
    applies: ({ flow, style, called }) => style === 'queued' && writesBack(flow, called),
    mode: ({ flow }) => ({
      failure: `our own write to ${flow.from} starts the flow again`,
      detection: 'one key comes again',
      mitigation: 'ignore what our own user changed',
      byHand: true,
    }),
  },
  {
    id: 'answer-lost',
    applies: (subject) => isQueued(subject) && isRepeatHarmful(subject.flow),
    mode: ({ flow, target }) => ({
      failure: `${target.id} acted, its answer was lost`,
      detection: 'time-out',
      mitigation: flow.steps.every(({ repeatable }) => repeatable.value)
        ? 'same key and body again'
        : 'no blind repeat, as above',
      byHand: target.api === undefined || flow.steps.some(({ repeatable }) => !repeatable.value),
    }),
  },
  {
    id: 'part-of-batch',
    applies: ({ flow }) => flow.microBatch !== undefined,
    mode: ({ target }) => ({
      failure: `${target.id} refuses one element of a batch`,
      detection: 'its own error',
      mitigation: 'set aside alone; the rest is committed',
      byHand: true,
    }),
  },
  {
    id: 'token-lost',
    applies: ({ called }) => called.some(({ auth }) => auth.rotatingRefreshToken),
    mode: ({ called }) => ({
      failure: `two renewals at once lose the token of ${called.find(({ auth }) => auth.rotatingRefreshToken)?.id ?? ''}`,
      detection: 'invalid_grant',
      mitigation: 'one refresher, stored before use',
      byHand: true,
    }),
  },
  {
    id: 'stages-swapped',
    applies: ({ flow, declared }) =>
      declared?.order?.value.stages !== undefined && flow.triggerNames.length > 1,
    mode: ({ flow }) => ({
      failure: `"${flow.triggerNames.at(-1) ?? ''}" arrives before ${eventOf(flow)}`,
      detection: 'no predecessor',
      mitigation: 'held until that has arrived, not failed',
      byHand: true,
    }),
  },
  {
    id: 'destination-down',
    applies: isQueued,
    mode: ({ flow, target }) => ({
      failure: `${target.id} down for ${figure(flow.outage)}`,
      detection: flow.expires === undefined ? 'breaker, age' : 'breaker, expired',
      mitigation: downMitigation(flow),
      byHand: true,
    }),
  },
  {
    id: 'missed-events',
    applies: ({ source, style }) => style === 'queued' && source.webhook !== undefined,
    mode: ({ source, flow }) => ({
      failure: `our receiver is away longer than ${source.id} redelivers`,
      detection: flow.reconcile === undefined ? 'silence' : 'comparison',
      mitigation:
        source.webhook === undefined || source.webhook.redelivery.value === 0
          ? 'read the gap from the source'
          : `after ${figure(source.webhook.redelivery)}: read the gap from the source`,
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
      mitigation: target.calls?.limits.some(({ perTenant }) => perTenant === true)
        ? `calls of that ${target.tenants?.what ?? 'tenant'} pause as told`
        : 'all calls pause as told',
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
      mitigation: 'set aside at once',
      byHand: true,
    }),
  },
];

/** Whether a step changes something at the source; an operation that only reads does not, whatever its step is called. */
function writesBack({ steps, from }: FlowCase['flow'], called: FlowCase['called']): boolean {
  const operations = called.find(({ id }) => id === from)?.operations ?? [];
  return steps.some(({ system, mode, operation }) => {
    const method = operations.find(({ id }) => id === operation)?.method;
    return system === from && mode === 'do' && method !== 'get' && method !== 'head';
  });
}

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
