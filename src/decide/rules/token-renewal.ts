import type { OAuth2 } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { overruling, published } from '../published.ts';
import { declaredAt } from '../rule.ts';
import { tidy } from '../tidy.ts';

/** How long a token lives and how much of that is left when it is renewed. */
export function decideRenewal(
  system: System,
  { outage, timeout }: { outage: Decision<number>; timeout: Decision<number> },
): {
  readonly renewal: Decision<number>;
  readonly tokenLifetime: Decision<number>;
  readonly reserve: Decision<number>;
} {
  const tokenLifetime = lifetimeOf(system);
  const { renewalMost: half, renewalLeast: tenth } = defaults;
  const reserve = reserveOf(system, { outage, timeout });
  const life = tokenLifetime.value;
  const value = tidy(Math.min(life / half, Math.max(life / tenth, reserve.value)));
  return {
    tokenLifetime,
    reserve,
    renewal: derived(
      `systems.${system.id}.auth.renewal`,
      {
        value,
        unit: 's',
        reason:
          'A token that outlasts an outage of its issuer and two attempts serves on while the new one is fetched in the background.',
        formula: `min(${duration(life)} / ${count(half)}, max(${duration(life)} / ${count(tenth)}, ${duration(reserve.value)})) = ${duration(value)}`,
      },
      [tokenLifetime, reserve],
    ),
  };
}

/** What a token must outlast for nobody to notice that its issuer is away. */
function reserveOf(
  system: System,
  { outage, timeout }: { outage: Decision<number>; timeout: Decision<number> },
): Decision<number> {
  const { renewalReserve: spare } = defaults;
  const value = tidy(outage.value + 2 * timeout.value + spare);
  return derived(
    `systems.${system.id}.auth.renewal-reserve`,
    {
      value,
      unit: 's',
      reason: 'An outage of the issuer, the request that it swallowed, another one, and a spare.',
      formula: `${duration(outage.value)} + 2 x ${duration(timeout.value)} + ${duration(spare)} = ${duration(value)}`,
    },
    [outage, timeout],
  );
}

function lifetimeOf(system: System): Decision<number> {
  const { id: name, auth } = system;
  const known = published(system, (provider) => provider.tokenLifetime);
  const id = `systems.${name}.auth.token-lifetime`;
  const declared = auth?.value.find((one): one is OAuth2 => one.type === 'oauth2')?.token_lifetime;
  if (auth !== undefined && declared !== undefined) {
    const decision = stated(id, declaredAt(auth.at), {
      value: declared,
      unit: 's',
      reason: `The file says how long a token of ${name} is good for.`,
    });
    return overruling(decision, known);
  }
  if (known !== undefined) {
    return stated(id, known.source, {
      value: known.value,
      unit: 's',
      reason: `A token of ${known.vendor} is good for so long; the answer of the token endpoint tells.`,
    });
  }
  return stated(id, byDefault('tokenLifetime'), {
    value: defaults.tokenLifetime,
    unit: 's',
    reason:
      'Nobody says how long a token is good for, so the usual hour is assumed; the answer of the token endpoint tells.',
  });
}
