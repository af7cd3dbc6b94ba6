// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { isRecord } from './value.ts';

/** Where an answer tells what is left of a limit: a need of the call, and the header or path that was declared for it. */
export interface Watched {
  readonly index: number;
  /** Absent: the headers that most systems use. */
  readonly name: string | undefined;
}

const usualHeaders = ['ratelimit-remaining', 'x-ratelimit-remaining', 'x-rate-limit-remaining'];

/** What an answer says is left; absent where it says nothing that can be read without guessing. */
export function remaining({ name }: Watched, headers: Headers, data: unknown): number | undefined {
  if (name === undefined)
    return usual(headers.get('ratelimit')) ?? least(usualHeaders.map((each) => headers.get(each)));
  const isHeader = /^[\w!#$%&'*+.^`|~-]+$/.test(name);
  return count((isHeader ? headers.get(name) : null) ?? inside(data, name.split('.')));
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
