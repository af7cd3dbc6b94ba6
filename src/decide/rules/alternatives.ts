import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { Alternative, Pattern } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { isEndpoints } from './delivery.ts';
import { isHeld } from './webhook.ts';

const day = 86_400;

/** At least two ways that were rejected, each with what it costs in this case. */
export function alternativesOf(context: FlowContext): readonly Alternative[] {
  return makers[context.draft.pattern.value](context);
}

/** The downside of the chosen pattern that is accepted. */
export function downsideOf(context: FlowContext): Decision<string> {
  const { draft, outage } = context;
  const { value, inputs } = downsides[draft.pattern.value](context);
  return derived(
    `flows.${draft.flow.id}.downside`,
    {
      value,
      reason: 'No pattern is free; this cost is smaller here than that of the rejected ones.',
      formula: `${rate(draft.traffic.averageRate.value)} on average, ${rate(draft.traffic.peakRate.value)} in the peak, outage ${duration(outage.value)}`,
    },
    [draft.pattern, draft.traffic.averageRate, draft.traffic.peakRate, outage, ...inputs],
  );
}

const makers: Record<Pattern, (context: FlowContext) => readonly Alternative[]> = {
  event: eventAlternatives,
  outbox: (context) => [inTransaction(context), scanning(context), broker(context)],
  'event in, micro-batches out': (context) => [
    oneByOne(context),
    nightly(context),
    polling(context),
  ],
  'request/response': (context) => [queueFirst(context), moreRetries(context)],
  stream: (context) => [polling(context), stored(context)],
  batch: (context) => [eachByItself(context), streaming(context)],
  poll: (context) => [faster(context), nightly(context)],
};

/** What is rejected besides an event, by what stands at its two ends. */
function eventAlternatives(context: FlowContext): readonly Alternative[] {
  const { draft } = context;
  const { flow, system } = draft;
  if (isEndpoints(system(flow.to))) return [fetched(context), oneLane(context), direct(context)];
  if (isHeld(system(flow.from))) return [polling(context), secondStore(context)];
  return [polling(context), direct(context), broker(context)];
}

const target = ({ draft }: FlowContext): number => draft.latencyTarget?.value ?? day;
const events = ({ draft }: FlowContext): number => draft.traffic.averageRate.value * day;
const peakOutage = ({ draft, outage }: FlowContext): number =>
  draft.traffic.peakRate.value * outage.value;

function polling(context: FlowContext): Alternative {
  const every = Math.max(1, target(context) / 2);
  return {
    option: `poll ${context.draft.flow.from}`,
    cost: `a call every ${duration(every)} is ${count(day / every)} calls a day for ${count(events(context))} events, each up to ${duration(every)} late`,
  };
}

function direct(context: FlowContext): Alternative {
  const { flow } = context.draft;
  return {
    option: `call ${flow.to} while the sender waits`,
    cost: `an outage of ${duration(context.outage.value)} in the peak refuses ${count(peakOutage(context))} events, which are ${flow.from}'s to send again`,
  };
}

function fetched(context: FlowContext): Alternative {
  const { what, number } = endpointsOf(context);
  const every = Math.max(1, target(context) / 2);
  const calls = (number * day) / every;
  return {
    option: `each ${what} asks us`,
    cost: `${count(number)} of them every ${duration(every)} are ${count(calls)} calls a day for ${count(events(context))} events`,
  };
}

function oneLane(context: FlowContext): Alternative {
  const { flow } = context.draft;
  const called = context.called.find(({ id }) => id === flow.to);
  const hang = called?.policy.timeouts.attempt.value ?? 0;
  const part = defaults.deliveryHanging;
  const busy = context.draft.traffic.peakRate.value * part * hang;
  return {
    option: 'one lane for all endpoints',
    cost: `with ${share(part)} that hang for ${duration(hang)}, ${count(busy)} calls stand before the others in the peak`,
  };
}

function endpointsOf({ draft, called }: FlowContext): { what: string; number: number } {
  const tenants = called.find(({ id }) => id === draft.flow.to)?.planned.tenants;
  return { what: tenants?.what ?? defaults.endpointWord, number: tenants?.count?.value ?? 1 };
}

function secondStore(context: FlowContext): Alternative {
  const { flow, traffic } = context.draft;
  return {
    option: 'handle each message as it comes, position kept by the other side',
    cost: `an outage of ${duration(context.outage.value)} of ${flow.to} leaves ${count(peakOutage(context))} unacknowledged at ${rate(traffic.peakRate.value)}, and one that always fails stops the rest`,
  };
}

function stored(context: FlowContext): Alternative {
  const { expires } = context.draft.flow;
  return {
    option: 'a queue on disk',
    cost: `${count(events(context))} rows a day written and removed, and after an outage of ${duration(context.outage.value)} ${count(peakOutage(context))} of them are older than ${expires?.text ?? 'anybody wants'}`,
  };
}

function broker(context: FlowContext): Alternative {
  const average = context.draft.traffic.averageRate.value;
  const { cloudQueue } = context.draft.settings;
  if (cloudQueue !== undefined) {
    return {
      option: cloudQueue.value,
      cost: `one more service and its rights for ${rate(average)} on average, and event and acknowledgement no longer in one transaction, when one host's store takes ${rate(defaults.sqliteMost)}`,
    };
  }
  return {
    option: 'a broker cluster (NATS JetStream, RabbitMQ)',
    cost: `three more processes to run for ${rate(average)} on average, when one host's store takes ${rate(defaults.sqliteMost)}`,
  };
}

