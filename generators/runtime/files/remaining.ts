// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Watch } from './bucket.ts';
import { isRecord } from './value.ts';

const usualHeaders = ['ratelimit-remaining', 'x-ratelimit-remaining', 'x-rate-limit-remaining'];

/** What the headers say that most systems use. */
export const usualLeft: Watch = watching(
  (headers) =>
    usual(headers.get('ratelimit')) ?? least(usualHeaders.map((each) => headers.get(each))),
);

/** What a header says, or a path in a JSON body with dots. */
export function leftIn(name: string): Watch {
  const isHeader = /^[\w!#$%&'*+.^`|~-]+$/.test(name);
  return watching((headers, data) =>
    count((isHeader ? headers.get(name) : null) ?? inside(data, name.split('.'))),
  );
}

/** Compares what the system says is left with what was thought when the call left, less what left since. */
function watching(read: (headers: Headers, data: unknown) => number | undefined): Watch {
  return (held, now) => {
    const left = held?.bucket.left?.(now());
    if (held === undefined || left === undefined) return undefined;
    const { sum } = held;
    return (headers, data) => {
      const told = read(headers, data) ?? Infinity;
      // Calls that left since may be counted in it or not, so only what they cannot explain is someone else's;
      // then the lower figure holds.
      if (told < left - (held.sum - sum)) held.bucket.charge?.(left - told, now());
    };
  };
}

/** `"default";r=50;t=30` of the IETF draft, or `limit=100, remaining=50, reset=30` of its older form; of one policy. */
function usual(text: string | null): number | undefined {
  if (text === null) return undefined;
  const found = [...text.matchAll(/(?:\bremaining=|;\s*r=)(\d{1,15})\b/g)];
  return found.length === 1 ? count(found[0]?.[1]) : undefined;
}

function least(texts: readonly (string | null)[]): number | undefined {
  const counts = texts.map(count).filter((each) => each !== undefined);
  return counts.length === 0 ? undefined : Math.min(...counts);
}

function inside(data: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return data;
  return isRecord(data) && Object.hasOwn(data, key) ? inside(data[key], rest) : undefined;
}

function count(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 ? value : undefined;
  return typeof value === 'string' && /^\d{1,15}(?:\.\d+)?$/.test(value.trim())
    ? Number(value)
    : undefined;
}
