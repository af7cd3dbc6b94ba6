import { readLimits } from '../limits/read-limits.ts';
import type { JsonObject, SpecDocument } from '../model/document.ts';
import type { DocumentedAt } from '../model/documented-at.ts';
import type { DocumentedLimit, DocumentedLimits } from '../model/documented-limit.ts';
import type { Integration, OtherLimit, Step, System, SystemLimit } from '../model/integration.ts';
import type { Limit } from '../model/limit.ts';
import type { Place } from '../model/place.ts';
import type { ClockTime } from '../model/quantity.ts';
import { documentedAnswers } from './documented-answers.ts';
import { callsAt } from './facts.ts';
import { besideSizes, leavesPaceOpen } from './pace.ts';

/**
 * The limits that the descriptions of the called systems document: they hold where the file names none, and are kept
 * beside those that it names. What holds for one plan only is planned with the strictest.
 */
export function withDocumentedLimits(
  integration: Integration,
  specs: ReadonlyMap<string, SpecDocument>,
): Integration {
  const systems = integration.systems.map((system) => {
    const spec = specs.get(system.id);
    const called = callsAt(system.id, integration).map(({ step }) => step);
    return spec === undefined || system.api === undefined ? system : read(system, spec, called);
  });
  return { ...integration, systems };
}

function read(described: System, spec: SpecDocument, called: readonly Step[]): System {
  const ids = idsByName(called);
  if (ids.size === 0) return described;
  const documented = readLimits(spec.root);
  const system = { ...described, ...documentedAnswers(documented, ids, spec) };
  const costs = costsById(documented, ids);
  const found = documented.limits.flatMap((limit) =>
    noted(limit, ids, spec).map((one) => withCosts(one, costs)),
  );
  if (found.length === 0) return system;
  if (!leavesPaceOpen(system)) return { ...system, otherLimits: found };
  const { held, others } = chosen(found, isAuthenticated(system, called));
  const at = spec.at ?? system.at;
  const rest = others.length === 0 ? {} : { otherLimits: others };
  if (held.length === 0) return { ...system, ...rest };
  return {
    ...system,
    limits: besideSizes(
      system,
      held.map((one) => inFile(one, at)),
      at,
    ),
    ...rest,
  };
}

function costsById(
  { costs }: DocumentedLimits,
  ids: ReadonlyMap<string, string>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    costs.flatMap(({ points, appliesTo }) =>
      (appliesTo === 'all' ? [...ids.keys()] : appliesTo).flatMap((name) => {
        const id = ids.get(name);
        return id === undefined ? [] : [[id, points] as const];
      }),
    ),
  );
}

function withCosts(
  one: DocumentedLimitOf,
  byOperation: Readonly<Record<string, number>>,
): DocumentedLimitOf {
  const { limit } = one;
  if (limit.kind !== 'points') return one;
  return { ...one, limit: { ...limit, cost: { ...limit.cost, byOperation } } };
}

/** Ids of the operations that are called, by `METHOD /path`. */
function idsByName(steps: readonly Step[]): ReadonlyMap<string, string> {
  return new Map(
    steps.flatMap(({ operation }) =>
      operation === undefined
        ? []
        : [[`${operation.method.toUpperCase()} ${operation.path}`, operation.id] as const],
    ),
  );
}

type DocumentedLimitOf = DocumentedAt & { readonly limit: Limit };

function noted(
  documented: DocumentedLimit,
  ids: ReadonlyMap<string, string>,
  { root, version, file }: SpecDocument,
): DocumentedLimitOf[] {
  const { appliesTo, source, confidence, tier } = documented;
  const covered = appliesTo === 'all' ? [] : appliesTo.flatMap((name) => ids.get(name) ?? []);
  const limit = limitOf(documented);
  if (limit === undefined || (appliesTo !== 'all' && covered.length === 0)) return [];
  const pointer = version.startsWith('2') ? asWritten(source.pointer, root) : source.pointer;
  return [
    {
      limit: appliesTo === 'all' ? limit : { ...limit, operations: covered },
      file,
      pointer,
      quote: source.quote,
      isSure: confidence !== 'low',
      ...(tier === null ? {} : { tier }),
    },
  ];
}

