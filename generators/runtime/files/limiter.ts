// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError, asError } from './abort.ts';
import {
  bucketOf,
  type CountKeeper,
  type EachEntity,
  type HeldBucket,
  type Need,
  type Watch,
} from './bucket.ts';
import { RequestFault } from './errors.ts';
import type { Host } from './host.ts';
import { isEmpty, lane, type Lane, type LaneKind } from './lane.ts';
import { newLine } from './line.ts';
import type { LimitedCall, Permit, PermitRequest } from './permit.ts';
import type { LimitSettings } from './settings.ts';
import { join, passAtOnce, pause } from './waiting-line.ts';

/** All limits of one system. */
export interface Limiter {
  /** Whether a limit counts bytes, so that calls must tell theirs. */
  readonly countsBytes: boolean;
  /** The permit, where nothing is in the way; throws where the call cannot have one. */
  take(request: PermitRequest): Permit | undefined;
  /** The permit as soon as all limits allow it; rejects with why they will not in time. */
  acquire(request: PermitRequest): Promise<Permit>;
  /** Nothing that shares a limit with the call leaves before the moment. */
  pause(call: LimitedCall, untilMs: number): void;
}

/** What a limiter is made of. */
export interface LimiterOptions {
  readonly system: string;
  readonly limits: readonly LimitSettings[];
  readonly host: Host;
  /** Where counts are kept that outlast this process or are not its alone. */
  readonly counts?: CountKeeper | undefined;
  /** Where no limit says for itself how answers tell what is left. */
  readonly usualLeft?: Watch | undefined;
}

interface KnownLimit {
  readonly limit: Pick<LimitSettings, 'key' | 'per' | 'operations' | 'cost' | 'remaining'> & {
    readonly form?: LimitSettings['form'];
  };
  readonly bucketOf: (call: LimitedCall) => HeldBucket;
}

/** What calls of an operation need; `fixed` absent: each has needs of its own. */
interface Operation extends Pick<LaneKind, 'watched'> {
  readonly limits: readonly KnownLimit[];
  readonly fixed:
    { readonly needs: readonly Need[]; readonly lanes: Map<number, Lane> } | undefined;
}

/** Empty lanes that are kept for later. */
const mostEmptyLanes = 16;

/** One line for all limits, so that a call takes all that it needs at one moment. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { limits, host } = options;
  const line = newLine(host);
  const known = knownLimits(options);
  const none = { limit: {}, bucketOf: only(held(0, { bucket: unlimited })) };
  const operations = new Map<string, Operation>();
  const operationOf = (id: string): Operation => {
    const found = operations.get(id);
    if (found !== undefined) return found;
    const covering = known.filter(({ limit }) => limit.operations?.includes(id) ?? true);
    const own = covering.length > 0 ? covering : [none];
    const made = { limits: own, watched: watchedOf(own, options), fixed: fixedOf(own, id) };
    operations.set(id, made);
    return made;
  };
  const into = (request: PermitRequest): Lane => laneOf(operationOf(request.operation), request);
  return {
    countsBytes: limits.some(countsBytes),
    take: (request) => passAtOnce(line, into(request)),
    // Not `async`: a promise less for each call that waits.
    acquire(request) {
      try {
        const { signal } = request;
        if (signal?.aborted === true) return Promise.reject(abortError(signal));
        const own = into(request);
        const permit = passAtOnce(line, own);
        return permit === undefined ? join(line, own, request) : Promise.resolve(permit);
      } catch (fault) {
        return Promise.reject(asError(fault));
      }
    },
    pause(call, untilMs) {
      const covering = operationOf(call.operation).limits;
      const own = covering.filter(({ limit }) => limit.per === 'tenant');
      // A tenant that has limits of its own says nothing about the others.
      for (const each of own.length > 0 ? own : covering) pause(line, each.bucketOf(call), untilMs);
    },
  };
}

/** So that calls without a limit can be paused too. */
const unlimited: HeldBucket['bucket'] = {
  capacity: Infinity,
  waitMs: () => 0,
  take: (cost, atMs) => ({ cost, atMs }),
  giveBack: () => undefined,
  isIdle: () => true,
};

