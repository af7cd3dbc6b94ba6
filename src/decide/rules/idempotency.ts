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
  if (flow.trigger.kind === 'changes') return outboxRow(flow);
  if (draft.pattern.value === 'stream') return undefined;
  if (flow.trigger.kind !== 'event' && flow.trigger.kind !== 'poll') return undefined;
  return {
    key: inboxKey(flow, source?.webhook?.eventId),
    keep: inboxKeep(flow.id, source?.webhook?.redelivery),
  };
}

/** Of our own table nothing arrives twice; its row lives until its work is done. */
function outboxRow({
  id: flow,
  from,
  trigger,
}: FlowContext['draft']['flow']): PlannedFlow['inbox'] {
  const id = `flows.${flow}.inbox`;
  return {
    key: stated(`${id}.key`, declaredAt(trigger.at), {
      value: `${from}, one outbox row a change`,
      reason:
        'The row is written with the change in one transaction, so neither exists without the other.',
    }),
    keep: stated(`${id}.keep`, byDefault('inboxKeepBeyondRedelivery'), {
      value: defaults.inboxKeepBeyondRedelivery,
      unit: 's',
      reason: 'A row that is done is kept for a day, so that its history can be looked up.',
    }),
  };
}

function inboxKey(
  flow: FlowContext['draft']['flow'],
  eventId: Decision<string> | undefined,
): Decision<string> {
  const id = `flows.${flow.id}.inbox.key`;
  if (flow.idempotencyKey !== undefined) {
    return stated(id, declaredAt(flow.idempotencyKey.at), {
      value: `${flow.from}, ${flow.idempotencyKey.value.join(', ')}`,
      reason:
        'The file says what makes an event the same event, and that is unique in the transaction of the work.',
    });
  }
  if (eventId !== undefined && flow.trigger.kind === 'event') {
    return derived(
      id,
      {
        value: `${flow.from}, ${eventId.value}`,
        reason:
          'It survives redelivery, and it is unique in the transaction of the work, so an event that comes twice is work once.',
      },
      [eventId],
    );
  }
  const polled = flow.trigger.kind === 'poll';
  return stated(id, byDefault('inboxKey'), {
    value: `${flow.from}, ${polled ? 'id and version of the item' : 'event id'}`,
    reason: polled
      ? 'A round that overlaps the one before brings the same items again; an item in the same state is the same item.'
      : 'Sources give each event an id that survives redelivery, and that is unique in the transaction of the work.',
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
        value: `UUIDv5 of the batch's sorted ${flow.order?.value.key === undefined ? '' : `${flow.order.value.key} and `}event ids, and step`,
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
  const cached = questionKey(id, flow, from);
  if (cached !== undefined) return cached;
  return derived(
    id,
    {
      value: `UUIDv5 of ${idOf(flow)} and step`,
      reason: 'It follows from the event, so a crash between two attempts cannot change it.',
    },
    from,
  );
}

/** Of a question whose answer may be reused, the question itself is the key. */
function questionKey(
  id: string,
  { steps }: FlowContext['draft']['flow'],
  from: readonly Decision[],
): Decision<string> | undefined {
  const cached = steps.find(({ cache }) => cache !== undefined);
  if (cached?.cache === undefined) return undefined;
  return derived(
    id,
    {
      value: `SHA-256 of the normalised question of "${cached.name}", also the key of its cache of ${duration(cached.cache.value)}`,
      reason:
        'The same question has the same key whoever asks it, so one answer serves all of them.',
    },
    from,
  );
}

const idsOf = {
  event: 'event id',
  poll: 'item id, its version',
  call: 'event id',
  changes: 'outbox row',
  schedule: 'date of the run, number of its batch',
} as const;

/** What tells one event from another: what the file names, else the entity and the id of the event. */
function idOf({ idempotencyKey, order, trigger }: FlowContext['draft']['flow']): string {
  if (idempotencyKey !== undefined) return idempotencyKey.value.join(', ');
  const id = idsOf[trigger.kind];
  return order?.value.key === undefined ? id : `${order.value.key}, ${id}`;
}

/** Whether the run of a flow is one file. */
export function isOneFile({ flow, system }: FlowContext['draft']): boolean {
  return flow.steps.some(
    ({ mode, per, system: at }) =>
      mode === 'do' && per === 'run' && ['sftp', 'file'].includes(system(at).kind?.value ?? 'rest'),
  );
}
