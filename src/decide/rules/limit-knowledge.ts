import type { SystemLimit, System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import type { CallPolicy } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import type { CalledSubject } from '../system-context.ts';
import { foundAt } from './limit-source.ts';

/** Whether limits are declared, documented, not needed because the system is ours, or unknown. */
export function limitKnowledge({ system, owner }: CalledSubject): CallPolicy['limitKnowledge'] {
  const id = `${owner}.limit-knowledge`;
  const { limits, owned } = system;
  const named = whoNamesThem(id, system);
  if (named !== undefined) return named;
  if (limits === undefined && owned?.value === true) {
    return stated(id, byDefault('ownedLimits'), {
      value: 'owned',
      reason: `${system.id} is ours and the file names no limit, so it is taken to bear what the flows send.`,
    });
  }
  const said = limits?.value === 'unknown' ? declaredAt(limits.at) : byDefault('unknownLimits');
  return stated(id, said, {
    value: 'unknown',
    reason: `Nobody says what ${system.id} allows, so calls are held to a cautious pace that nothing raises by itself, and the plan holds only if it allows that much.`,
  });
}

/** Limits that somebody names: all come from one of the file, its description and the catalogue. */
function whoNamesThem(id: string, system: System): CallPolicy['limitKnowledge'] | undefined {
  const all = held(system);
  // How much one call may hold does not tell how often there may be one.
  const first =
    all.find(({ value }) => value.kind !== 'batch') ??
    (system.owned?.value === true ? all[0] : undefined);
  if (first === undefined || system.limits === undefined) return undefined;
  if (first.documented !== undefined) {
    return stated(id, foundAt(first.documented), {
      value: 'documented',
      reason: `The API description of ${system.id} documents its limits and the file names none, so what is documented holds.`,
    });
  }
  if (first.catalogued !== undefined) {
    return stated(id, foundAt(first.catalogued), {
      value: 'catalogue',
      reason: `Neither the file nor a description names limits of ${system.id}, so what ${system.known?.provider.title ?? 'its vendor'} publishes holds until somebody declares what is ours.`,
    });
  }
  return stated(id, declaredAt(system.limits.at), {
    value: 'declared',
    reason: `The file names the limits of ${system.id}, and all of them hold at once.`,
  });
}

function held({ limits }: System): readonly SystemLimit[] {
  return limits === undefined || limits.value === 'unknown' ? [] : limits.value;
}

/** The part of the account's limits that is ours. */
export function shareOf({ id, share }: System): Decision<number> {
  const name = `systems.${id}.share`;
  return share === undefined
    ? stated(name, byDefault('share'), {
        value: defaults.share,
        unit: 'share',
        reason: 'Nobody else is said to use the account, so its limits are all ours.',
      })
    : stated(name, declaredAt(share.at), {
        value: share.value,
        unit: 'share',
        reason: 'Others use the account too, and the file says which part of its limits is ours.',
      });
}
