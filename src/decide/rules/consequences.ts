import type { Flow } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import type { DeadLetter } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { declaredAt } from '../rule.ts';
import { hasQueue } from './queue.ts';

/** What a second effect, or a lost item, does. */
export function consequence({ draft }: FlowContext, kind: 'duplicate' | 'loss'): Decision<string> {
  const id = `flows.${draft.flow.id}.${kind}`;
  const declared = draft.flow[kind];
  if (declared !== undefined) {
    return stated(id, declaredAt(declared.at), {
      value: declared.value,
      reason: `The file says what happens, and that decides how much is done against it.`,
    });
  }
  return stated(id, byDefault(kind), {
    value: defaults[kind],
    reason:
      kind === 'duplicate'
        ? 'The file does not call a second effect harmless, so it is taken to do harm.'
        : 'The file does not call a lost item harmless, so none may get lost.',
  });
}

/** Which order holds, and what an event does that comes too late. */
export function decideOrder({ draft }: FlowContext): Decision<string> {
  const id = `flows.${draft.flow.id}.order`;
  const declared = draft.flow.order;
  if (declared === undefined && draft.pattern.value === 'batch') return orderOfRuns(id, draft.flow);
  if (declared === undefined) {
    return stated(id, byDefault('order'), {
      value: defaults.order,
      reason:
        draft.pattern.value === 'request/response'
          ? 'Each question is answered by itself.'
          : 'None asked for: retries may overtake.',
    });
  }
  const { key, version, stages, keep, current } = declared.value;
  const parts = [
    `per ${key ?? 'entity'}`,
    ...(keep === 'latest'
      ? ['a newer event replaces a waiting one, an older one that comes late is dropped']
      : []),
    ...(version === undefined ? [] : [`older ${version.join(', ')} is dropped`]),
    ...(stages === undefined
      ? []
      : [`${stages.join(' then ')}, never back; what comes early is held, not failed`]),
    ...(current === undefined ? [] : [`gaps are filled by ${current}`]),
  ];
  return stated(id, declaredAt(declared.at), {
    value: parts.join('; '),
    reason:
      'The file says within what order matters; between entities there is none, and what the source shuffled no queue restores.',
  });
}

function orderOfRuns(id: string, { schedule }: Flow): Decision<string> {
  if (schedule?.value.overlap === 'skip') {
    return stated(id, declaredAt(schedule.at), {
      value: 'one run at a time; a run that would overlap is left out',
      reason: 'The file lets a run be left out while the one before is still at work.',
    });
  }
  return stated(id, byDefault('orderOfRuns'), {
    value: defaults.orderOfRuns,
    reason:
      'Each run carries the next number, and the other side must not see a later state before an earlier one.',
  });
}

/** What is put aside for a person, and what must not be. */
export function decideDeadLetter(
  context: FlowContext,
  owner: Decision<string> | undefined,
): DeadLetter {
  const { draft } = context;
  const id = `flows.${draft.flow.id}.dead-letter`;
  const override = draft.flow.overrides.deadLetter;
  if (override?.value === 'none') {
    return {
      none: stated(`${id}.none`, declaredAt(override.at), {
        value: 'none',
        reason: 'The file wants none, so what cannot be done is counted and dropped.',
      }),
    };
  }
  if (draft.pattern.value === 'stream') return replacedByNext(id, draft);
  if (!hasQueue(context)) {
    return {
      none: derived(
        `${id}.none`,
        {
          value: 'none',
          reason:
            draft.pattern.value === 'request/response'
              ? 'A caller has the answer or the fallback at once, so nothing is left that a person could send later.'
              : `A run fails as a whole and a person is called; rows that ${draft.flow.to} rejects go back to ${draft.flow.from} as corrections.`,
        },
        [draft.pattern],
      ),
    };
  }
  return {
    what: derived(
      `${id}.what`,
      {
        value: deadLetterText(context),
        reason:
          'Only what no retry can mend is put aside; an outage fills the queue and not the pile of a person.',
      },
      [draft.pattern],
    ),
    keep: keepOf(context, id),
    owner: ownerOf(context, owner),
  };
}

function replacedByNext(id: string, { pattern }: FlowContext['draft']): DeadLetter {
  return {
    none: derived(
      `${id}.none`,
      {
        value: 'none',
        reason:
          'A value that could not be delivered is replaced by the next one, so nothing is left that a person could send later.',
      },
      [pattern],
    ),
  };
}

function deadLetterText({ draft }: FlowContext): string {
  if (draft.system(draft.flow.to).kind?.value === 'webhook') {
    return 'for each endpoint apart: what every attempt of the schedule failed, and what it answers 4xx to; its owner replays it; never what a disabled endpoint missed by its own wish (410)';
  }
  const each = draft.microBatch === undefined ? '' : 'single elements of a batch: ';
  const expired = draft.flow.expires === undefined ? '' : '; expired items are counted, not kept';
  return `${each}permanent errors, what crashes ${count(defaults.poisonCrashes)} times, what passes the horizon; never outages, throttling or a used-up quota${expired}`;
}

function keepOf({ draft }: FlowContext, id: string): Decision<number> {
  const override = draft.flow.overrides.deadLetter;
  const declared = override?.value === 'none' ? undefined : override?.value.keepSeconds;
  if (override !== undefined && declared !== undefined) {
    return stated(`${id}.keep`, declaredAt(override.at), {
      value: declared,
      unit: 's',
      reason: 'The file says how long what was put aside is kept.',
    });
  }
  return stated(`${id}.keep`, byDefault('deadLetterKeep'), {
    value: defaults.deadLetterKeep,
    unit: 's',
    reason: `After ${duration(defaults.deadLetterKeep)} nobody sends an old item again without asking, and the data need not lie longer.`,
  });
}

function ownerOf({ draft }: FlowContext, owner: Decision<string> | undefined): Decision<string> {
  const id = `flows.${draft.flow.id}.dead-letter.owner`;
  const override = draft.flow.overrides.deadLetter;
  const declared = override?.value === 'none' ? undefined : override?.value.owner;
  if (override !== undefined && declared !== undefined) {
    return stated(id, declaredAt(override.at), {
      value: declared,
      reason: 'The file names who looks at what was put aside.',
    });
  }
  return owner === undefined
    ? stated(id, byDefault('owner'), {
        value: `of ${draft.flow.to} (${defaults.owner})`,
        reason: 'The file names no owner, and without one the pile only grows.',
      })
    : { ...owner, id, reason: 'The owner of the integration looks at what was put aside.' };
}
