import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { readLimits } from '../../limits/read-limits.ts';
import type { Answers, FlowAnswer, SystemAnswer, TriggerAnswer } from '../answers.ts';
import type { Api } from './api.ts';
import { callName } from './call-name.ts';
import { withLogin } from './chosen-login.ts';
import { freeId } from './ids.ts';
import type { OfferedOperation } from './offered-operation.ts';
import { stepOf } from './step.ts';
import { likelyOperation } from './usable.ts';

/**
 * What `--yes` writes. Of one description our own code calls an operation; of several the first is where things come
 * from and the others are where they go; without any, placeholders in words stand for all that has to be said.
 */
export async function withoutAsking(name: string, apis: readonly Api[]): Promise<Outcome<Answers>> {
  const [first, ...rest] = apis;
  const taken = new Set(apis.map(({ id }) => id));
  if (first === undefined)
    return { value: { name, systems: [ours(taken), theirs], flows: [wordsOnly] }, diagnostics: [] };
  const source = rest.length === 0 ? ours(taken) : systemOf(first);
  const targets: Target[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const api of rest.length === 0 ? [first] : rest) {
    const { value: operation, diagnostics: faults } = await likelyOperation(api);
    diagnostics.push(...faults);
    if (operation === undefined) continue;
    const trigger: TriggerAnswer = source.owned
      ? { kind: 'call', name: callName(operation.indexed.id) }
      : { kind: 'event', event: first.events[0] ?? `an event of ${first.id}` };
    targets.push({
      system: withLogin(systemOf(api), operation),
      flow: flowTo(api, { from: source.id, trigger, operation }),
    });
  }
  if (diagnostics.length > 0) return { diagnostics };
  const systems = [source, ...targets.map(({ system }) => system)];
  return { value: { name, systems, flows: targets.map(({ flow }) => flow) }, diagnostics: [] };
}

interface Target {
  readonly system: SystemAnswer;
  readonly flow: FlowAnswer;
}

/** Our own side, where no description stands for it. */
function ours(taken: Set<string>): SystemAnswer {
  return { id: freeId('ours', taken), description: 'our own application', owned: true };
}

const theirs: SystemAnswer = {
  id: 'theirs',
  description: 'the other system',
  owned: false,
  note: 'A placeholder: say which system it is, and name its OpenAPI document with `spec`.',
};

const wordsOnly: FlowAnswer = {
  from: 'ours',
  to: 'theirs',
  trigger: { kind: 'call', name: 'request' },
  do: { name: 'handle our request' },
  note: 'Placeholders: say what starts the flow (on, read, call, schedule or changes) and what it does.',
};

function systemOf(api: Api): SystemAnswer {
  return { id: api.id, description: api.description, owned: false, api };
}

function flowTo(
  api: Api,
  at: { from: string; trigger: TriggerAnswer; operation: OfferedOperation },
): FlowAnswer {
  const event = at.trigger.kind === 'event' ? ', and on which event (or poll with `read`)' : '';
  return {
    from: at.from,
    to: api.id,
    trigger: at.trigger,
    do: stepOf(api, at.operation),
    // A volume that nobody said must not be held against limits that somebody did.
    ...(readLimits(api.spec.root).limits.length > 0 ? { volume: 'unknown' } : {}),
    note: `A guess: say which of the ${String(api.operations.length)} operations of ${api.id} the flow calls${event}.`,
  };
}
