import { textAt, words } from './words.ts';
import type { Found, Tokens } from './words.ts';

/** What an amount counts: calls, cost units, bytes, "times", or things that may or may not be a call each. */
export type UnitKind = 'requests' | 'points' | 'bytes' | 'times' | 'things';

const requests = words(
  'request requests req reqs call calls apicalls query queries hit hits transaction transactions txn txns invocation invocations lookup lookups rq',
);
const points = words('point points credit credits token tokens weight weights units rus ru');
const times = words('time times x');
const bytes: Readonly<Record<string, number>> = {
  byte: 1,
  bytes: 1,
  kb: 1000,
  kilobyte: 1000,
  kilobytes: 1000,
  mb: 1_000_000,
  megabyte: 1_000_000,
  megabytes: 1_000_000,
  gb: 1_000_000_000,
  gigabyte: 1_000_000_000,
  gigabytes: 1_000_000_000,
  tb: 1_000_000_000_000,
  kib: 1024,
  mib: 1_048_576,
  gib: 1_073_741_824,
};
const closed: Readonly<Record<string, readonly [UnitKind, number]>> = {
  qps: ['requests', 1],
  rps: ['requests', 1],
  tps: ['requests', 1],
  qpm: ['requests', 60],
  rpm: ['requests', 60],
  qph: ['requests', 3600],
  rph: ['requests', 3600],
  qpd: ['requests', 86_400],
  rpd: ['requests', 86_400],
};

/** The kind of a noun; undefined for a noun that says nothing of calls. */
export function unitOf(word: string): UnitKind | undefined {
  if (requests.has(word)) return 'requests';
  if (points.has(word)) return 'points';
  if (times.has(word)) return 'times';
  return Object.hasOwn(bytes, word) ? 'bytes' : undefined;
}

/** How many bytes a unit of bytes is; 1 for anything else. */
export function bytesOf(word: string): number {
  return (Object.hasOwn(bytes, word) ? bytes[word] : undefined) ?? 1;
}

/** A unit that names its window itself: `qps`. */
export function closedUnit(
  tokens: Tokens,
  index: number,
): Found<{ unit: UnitKind; seconds: number }> | undefined {
  const word = textAt(tokens, index);
  const found = Object.hasOwn(closed, word) ? closed[word] : undefined;
  if (found === undefined) return undefined;
  const [unit, seconds] = found;
  return { value: { unit, seconds }, next: index + 1 };
}
