import type { Node } from 'yaml';

import type { FlowAnswer, StepAnswer, TriggerAnswer } from '../answers.ts';
import { comment } from './comment.ts';
import { mapping } from './mapping.ts';
import type { Entry } from './mapping.ts';

/** A flow of integration.yaml, with what is assumed of it as comments. */
export function flowNode(flow: FlowAnswer): Node {
  const { from, to, trigger, volume, duplicate, idempotencyKey, note } = flow;
  const optional: readonly Entry[] = [
    ...(volume === undefined ? [] : [volumeEntry(volume)]),
    ...(duplicate === undefined ? [] : [{ key: 'duplicate', value: duplicate }]),
    ...(idempotencyKey === undefined ? [] : [{ key: 'idempotency_key', value: idempotencyKey }]),
  ];
  const node = mapping(
    [
      { key: 'from', value: from },
      ...triggerEntries(trigger),
      { key: 'to', value: to },
      stepEntry(flow.do),
      ...optional,
    ],
    { below: assumed(flow) },
  );
  if (note !== undefined) node.commentBefore = comment(note);
  return node;
}

function triggerEntries(trigger: TriggerAnswer): readonly Entry[] {
  switch (trigger.kind) {
    case 'event':
      return [{ key: 'on', value: trigger.event }];
    case 'poll':
      return [{ key: 'read', value: trigger.read }];
    case 'call':
      return [
        {
          key: 'call',
          value: trigger.name,
          behind: comment('our own code calls this and waits for the answer'),
        },
      ];
    case 'changes':
      return [{ key: 'changes', value: trigger.table }];
    case 'schedule': {
      const when = Object.entries(trigger.when).map(([key, value]) => ({ key, value }));
      return [
        { key: 'schedule', value: mapping(when, { flow: true }) },
        { key: 'data', value: trigger.data },
      ];
    }
  }
}

function volumeEntry(volume: string): Entry {
  const entry = { key: 'volume', value: volume };
  if (volume !== 'unknown') return entry;
  return { ...entry, behind: comment('the build says how much the documented limits carry') };
}

function stepEntry({ name, idempotency }: StepAnswer): Entry {
  if (idempotency === undefined) return { key: 'do', value: name };
  // The standard header is recognised in the description, so nobody has to repeat it.
  if ('header' in idempotency && idempotency.isStandard)
    return { key: 'do', value: name, behind: comment(`takes ${idempotency.header}`) };
  const form =
    'header' in idempotency
      ? { key: 'header', value: idempotency.header }
      : { key: 'field', value: idempotency.field };
  const step = mapping(
    [
      { key: 'do', value: name },
      { key: 'idempotency', value: mapping([form], { flow: true }) },
    ],
    { flow: true },
  );
  return { key: 'do', value: step };
}

/** The defaults of design that matter most, in the words in which they would be written. */
function assumed({ trigger, volume, duplicate }: FlowAnswer): string {
  const isTimed = trigger.kind === 'schedule';
  const values = [
    ...(volume === undefined ? ['volume: 30000/day'] : []),
    // A run has no peak, and a poll's promise follows from its interval.
    ...(isTimed ? [] : ['peak: 5x']),
    ...(isTimed || trigger.kind === 'poll' ? [] : ['latency: 30s']),
    ...(duplicate === undefined ? ['duplicate: what goes wrong when one arrives twice'] : []),
  ];
  return values.length === 0 ? '' : comment('Assumed until you say otherwise:', ...values);
}