function held(rank: number, { bucket, ledger }: Pick<HeldBucket, 'bucket' | 'ledger'>): HeldBucket {
  return {
    bucket,
    ledger,
    rank,
    pausedUntilMs: -Infinity,
    pending: 0,
    sum: 0,
    users: 0,
    lanes: [],
    holder: undefined,
    wakeAtMs: Infinity,
    isDirty: false,
  };
}

const only =
  (one: HeldBucket): KnownLimit['bucketOf'] =>
  () =>
    one;

/** Those that fewer calls share come first, so that who waits for one holds up nobody in the others. */
function knownLimits(options: LimiterOptions): readonly KnownLimit[] {
  const { limits, host, system } = options;
  const counted = options.counts?.(options);
  const unkept = counted ? undefined : limits.find(({ form }) => form === 'calendar');
  if (unkept !== undefined)
    throw new TypeError(
      `${system}: the limit "${unkept.id}" lasts through restarts, so \`counts\` is needed.`,
    );
  // What is dropped later was idle, so it is not unknown again.
  const start = { host, unknownUntilMs: host.now() };
  const one: EachEntity = (_, make) => only(make(''));
  return limits
    .toSorted((left, right) => breadth(left) - breadth(right))
    .map((limit, rank) => {
      const make = (entity: string): HeldBucket => {
        const local = (): HeldBucket['bucket'] => bucketOf(limit, start);
        return held(rank, counted?.(limit, entity, local) ?? { bucket: local() });
      };
      return { limit, bucketOf: (limit.each ?? one)(limit, make, () => host.now()) };
    });
}

function breadth({ key, per, operations }: LimitSettings): number {
  const perEntity = key === undefined ? (per === undefined ? 2 : 1) : 0;
  return perEntity * 1e6 + Math.min(operations?.length ?? 1e5, 1e5);
}

/** Usual headers speak of the one limit that counts calls, if there is only one and none is declared. */
function watchedOf(
  limits: readonly KnownLimit[],
  { usualLeft }: LimiterOptions,
): LaneKind['watched'] {
  const declared = limits.flatMap(({ limit: { remaining: watch } }, index) =>
    watch === undefined ? [] : [{ index, watch }],
  );
  if (declared.length > 0 || usualLeft === undefined) return declared;
  const counting = limits.flatMap(({ limit: { form = 'slots', cost } }, index) =>
    ['window', 'bucket', 'calendar'].includes(form) && cost === undefined
      ? [{ index, watch: usualLeft }]
      : [],
  );
  return counting.length === 1 ? counting : [];
}

function fixedOf(limits: readonly KnownLimit[], operation: string): Operation['fixed'] {
  if (limits.some(({ limit }) => limit.key ?? limit.per ?? countsBytes(limit))) return undefined;
  return { needs: needsOf(limits, { operation, entities: {} }), lanes: new Map() };
}

/** Calls with the same needs share a lane for each priority. */
function laneOf({ fixed, limits, watched }: Operation, request: PermitRequest): Lane {
  const { priority = 0 } = request;
  if (fixed === undefined) return lane({ needs: needsOf(limits, request), watched, priority });
  const { lanes, needs } = fixed;
  const known = lanes.get(priority);
  if (known !== undefined) return known;
  const made = lane({ needs, watched, priority });
  if (lanes.size >= mostEmptyLanes)
    for (const [old, each] of lanes) if (isEmpty(each)) lanes.delete(old);
  lanes.set(priority, made);
  return made;
}

function needsOf(limits: readonly KnownLimit[], call: LimitedCall): readonly Need[] {
  const needs = limits.map((known) => ({
    held: known.bucketOf(call),
    cost: costOf(known.limit, call),
  }));
  const tooDear = needs.find(({ held: { bucket }, cost }) => cost > bucket.capacity);
  if (tooDear === undefined) return needs;
  throw new RequestFault(
    'invalid_request',
    `The call costs ${tooDear.cost}, more than a limit ever allows.`,
  );
}

function countsBytes({ form, cost }: KnownLimit['limit']): boolean {
  return form === 'line' || cost === 'bytes';
}

function costOf(limit: KnownLimit['limit'], { operation, bytes = 0 }: LimitedCall): number {
  const { cost } = limit;
  if (countsBytes(limit) || cost === 'bytes') return Math.max(0, bytes);
  if (cost === undefined) return 1;
  const own = Object.hasOwn(cost.byOperation, operation) ? cost.byOperation[operation] : undefined;
  return own ?? cost.default;
}
