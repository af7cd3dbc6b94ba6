// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { duration } from '../../plan/figure.ts';
import type { PlannedFlow } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { declaredAt } from '../rule.ts';

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

/** Whether the run of a flow is one file. */
export function isOneFile({ flow, system }: FlowContext['draft']): boolean {
  return flow.steps.some(
    ({ mode, per, system: at }) =>
      mode === 'do' && per === 'run' && ['sftp', 'file'].includes(system(at).kind?.value ?? 'rest'),
  );
}
