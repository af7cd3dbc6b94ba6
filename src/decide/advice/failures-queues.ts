import { clockText, figure, rate } from '../../plan/figure.ts';
import type { FailureKind } from './failure-kind.ts';
import {
  bindingOf,
  eventOf,
  isExceeded,
  isRepeatHarmful,
  limitOf,
  type FlowCase,
} from './subject.ts';

const isQueued = ({ style }: FlowCase): boolean => style === 'queued' || style === 'poll';
const day = 86_400;
const reachableUse = 0.5;

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
    id: 'herd-at-reset',
    applies: (subject) =>
      isQueued(subject) && isExceeded(subject.flow) && resetOf(subject) !== undefined,
    mode: (subject) => ({
      failure: `all that is parked starts at ${resetOf(subject) ?? ''}`,
      detection: 'send rate at the reset',
      mitigation: 'limiter and jitter after the reset',
      byHand: true,
    }),
  },
  {
    id: 'kept-too-long',
    applies: ({ flow }) => flow.steps.some(({ cache }) => cache !== undefined),
    mode: ({ flow, target }) => ({
      failure: `answers of ${target.id} are kept beyond ${cacheOf(flow)}`,
      detection: 'age of the oldest answer',
      mitigation: `each answer is deleted after ${cacheOf(flow)}`,
      byHand: true,
    }),
  },
  {
    id: 'no-room',
    applies: hasNoRoom,
    mode: ({ flow }) => ({
      failure: `the peak grows beyond "${bindingOf(flow)?.label ?? ''}"`,
      detection: `send rate over ${bindingOf(flow) === undefined ? '' : figure(bindingOf(flow)?.peak ?? flow.peakRate)}`,
      mitigation: `${flow.expires === undefined ? 'items wait' : 'expiry sheds load'}${flow.neededRate === undefined ? '' : `; ask for ${figure(flow.neededRate)}`}`,
      byHand: true,
    }),
  },
  {
    id: 'accepted-not-done',
    applies: (subject) => isQueued(subject) && receiptOf(subject.flow) !== undefined,
    mode: ({ flow, target }) => ({
      failure: `${target.id} accepts and does not deliver`,
      detection: `no ${receiptOf(flow) ?? ''}`,
      mitigation: 'counted as unconfirmed, not sent again',
      byHand: true,
    }),
  },
  {
    id: 'rule-changes-meanwhile',
    applies: ({ style, rules }) => style === 'queued' && choiceOf(rules) !== undefined,
    mode: ({ rules }) => ({
      failure: `"${choiceOf(rules) ?? ''}" changes while an item waits`,
      detection: 'audit',
      mitigation: 'checked again right before the call',
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
      failure: `answer of ${target.id} lost`,
      detection: 'time-out',
      mitigation: flow.steps.every(({ repeatable }) => repeatable.value)
        ? 'same key and body again'
        : 'no blind repeat',
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
      failure: `two renewals at once lose the refresh token of ${called.find(({ auth }) => auth.rotatingRefreshToken)?.id ?? ''}`,
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
      mitigation: 'held, not failed',
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
    // What would be stale by then is not worth reading back.
    applies: ({ source, style, flow }) =>
      style === 'queued' &&
      source.webhook !== undefined &&
      (flow.expires === undefined || flow.reconcile !== undefined),
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
    applies: ({ style, flow }) =>
      style === 'queued' && flow.trigger === 'event' && flow.inbox !== undefined,
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
  // A quota that this traffic cannot use up fails nothing.
  if (demand === undefined || demand.use.value < reachableUse) return false;
  return (limitOf(demand, called)?.windowSeconds ?? 0) >= day;
}

/** A rule that hangs on what a person chose, or on the hour: it may change between event and call. */
function choiceOf(rules: readonly string[]): string | undefined {
  return rules.find((rule) => /\b(?:opt|consent|quiet|unsubscri|objec|revok|withdr)/i.test(rule));
}

function hasNoRoom(subject: FlowCase): boolean {
  const use = bindingOf(subject.flow)?.use.value ?? 0;
  return isQueued(subject) && use > subject.settings.utilisation.value && use <= 1;
}

function resetOf({ flow, called }: FlowCase): string | undefined {
  const demand = bindingOf(flow);
  const resets = demand === undefined ? undefined : limitOf(demand, called)?.resets;
  return resets === undefined || resets === 'clock' ? undefined : clockText(resets);
}

function cacheOf({ steps }: FlowCase['flow']): string {
  const cache = steps.find((step) => step.cache !== undefined)?.cache;
  return cache === undefined ? '' : figure(cache);
}

/** The event that says of a call that it took effect. */
function receiptOf({ steps }: FlowCase['flow']): string | undefined {
  const confirm = steps.find((step) => step.confirm !== undefined)?.confirm?.value;
  return confirm?.startsWith('event ') === true ? confirm.replace('event ', '') : undefined;
}

function downMitigation(flow: FlowCase['flow']): string {
  const waits = flow.backlog === undefined ? 'items wait' : `${figure(flow.backlog)} wait`;
  if (flow.expires !== undefined)
    return `${waits} at most; older than ${figure(flow.expires)} is dropped, newest first`;
  if (flow.drain?.value === null) return `${waits} and do not drain before the peak ends`;
  return `${waits}, drained ${flow.drain === undefined ? 'afterwards' : `in ${figure(flow.drain)}`}`;
}
