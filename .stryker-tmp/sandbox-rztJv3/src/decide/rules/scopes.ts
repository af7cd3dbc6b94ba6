// @ts-nocheck
import type { OAuth2 } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { SecurityScheme } from '../../model/operation.ts';
import type { Decision } from '../../plan/decision.ts';
import { byDefault, stated } from '../derive.ts';
import { overridden } from '../overridden.ts';
import type { ChosenRequirement } from './security-schemes.ts';

/** Exactly the scopes that the used operations ask for, and those that are offered but were not asked for. */
export function decideScopes(
  system: System,
  { schemes, chosen }: { schemes: readonly SecurityScheme[]; chosen: readonly ChosenRequirement[] },
): { readonly scopes: Decision<readonly string[]>; readonly refused: readonly string[] } {
  const asked = askedScopes(system, chosen);
  const declared = system.auth?.value.find(
    (auth): auth is OAuth2 => auth.type === 'oauth2',
  )?.scopes;
  const scopes = overridden(
    asked,
    system.auth === undefined
      ? undefined
      : {
          value: declared,
          at: system.auth.at,
          reason: 'The file names the scopes, whatever the operations would ask for.',
        },
  );
  const granted = new Set(scopes.value);
  const offered = schemes.flatMap((scheme) =>
    scheme.type === 'oauth2' ? scheme.flows.flatMap((flow) => flow.scopes) : [],
  );
  return { scopes, refused: sorted(offered.filter((scope) => !granted.has(scope))) };
}

function askedScopes(
  system: System,
  chosen: readonly ChosenRequirement[],
): Decision<readonly string[]> {
  const id = `systems.${system.id}.auth.scopes`;
  const asking = chosen.filter(({ requirement }) =>
    requirement.some(({ scopes }) => scopes.length > 0),
  );
  const value = sorted(
    asking.flatMap(({ requirement }) => requirement.flatMap(({ scopes }) => scopes)),
  );
  const [first] = asking;
  if (first === undefined || system.api === undefined) {
    return stated<readonly string[]>(id, byDefault('noScopes'), {
      value: [],
      reason:
        system.api === undefined
          ? 'Without a description nobody can tell which scopes the calls need, so none is asked for until the file names them.'
          : 'No used operation asks for a scope, so none is requested.',
    });
  }
  const names = asking.map(({ operation }) => operation.id);
  const shown = names.slice(0, 3).join(', ');
  return stated<readonly string[]>(
    id,
    {
      kind: 'documented',
      file: system.api.file,
      pointer: first.operation.securityPointer ?? first.operation.pointer,
    },
    {
      value,
      reason: `These are what ${shown}${names.length > 3 ? ' and others' : ''} ask for; anything more would only widen the damage of a lost token.`,
    },
  );
}

function sorted(scopes: readonly string[]): readonly string[] {
  return [...new Set(scopes)].sort();
}
