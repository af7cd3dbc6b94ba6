import type {
  CataloguedAt,
  Integration,
  OtherLimit,
  Step,
  System,
  SystemLimit,
} from '../model/integration.ts';
import type { Limit } from '../model/limit.ts';
import type { Covered, Provider, ProviderLimit } from '../model/provider.ts';
import { chosen, figureOf, isAuthenticated, withConfirmation } from './documented-limits.ts';

/**
 * The limits that the catalogue knows of recognised vendors: they hold where neither the file nor the description names
 * any, and are kept beside those otherwise.
 */
export function withCataloguedLimits(integration: Integration): Integration {
  const steps = integration.flows.flatMap((flow) => [
    ...(flow.trigger.kind === 'poll' ? [flow.trigger.step] : []),
    ...flow.steps.flatMap(withConfirmation),
    ...(flow.reconcile?.value.read === undefined ? [] : [flow.reconcile.value.read]),
  ]);
  const systems = integration.systems.map((system) => {
    const called = steps.filter((step) => step.system === system.id);
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
  const isFree = system.limits === undefined && system.owned?.value !== true;
  const { held, others } = isFree
    ? chosen(found.filter(isPlannable), isAuthenticated(system, called))
    : { held: [], others: [] };
  const rest: readonly OtherLimit[] = isFree
    ? [...others, ...found.filter((one) => !isPlannable(one))]
    : found;
  const otherLimits = [...(system.otherLimits ?? []), ...rest];
  const at = system.provider?.at ?? system.url?.at ?? system.at;
  return {
    ...system,
    ...(held.length > 0 && {
      limits: { value: held.map((one) => asLimit(one, at)), at, text: '' },
    }),
    ...(held.length === 0 &&
      system.limits !== undefined && {
        limits: withRemaining(system.limits, found),
      }),
    ...(otherLimits.length > 0 && { otherLimits }),
  };
}

/** Names of the calls that it counts are made from what the flows call; none where it counts no call of theirs. */
function limitsFor(
  { value, from, covers, what, each, tier, insteadFor }: ProviderLimit,
  { name }: Provider,
  called: readonly Step[],
): readonly (Catalogued & { readonly isElsewhere: boolean })[] {
  const isPort = called.every(({ operation }) => operation === undefined);
  const names = [...new Set(called.filter((step) => counts(covers, step)).map(nameOf))];
  if (covers !== undefined && names.length === 0 && !isPort) return [];
  const at = {
    ...from,
    provider: name,
    isSure: tier === undefined && from.confidence !== 'low',
    ...((tier ?? insteadFor) !== undefined && { tier: tier ?? insteadFor }),
    ...(what !== undefined && { what }),
    // Steps in words do not tell whether they are among the calls that it counts.
    isElsewhere: insteadFor !== undefined || (covers !== undefined && isPort),
  };
  if (each === 'operation' && names.length > 0 && !at.isElsewhere)
    return names.map((operation) => ({ ...at, limit: { ...value, operations: [operation] } }));
  const isPart = covers !== undefined && names.length > 0;
  return [{ ...at, limit: isPart ? { ...value, operations: names } : value }];
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

function isPlannable({ isElsewhere }: { readonly isElsewhere: boolean }): boolean {
  return !isElsewhere;
}

function asLimit(found: Catalogued, at: SystemLimit['at']): SystemLimit {
  return { value: found.limit, at, text: '', catalogued: factOf(found) };
}

function factOf({
  provider,
  reference,
  date,
  confidence,
  isSure,
  tier,
  what,
}: CataloguedAt): CataloguedAt {
  return {
    ...{ provider, reference, date, confidence, isSure },
    ...(tier !== undefined && { tier }),
    ...(what !== undefined && { what }),
  };
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
