// @ts-nocheck
import type { Auth } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { Operation, SecurityRequirement, SecurityScheme } from '../../model/operation.ts';

/** The way of authentication that an operation is called with, of those that the description offers. */
export interface ChosenRequirement {
  readonly operation: Operation;
  readonly requirement: SecurityRequirement;
}

/** For each used operation the alternative that the declared authentication fits, else the one that needs fewest scopes. */
export function chooseRequirements(system: System): readonly ChosenRequirement[] {
  const { api } = system;
  if (api === undefined) return [];
  const schemes = new Map(api.securitySchemes.map((scheme) => [scheme.id, scheme]));
  const declared = system.auth?.value ?? [];
  return api.operations.flatMap((operation) => {
    const named = operation.security.filter((alternative) => alternative.length > 0);
    const tiers = [exact, loose].map((kinds) =>
      named.filter((alternative) => fits(alternative, { schemes, declared, kinds })),
    );
    const best = fewestScopes(tiers.find(({ length }) => length > 0) ?? named);
    return best === undefined ? [] : [{ operation, requirement: best }];
  });
}

/** The schemes of the chosen alternatives, in the order of the description. */
export function chosenSchemes(
  { api }: System,
  chosen: readonly ChosenRequirement[],
): readonly SecurityScheme[] {
  const ids = new Set(chosen.flatMap(({ requirement }) => requirement.map(({ scheme }) => scheme)));
  return (api?.securitySchemes ?? []).filter(({ id }) => ids.has(id));
}

/**
 * The declared authentication that serves a scheme: the key of that name, else one of the same kind, else one that
 * travels the same way. A key that bears the name of another scheme serves that one alone.
 */
export function authFor(
  scheme: SecurityScheme,
  declared: readonly Auth[],
  described: readonly SecurityScheme[],
): Auth | undefined {
  const free = declared.filter(
    (auth) => !described.some((other) => other.id !== scheme.id && isKeyOf(other, auth)),
  );
  return (
    declared.find((auth) => isKeyOf(scheme, auth)) ??
    free.find(({ type }) => exact[scheme.type].includes(type)) ??
    free.find(({ type }) => loose[scheme.type].includes(type))
  );
}

function isKeyOf(scheme: SecurityScheme, auth: Auth): boolean {
  if (scheme.type !== 'apiKey' || auth.type !== 'api_key' || auth.name === undefined) return false;
  const [own, other] = [auth.name, scheme.name];
  const isSame = scheme.in === 'header' ? own.toLowerCase() === other.toLowerCase() : own === other;
  return isSame && (auth.in ?? scheme.in) === scheme.in;
}

type Kinds = Readonly<Record<SecurityScheme['type'], readonly Auth['type'][]>>;

const exact: Kinds = {
  apiKey: ['api_key'],
  basic: ['basic'],
  bearer: ['bearer'],
  oauth2: ['oauth2'],
  openIdConnect: ['oauth2'],
  mutualTLS: ['mtls'],
  http: ['hmac', 'aws_sigv4'],
};

// A token is a token, whoever issued it.
const loose: Kinds = {
  apiKey: ['api_key', 'hmac', 'aws_sigv4'],
  basic: ['basic'],
  bearer: ['bearer', 'oauth2'],
  oauth2: ['oauth2', 'bearer'],
  openIdConnect: ['oauth2', 'bearer'],
  mutualTLS: ['mtls'],
  http: ['hmac', 'aws_sigv4'],
};

// Each scheme of an alternative has an authentication of its own, so that no secret goes to two places.
function fits(
  alternative: SecurityRequirement,
  at: {
    schemes: ReadonlyMap<string, SecurityScheme>;
    declared: readonly Auth[];
    kinds: Kinds;
  },
): boolean {
  const serving = alternative.map(({ scheme }) => {
    const known = at.schemes.get(scheme);
    const auth = known && authFor(known, at.declared, [...at.schemes.values()]);
    return auth !== undefined && known !== undefined && at.kinds[known.type].includes(auth.type)
      ? auth
      : undefined;
  });
  return !serving.includes(undefined) && new Set(serving).size === serving.length;
}

function fewestScopes(
  alternatives: readonly SecurityRequirement[],
): SecurityRequirement | undefined {
  return alternatives.reduce<SecurityRequirement | undefined>(
    (best, alternative) =>
      best === undefined || scopeCount(alternative) < scopeCount(best) ? alternative : best,
    undefined,
  );
}

function scopeCount(alternative: SecurityRequirement): number {
  return alternative.reduce((sum, { scopes }) => sum + scopes.length, 0);
}