function inTransaction(context: FlowContext): Alternative {
  const { flow } = context.draft;
  return {
    option: `call ${flow.to} inside the transaction`,
    cost: `every stall of ${flow.to} holds our own locks; an outage of ${duration(context.outage.value)} blocks ${count(peakOutage(context))} changes`,
  };
}

function scanning(context: FlowContext): Alternative {
  const every = Math.max(1, target(context) / 2);
  return {
    option: 'scan the table by a time column',
    cost: `${count(day / every)} scans a day for ${count(events(context))} changes, and a row that commits late is never seen`,
  };
}

function oneByOne(context: FlowContext): Alternative {
  const { microBatch, brokenQuota } = context.draft;
  return {
    option: 'one call an item',
    cost:
      microBatch === undefined
        ? 'more calls than the quota allows'
        : `${count(microBatch.naiveCallsPerDay.value)} calls a day instead of ${count(microBatch.callsPerDay.value)}${brokenQuota === undefined ? '' : `: ${brokenQuota.formula}`}`,
  };
}

function nightly(context: FlowContext): Alternative {
  return {
    option: 'one run a night',
    cost: `an event waits up to ${duration(day)} instead of ${duration(target(context))}, and ${count(events(context))} of them then stand or fall together`,
  };
}

function queueFirst(context: FlowContext): Alternative {
  const budget = context.draft.waiting?.budget.value ?? 0;
  return {
    option: 'queue first, answer later',
    cost: `the caller waits ${duration(target(context))} and no longer; after an outage ${count(peakOutage(context))} answers would come that nobody waits for, none within ${duration(budget)}`,
  };
}

function moreRetries(context: FlowContext): Alternative {
  const slow = Math.max(0, ...context.called.map(({ policy }) => policy.latencyP99.value));
  const tries = defaults.usualAttempts;
  return {
    option: `${count(tries)} attempts with backoff`,
    cost: `${count(tries)} x ${duration(slow)} is ${duration(tries * slow)} before any pause, of ${duration(context.draft.waiting?.budget.value ?? 0)} granted`,
  };
}

function eachByItself({ draft, own }: FlowContext): Alternative {
  const volume = draft.traffic.volume.value;
  const calls = own.loads
    .filter(({ role }) => role === 'step')
    .reduce((sum, load) => sum + load.callsFor(volume), 0);
  const steps = Math.max(1, draft.flow.steps.length);
  return {
    option: 'each change as an event',
    cost: `${count(volume * steps)} transfers a run instead of ${count(Math.ceil(calls))}, and totals that nobody can check`,
  };
}

function streaming({ draft }: FlowContext): Alternative {
  const window = draft.open?.table.window?.value ?? draft.traffic.period;
  return {
    option: 'keep a connection open all day',
    cost: `a connection for ${duration(day)} to move ${count(draft.traffic.volume.value)} items that only have to be there within ${duration(window)}`,
  };
}

function faster({ draft }: FlowContext): Alternative {
  const { poll } = draft;
  if (poll === undefined) return { option: 'webhooks', cost: 'the source offers none' };
  const every = poll.interval.value / 10;
  return {
    option: 'poll ten times as often',
    cost: `${count(day / every)} rounds a day instead of ${count(day / poll.interval.value)}, below the floor of ${duration(poll.floor.value)}`,
  };
}

// A part of a caller is a caller in some of the outages.
function callers(number: number): string {
  if (number >= 2) return `${count(number)} callers get`;
  return number >= 1 ? 'a caller gets' : `a caller in ${count(Math.ceil(1 / number))} outages gets`;
}

interface Downside {
  readonly value: string;
  readonly inputs: readonly (Decision | undefined)[];
}

const downsides: Record<Pattern, (context: FlowContext) => Downside> = {
  event: ({ draft }) => ({
    value: isHeld(draft.system(draft.flow.from))
      ? `what ${draft.flow.from} forgets before we come back is gone, and it must be asked how long it keeps it`
      : `an event that ${draft.flow.from} never sends is noticed ${draft.reconcile === undefined ? 'by silence alone' : `only by the comparison, up to ${duration(draft.reconcile.value)} later`}`,
    inputs: [draft.reconcile],
  }),
  outbox: (context) => ({
    value: `one more row and its removal for each of ${count(events(context))} changes a day`,
    inputs: [],
  }),
  'event in, micro-batches out': ({ draft }) => ({
    value: `an item waits up to ${duration(draft.microBatch?.flush.value ?? 0)} although nothing is wrong, and one bad element must be told from its batch`,
    inputs: [draft.microBatch?.flush],
  }),
  'request/response': (context) => ({
    value: `our caller is exactly as available as the other side: ${callers(peakOutage(context))} the fallback in one outage`,
    inputs: [],
  }),
  stream: ({ draft, outage }) => ({
    value: `what comes in a gap is lost; in an outage of ${duration(outage.value)} in the peak ${count(draft.traffic.peakRate.value * outage.value)} values`,
    inputs: [],
  }),
  batch: ({ draft }) => ({
    value: `a change waits up to ${duration(draft.traffic.period)} for its run, and one fault stops ${count(draft.traffic.volume.value)} items together`,
    inputs: [draft.traffic.volume],
  }),
  poll: ({ draft }) => ({
    value: `a change is seen up to ${duration(draft.poll?.interval.value ?? 0)} late, and most rounds bring nothing`,
    inputs: [draft.poll?.interval],
  }),
};