/** A documented limit as one that could be declared; undefined where no limit of the file has that form. */
function limitOf(found: DocumentedLimit): Limit | undefined {
  const { requests, points, bytes, concurrent, perSeconds, burst, scope, resets } = found;
  const common = scope === null ? {} : isCaller(scope) ? { scope } : { key: scope };
  const bucket = burst === null ? {} : { burst };
  if (concurrent !== null) return { kind: 'concurrent', concurrent, ...common };
  if (perSeconds === null) return undefined;
  if (requests !== null) {
    const anew = resetsOf(resets);
    return {
      kind: 'requests',
      requests,
      perSeconds,
      ...bucket,
      ...common,
      ...(anew === undefined ? {} : { resets: anew }),
    };
  }
  // What a call costs the description says at the operation, or nowhere: one point is the least.
  if (points !== null) {
    return {
      kind: 'points',
      points,
      perSeconds,
      ...bucket,
      ...common,
      cost: { default: 1, byOperation: {} },
    };
  }
  return bytes !== null && perSeconds <= 1
    ? { kind: 'line', bytesPerSecond: bytes / perSeconds, ...common }
    : undefined;
}

/** Words for those who call; a bucket of anything else is one for each thing that a call is about. */
const callers =
  /\b(?:ip|address|account|user|key|token|app|application|client|organi[sz]ation|org|tenant|workspace|project|store|shop|site|team|company|customer|merchant|host|domain|subscription|caller|consumer|developer|partner|seller|installation|bot|integration|instance|endpoint|route|method|resource|region|plan|connection)s?\b/;

function isCaller(scope: string): boolean {
  return callers.test(scope);
}

function resetsOf(resets: string | null): ClockTime | 'clock' | undefined {
  if (resets === null || resets === 'clock') return resets ?? undefined;
  const [, hours, minutes, zone] = /^(\d\d):(\d\d) (.+)$/.exec(resets) ?? [];
  if (zone === undefined) return undefined;
  return { minutes: Number(hours) * 60 + Number(minutes), zone };
}

interface Chosen<T> {
  readonly held: readonly T[];
  readonly others: readonly T[];
}

/** Sure ones hold all at once. Of those for one plan or another, the strictest does until somebody says which is ours. */
export function chosen<T extends OtherLimit>(
  found: readonly T[],
  authenticated: boolean,
): Chosen<T> {
  const sure = found.filter(({ isSure, limit }) => isSure && limit.key === undefined);
  const isHeld = (one: T): boolean => {
    // One bucket for each order or ticket: nobody has said which calls are about the same one.
    if (one.limit.key !== undefined) return false;
    if (one.isSure) return true;
    if (authenticated && isForStrangers(one)) return false;
    // One that names no plan and no operation limits some calls that we cannot tell.
    if (one.tier === undefined && sure.length > 0) return false;
    return !found.some(
      (other) =>
        other !== one &&
        !other.isSure &&
        !(authenticated && isForStrangers(other)) &&
        groupOf(other) === groupOf(one) &&
        isStricter(other, one, found),
    );
  };
  const held = found.filter(isHeld);
  return { held, others: found.filter((one) => !held.includes(one)) };
}

function isForStrangers({ tier }: OtherLimit): boolean {
  return /^(?:unauthenticated|anonymous|unregistered|without)\b/.test(tier ?? '');
}

function groupOf({ limit }: OtherLimit): string {
  const operations = limit.operations?.join('\n') ?? '';
  return `${limit.kind} ${'perSeconds' in limit ? limit.perSeconds : ''} ${operations}`;
}

function isStricter(a: OtherLimit, b: OtherLimit, order: readonly OtherLimit[]): boolean {
  const [left, right] = [figureOf(a.limit), figureOf(b.limit)];
  return left === right ? order.indexOf(a) < order.indexOf(b) : left < right;
}

/** What a limit allows, in its own unit. */
export function figureOf(limit: Limit): number {
  switch (limit.kind) {
    case 'requests':
      return limit.requests;
    case 'points':
      return limit.points;
    case 'concurrent':
      return limit.concurrent;
    case 'line':
      return limit.bytesPerSecond;
    case 'batch':
      return limit.items ?? limit.bytes ?? 0;
  }
}

/** Whether calls carry a credential. */
export function isAuthenticated({ auth }: System, called: readonly Step[]): boolean {
  if (auth !== undefined) return auth.value.some(({ type }) => type !== 'none');
  return called.some(({ operation }) => (operation?.security.length ?? 0) > 0);
}

function inFile(
  { limit, file, pointer, quote, isSure, tier }: DocumentedLimitOf,
  at: Place,
): SystemLimit {
  const documented = { file, pointer, quote, isSure, ...(tier === undefined ? {} : { tier }) };
  return { value: limit, at, text: quote, documented };
}

// OpenAPI 2.0 was turned into 3.0, which keeps these elsewhere than the file of the user does.
function asWritten(pointer: string, root: JsonObject): string {
  if (!Object.hasOwn(root, 'components')) return pointer;
  return pointer
    .replace(/^\/components\/schemas\//, '/definitions/')
    .replace(/^\/components\/(?=responses\/|parameters\/)/, '/');
}
