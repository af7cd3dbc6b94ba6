// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { memoryMs } from './bucket.ts';
import type { LimitData } from './settings.ts';

/**
 * What a limit is called in a store, by what it counts and not by its place in the list: a limit that is
 * added or moved leaves the others their counts. How much it allows is no part of it, because what was
 * used counts against a raised or lowered limit too.
 */
export function limitKey(limit: LimitData, limits: readonly LimitData[]): string {
  const name = nameOf(limit);
  const twins = limits.filter((other) => nameOf(other) === name);
  // Limits that differ only in how much they allow have counted the same calls.
  const place = twins.indexOf(limit);
  return place > 0 ? `${name}.${place + 1}` : name;
}

/** What a bucket is called in a store. */
export function bucketKey(
  { system, limits }: { readonly system: string; readonly limits: readonly LimitData[] },
  limit: LimitData,
  entity: string,
): string {
  return [system, limitKey(limit, limits), entity].map(encodeURIComponent).join('/');
}

/** `window-60s`, `calendar-86000s-per-tenant-3f0c9a61d2b84e75`: the last part is what is too long to read. */
function nameOf(limit: LimitData): string {
  const { form, key, per, operations, cost } = limit;
  const resets = form === 'calendar' ? limit.resets : undefined;
  const costs = typeof cost === 'object' ? [cost.default, sorted(cost.byOperation)] : cost;
  const details = [operations?.toSorted(), costs, resets && sorted(resets)];
  const isPlain = details.every((each) => each === undefined);
  return [
    form,
    // Two digits: what is added for jitter in the network may change.
    `${Number((memoryMs(limit) / 1000).toPrecision(2))}s`,
    ...(per === undefined ? [] : ['per', per]),
    ...(key === undefined ? [] : ['each', key]),
    ...(isPlain ? [] : [digest(JSON.stringify(details))]),
  ].join('-');
}

/** The order in which a file names things says nothing. */
function sorted(values: object | string): unknown {
  if (typeof values === 'string') return values;
  return Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1));
}

/** FNV-1a of 64 bits over UTF-16 units. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
