import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Flow } from '../../model/integration.ts';
import type { Facts } from '../facts.ts';

/** Two promises of one flow that exclude each other. */
export function promises({ integration, systems }: Facts): readonly Diagnostic[] {
  return integration.flows.flatMap((flow) => [
    ...deadlineAndLatency(flow),
    ...expiresAndDeadLetter(flow),
    ...pattern(flow),
    ...latestWithoutKey(flow),
    ...severalSchedules(flow),
    ...changesElsewhere(flow, systems),
  ]);
}

function deadlineAndLatency({ id, deadline, latency }: Flow): Diagnostic[] {
  return deadline === undefined || latency === undefined
    ? []
    : [diagnose('flow/deadline-and-latency', { flow: id }, latency.at)];
}

/** What is too old is worthless, so there is nothing to keep and to send again. */
function expiresAndDeadLetter({ id, expires, overrides }: Flow): Diagnostic[] {
  const { deadLetter } = overrides;
  return expires === undefined || deadLetter === undefined || deadLetter.value === 'none'
    ? []
    : [
        diagnose(
          'flow/expires-and-dead-letter',
          { flow: id, expires: expires.text },
          deadLetter.at,
        ),
      ];
}

function latestWithoutKey({ id, order }: Flow): Diagnostic[] {
  return order?.value.keep === 'latest' && order.value.key === undefined
    ? [diagnose('flow/latest-without-key', { flow: id }, order.at)]
    : [];
}

function severalSchedules({ id, schedule }: Flow): Diagnostic[] {
  if (schedule?.value.cron === undefined) return [];
  const { everySeconds, at } = schedule.value;
  return everySeconds === undefined && at === undefined
    ? []
    : [diagnose('flow/several-schedules', { flow: id }, schedule.at)];
}

/** An outbox stands in the database of the source, so the source must be ours to change. */
function changesElsewhere({ id, from, trigger }: Flow, systems: Facts['systems']): Diagnostic[] {
  const system = systems.get(from);
  return trigger.kind !== 'changes' || system === undefined || system.owned?.value === true
    ? []
    : [diagnose('flow/changes-not-owned', { flow: id, from }, trigger.at)];
}

const allowed: Readonly<Record<Flow['trigger']['kind'], readonly string[]>> = {
  // Events may be collected, and a system that tells nothing by itself is asked instead.
  event: ['event', 'stream', 'event in, micro-batches out', 'batch', 'poll'],
  poll: ['poll', 'batch'],
  call: ['request/response'],
  schedule: ['batch'],
  changes: ['outbox', 'batch'],
};

const triggerKeys: Readonly<Record<Flow['trigger']['kind'], string>> = {
  event: 'on',
  poll: 'read',
  call: 'call',
  schedule: 'schedule',
  changes: 'changes',
};

function pattern({ id, pattern: wanted, trigger }: Flow): Diagnostic[] {
  const patterns = allowed[trigger.kind];
  if (wanted === undefined || patterns.includes(wanted.value)) return [];
  const params = {
    flow: id,
    pattern: wanted.value,
    trigger: triggerKeys[trigger.kind],
    allowed: patterns,
  };
  return [diagnose('flow/pattern-contradicts', params, wanted.at)];
}
