import type { Idempotency, Step } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import type { PlannedFlow, PlannedStep } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { CalledSystem, FlowContext } from '../flow-context.ts';
import { declaredAt } from '../rule.ts';
import { declaredIdempotency } from './repeatable.ts';

/** What is unique among incoming events and how long we remember it; undefined where nothing is pushed. */
export function decideInbox({ draft, source }: FlowContext): PlannedFlow['inbox'] {
  const { flow } = draft;
  if (flow.trigger.kind !== 'event' && flow.trigger.kind !== 'poll') return undefined;
  return { key: inboxKey(flow), keep: inboxKeep(flow.id, source?.webhook?.redelivery) };
}

function inboxKey(flow: FlowContext['draft']['flow']): Decision<string> {
  const id = `flows.${flow.id}.inbox.key`;
  if (flow.idempotencyKey !== undefined) {
    return stated(id, declaredAt(flow.idempotencyKey.at), {
      value: `${flow.from}, ${flow.idempotencyKey.value.join(', ')}`,
      reason:
        'The file says what makes an event the same event, and that is unique in the transaction of the work.',
    });
  }
  return stated(id, byDefault('inboxKey'), {
    value: `${flow.from}, event id`,
    reason:
      'Sources give each event an id that survives redelivery, and that is unique in the transaction of the work.',
  });
}

function inboxKeep(flow: string, redelivery: Decision<number> | undefined): Decision<number> {
  const id = `flows.${flow}.inbox.keep`;
  if (redelivery === undefined) {
    return stated(id, byDefault('inboxKeep'), {
      value: defaults.inboxKeep,
      unit: 's',
      reason:
        'Nobody says how long the source may repeat itself, so ids are remembered for a week.',
    });
  }
  const value = redelivery.value + defaults.inboxKeepBeyondRedelivery;
  return derived(
    id,
    {
      value,
      unit: 's',
      reason: 'An id must outlive the last redelivery, with a day to spare.',
      formula: `${duration(redelivery.value)} + ${duration(defaults.inboxKeepBeyondRedelivery)} = ${duration(value)}`,
    },
    [redelivery],
  );
}

/** How the key of outgoing calls is made, so that each attempt says the same. */
export function outgoingKey({ draft }: FlowContext): Decision<string> {
  const { flow, pattern, microBatch } = draft;
  const id = `flows.${flow.id}.outgoing-key`;
  const from = [pattern];
  if (pattern.value === 'batch' && isOneFile(draft)) {
    return derived(
      id,
      {
        value: 'file name of flow, date of the run and sequence, with the SHA-256 of its bytes',
        reason:
          'The same run must carry the same name and bytes on each attempt, so that the other side can refuse the second.',
      },
      from,
    );
  }
  if (microBatch !== undefined) {
    return derived(
      id,
      {
        value: `UUIDv5 of the sorted event ids of the batch and the step`,
        reason:
          'A batch is closed before its first attempt, so each attempt carries the same items, body and key.',
      },
      from,
    );
  }
  if (pattern.value === 'request/response') {
    return derived(
      id,
      {
        value: 'UUIDv5 of the id that our caller gives and the step, stored before the first send',
        reason: 'The second attempt, and a later look, must be recognised as the same question.',
      },
      from,
    );
  }
  return derived(
    id,
    {
      value: `UUIDv5 of ${flow.idempotencyKey?.value.join(', ') ?? 'event id'} and step`,
      reason: 'It follows from the event, so a crash between two attempts cannot change it.',
    },
    from,
  );
}

/** What happens after a time-out when nobody knows whether a call took effect: for the most delicate step. */
export function ambiguousOutcome(
  context: FlowContext,
  steps: readonly PlannedStep[],
): Decision<string> {
  const { draft, called, outage } = context;
  const id = `flows.${draft.flow.id}.ambiguous`;
  const harmless = draft.flow.duplicate?.value === 'harmless';
  const unsafe = draft.flow.steps.find(
    (step, index) => !harmless && step.mode === 'do' && steps[index]?.repeatable.value === false,
  );
  const decisions = steps.map((step) => step.repeatable);
  if (unsafe === undefined && isOneFile(draft)) return fileOutcome(id, decisions);
  if (unsafe === undefined) {
    return derived(
      id,
      {
        value: 'repeat with the same key and body',
        reason:
          'Every step may be sent again: it only reads, or the other side recognises the repeat, or a second effect does no harm.',
      },
      decisions,
    );
  }
  const declared = declaredIdempotency(unsafe, draft.system(unsafe.system));
  const lookUp = declared?.value.find(({ kind }) => kind === 'lookup');
  if (lookUp !== undefined) return lookUpFirst(id, { lookUp, unsafe, context, decisions });
  const system = called.find((candidate) => candidate.id === unsafe.system);
  const people = peopleAsked(system, outage.value);
  return derived(
    id,
    {
      value: `a person decides; "${unsafe.name}" is not sent again`,
      reason: `${unsafe.system} neither recognises a repeat nor can be searched, so only a person can tell whether "${unsafe.name}" took effect; an outage leaves about ${count(people.value)} such cases.`,
      formula: people.formula,
    },
    [...decisions, outage, ...people.inputs],
  );
}

function isOneFile({ flow, system }: FlowContext['draft']): boolean {
  return flow.steps.some(
    ({ mode, per, system: at }) =>
      mode === 'do' && per === 'run' && ['sftp', 'file'].includes(system(at).kind?.value ?? 'rest'),
  );
}

function fileOutcome(id: string, decisions: readonly Decision[]): Decision<string> {
  return derived(
    id,
    {
      value:
        'look for the file and its confirmation; the same bytes under the same name only where neither is there; after the last safe moment a person',
      reason:
        'A broken transfer leaves a temporary name that nobody reads, so only the rename can have been missed, and that can be seen.',
    },
    decisions,
  );
}

function lookUpFirst(
  id: string,
  at: { lookUp: Idempotency; unsafe: Step; context: FlowContext; decisions: readonly Decision[] },
): Decision<string> {
  const field = at.lookUp.kind === 'lookup' ? at.lookUp.field : '';
  const lag = at.context.draft.system(at.unsafe.system).consistency?.value.readAfterWriteSeconds;
  if (typeof lag === 'number') {
    return derived(
      id,
      {
        value: `wait ${duration(lag)}, look up by ${field}, then decide`,
        reason: `${at.unsafe.system} can be searched and shows a write after ${duration(lag)}, so what a look-up does not find then was not done.`,
      },
      at.decisions,
    );
  }
  return derived(
    id,
    {
      value: `intent row before the call, look up by ${field}, a person where nothing is found`,
      reason: `Nobody says when a look-up in ${at.unsafe.system} sees a write, so finding nothing proves nothing.`,
    },
    at.decisions,
  );
}

function peopleAsked(
  system: CalledSystem | undefined,
  outage: number,
): { value: number; formula: string; inputs: readonly Decision[] } {
  if (system === undefined) return { value: 2, formula: '2', inputs: [] };
  const { concurrency, breaker } = system.policy;
  const open = breaker.none === undefined ? breaker.open : undefined;
  const probes = open === undefined ? 0 : Math.floor(outage / open.value);
  const value = concurrency.value + 2 + probes;
  return {
    value,
    formula: `${count(concurrency.value)} in flight + 2 + ${count(probes)} probes${open === undefined ? '' : ` (floor(${duration(outage)} / ${duration(open.value)}))`} = ${count(value)}`,
    inputs: open === undefined ? [concurrency] : [concurrency, open],
  };
}
