import type {
  CataloguedAt,
  Integration,
  OtherLimit,
  Step,
  System,
  SystemLimit,
} from '../model/integration.ts';
import type { Limit } from '../model/limit.ts';
import { present } from '../model/present.ts';
import type { Covered, Provider, ProviderLimit } from '../model/provider.ts';
import { chosen, figureOf, isAuthenticated } from './documented-limits.ts';
import { callsAt } from './facts.ts';
import { besideSizes, leavesPaceOpen } from './pace.ts';

/**
 * The limits that the catalogue knows of recognised vendors: they hold where neither the file nor the description names
 * any, and are kept beside those otherwise.
 */
export function withCataloguedLimits(integration: Integration): Integration {
  const systems = integration.systems.map((system) => {
    const called = callsAt(system.id, integration).map(({ step }) => step);
    const provider = system.known?.provider;
    return provider === undefined || called.length === 0
      ? system
      : withLimits(system, provider, called);
  });
  return { ...integration, systems };
}

type Catalogued = CataloguedAt & { readonly limit: Limit };

function withLimits(system: System, provider: Provider, called: readonly Step[]): System {
  const found = (provider.limits ?? []).flatMap((limit) => limitsFor(limit, provider, called));
  if (!leavesPaceOpen(system) || system.owned?.value === true) {
    const limits = system.limits && withRemaining(system.limits, found);
    return { ...system, ...(limits && { limits }), ...othersOf(system, found) };
  }
  const plannable = found.filter((one) => !one.isElsewhere);
  const { held, others } = chosen(plannable, isAuthenticated(system, called));
  const rest = othersOf(system, [...others, ...found.filter((one) => one.isElsewhere)]);
  if (held.length === 0) return { ...system, ...rest };
  const at = system.provider?.at ?? system.url?.at ?? system.at;
  const value = held.map((one) => asLimit(one, at));
  return { ...system, limits: besideSizes(system, value, at), ...rest };
}

function othersOf(
  { otherLimits = [] }: System,
  found: readonly OtherLimit[],
): Pick<System, 'otherLimits'> {
  const all = [...otherLimits, ...found];
  return all.length === 0 ? {} : { otherLimits: all };
}

/** A limit as the flows meet it: for those of their calls that it counts; none where it counts no call of theirs. */
function limitsFor(
  limit: ProviderLimit,
  { name }: Provider,
  called: readonly Step[],
): readonly (Catalogued & { readonly isElsewhere: boolean })[] {
  const { value, covers, each, insteadFor } = limit;
  const isPort = called.every(({ operation }) => operation === undefined);
  const names = [...new Set(called.filter((step) => counts(covers, step)).map(nameOf))];
  if (names.length === 0 && !isPort) return [];
  // Steps in words do not tell whether they are among the calls that it counts.
  const isElsewhere = insteadFor !== undefined || (covers !== undefined && isPort);
  const at = { ...factAbout(limit, name), isElsewhere };
  if (isElsewhere) return [{ ...at, limit: value }];
  if (each === 'operation')
    return names.map((operation) => ({ ...at, limit: { ...value, operations: [operation] } }));
  return [{ ...at, limit: covers === undefined ? value : { ...value, operations: names } }];
}

function factAbout(
  { from, what, tier, insteadFor }: ProviderLimit,
  provider: string,
): CataloguedAt {
  return {
    ...from,
    provider,
    isSure: tier === undefined && from.confidence !== 'low',
    ...present({ tier: tier ?? insteadFor, what }),
  };
}

function counts(covers: Covered | undefined, { operation }: Step): boolean {
  if (covers === undefined) return true;
  if (operation === undefined) return false;
  const { methods, paths, except } = covers;
  const path = `${operation.path}/`;
  const hasPart = (part: string): boolean => path.includes(`${part}/`);
  return (
    (methods === undefined || methods.includes(operation.method)) &&
    (paths === undefined || paths.some(hasPart)) &&
    except?.some(hasPart) !== true
  );
}

function nameOf({ name, operation }: Step): string {
  return operation?.id ?? name;
}

function asLimit(found: Catalogued, at: SystemLimit['at']): SystemLimit {
  return { value: found.limit, at, text: '', catalogued: factOf(found) };
}

function factOf(found: Catalogued): CataloguedAt {
  const { provider, reference, date, confidence, isSure, tier, what } = found;
  return { provider, reference, date, confidence, isSure, ...present({ tier, what }) };
}

/** Limits whose vendor tells what is left of them in a header that neither the file nor the description names. */
function withRemaining(
  limits: NonNullable<System['limits']>,
  found: readonly Catalogued[],
): NonNullable<System['limits']> {
  if (limits.value === 'unknown') return limits;
  const value = limits.value.map((limit): SystemLimit => {
    if (limit.value.remaining !== undefined) return limit;
    const known = remainingOf(limit.value, found);
    const remaining = known?.limit.remaining;
    if (known === undefined || remaining === undefined) return limit;
    return { ...limit, value: { ...limit.value, remaining }, remainingBy: factOf(known) };
  });
  return { ...limits, value };
}

// A header tells of one bucket: that of the same size, or the only one that counts in this window.
function remainingOf(limit: Limit, found: readonly Catalogued[]): Catalogued | undefined {
  const candidates = found.filter(
    ({ limit: known }) =>
      known.remaining !== undefined &&
      known.kind === limit.kind &&
      'perSeconds' in known &&
      'perSeconds' in limit &&
      known.perSeconds === limit.perSeconds,
  );
  const same = candidates.find(({ limit: known }) => figureOf(known) === figureOf(limit));
  const headers = new Set(candidates.map(({ limit: known }) => known.remaining));
  return same ?? (headers.size === 1 ? candidates[0] : undefined);
}
