import type { Flow, System } from '../../model/integration.ts';
import type { Pattern } from '../../plan/flow.ts';
import type { Finding } from '../derive.ts';
import { declaredAt, type Rule, type Settled } from '../rule.ts';
import type { BrokenQuota } from './broken-quota.ts';

/** What the pattern of a flow hangs on. */
export interface PatternSubject {
  readonly flow: Flow;
  readonly source: System;
  readonly target: System;
  /** A quota that one call an item would break although a batch form exists. */
  readonly brokenQuota?: BrokenQuota;
}

const patterns: readonly Pattern[] = [
  'request/response',
  'outbox',
  'stream',
  'batch',
  'event in, micro-batches out',
  'event',
  'poll',
];

/** The shape of a flow; the order of the cases is the policy: who waits comes before what is cheap. */
export const pattern: Rule<PatternSubject, Pattern> = {
  id: 'pattern',
  cases: [declared, callerWaits, ownTable, staleStream, scheduled, brokenByItems, pushes, polled],
  otherwise: ({ flow }) => ({
    value: 'event',
    source: declaredAt(flow.trigger.at),
    reason:
      'Something happens and somebody must hear of it, so each occurrence travels as an event.',
  }),
};

function declared({ flow }: PatternSubject): Settled<Pattern> | undefined {
  const wanted = patterns.find((known) => known === flow.pattern?.value);
  if (flow.pattern === undefined || wanted === undefined) return undefined;
  return {
    value: wanted,
    source: declaredAt(flow.pattern.at),
    reason: 'The file asks for this pattern itself, which overrules what the trigger suggests.',
  };
}

function callerWaits({ flow }: PatternSubject): Settled<Pattern> | undefined {
  if (flow.trigger.kind !== 'call') return undefined;
  return because(flow, {
    value: 'request/response',
    reason: `Our own code asks "${flow.trigger.name}" and waits for the answer, so nothing may be put between the question and the call.`,
  });
}

function ownTable({ flow, source }: PatternSubject): Settled<Pattern> | undefined {
  if (flow.trigger.kind !== 'changes') return undefined;
  return because(flow, {
    value: 'outbox',
    reason: `The change is written to our own table "${flow.trigger.table}" of ${source.id}, so a row in the same transaction cannot be lost between write and message.`,
  });
}

// Before `pushes`: what nobody can ask for again and nobody wants late is not worth a store.
function staleStream({ flow, source }: PatternSubject): Settled<Pattern> | undefined {
  const { stream } = source;
  if (flow.trigger.kind !== 'event' || stream?.value.replaySeconds !== 0) return undefined;
  if (flow.expires === undefined) return undefined;
  return because(flow, {
    value: 'stream',
    reason: `${source.id} replays nothing and a value is worthless after ${flow.expires.text}, so values pass through memory and the next one replaces what was missed.`,
  });
}

function scheduled({ flow, source, target }: PatternSubject): Settled<Pattern> | undefined {
  if (flow.trigger.kind === 'schedule') {
    const file = isFile(target) || isFile(source);
    return because(flow, {
      value: 'batch',
      reason: file
        ? 'The other side takes a file at a set time, so the clock and not an event decides when we work.'
        : 'The file names only a schedule, so everything since the last run moves together.',
    });
  }
  if (!isFile(target) && !isFile(source)) return undefined;
  return because(flow, {
    value: 'batch',
    reason: 'Files are exchanged, and a file is sent whole or not at all.',
  });
}

function brokenByItems({ flow, brokenQuota }: PatternSubject): Settled<Pattern> | undefined {
  if (flow.trigger.kind !== 'event' || brokenQuota === undefined) return undefined;
  return {
    value: 'event in, micro-batches out',
    source: { kind: 'derived', ids: brokenQuota.inputs },
    inputs: brokenQuota.inputs,
    reason: `One call an item needs more than ${brokenQuota.label} of ${brokenQuota.system} allow, and that system takes batches, so events are collected before they are written.`,
    formula: brokenQuota.formula,
  };
}

function pushes({ flow, source }: PatternSubject): Settled<Pattern> | undefined {
  if (flow.trigger.kind !== 'event' || source.webhook?.value === 'none') return undefined;
  return because(flow, {
    value: 'event',
    reason: `${source.id} tells us by itself, which is sooner and cheaper than asking it again and again.`,
  });
}

function polled({ flow, source }: PatternSubject): Settled<Pattern> | undefined {
  if (flow.trigger.kind !== 'poll' && source.webhook?.value !== 'none') return undefined;
  return because(flow, {
    value: 'poll',
    reason: `${source.id} does not push what we need, so the only way to learn of a change is to ask.`,
  });
}

function isFile({ kind }: System): boolean {
  return kind?.value === 'sftp' || kind?.value === 'file';
}

function because(
  flow: Flow,
  finding: Pick<Finding<Pattern>, 'value' | 'reason'>,
): Settled<Pattern> {
  return { ...finding, source: declaredAt(flow.trigger.at) };
}
