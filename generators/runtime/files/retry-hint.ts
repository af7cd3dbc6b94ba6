// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** What is needed to read a hint. */
export interface HintContext {
  /** Milliseconds since the epoch. */
  readonly wallClockMs: number;
  /** Called for a value that cannot be read without guessing; it is then ignored. */
  readonly onRefused: () => void;
}

/** A moment or a span: milliseconds from now (0 or less: passed), or unreadable. */
type Reading = number | 'ambiguous';

const resetHeaders = [
  'ratelimit-reset',
  'x-ratelimit-reset',
  'x-rate-limit-reset',
  'x-ratelimit-reset-after',
];
const dayMs = 86_400_000;

/** Milliseconds after which the system asks to be called again; absent where it says nothing of use. */
export function retryHintMs(headers: Headers, context: HintContext): number | undefined {
  const read = (text: string | null, how: (text: string) => Reading): number | undefined => {
    if (text === null) return undefined;
    const reading = how(text.trim());
    if (reading === 'ambiguous') context.onRefused();
    // A hint of 0 or of the past is no hint: the caller's own backoff holds.
    return typeof reading === 'number' && reading > 0 ? reading : undefined;
  };
  const after = read(headers.get('retry-after'), (text) => retryAfter(text, context.wallClockMs));
  const afterMs = read(headers.get('retry-after-ms'), (text) =>
    isNumber(text) ? Number(text) : 'ambiguous',
  );
  if (after !== undefined || afterMs !== undefined) return Math.max(after ?? 0, afterMs ?? 0);
  const resets = resetHeaders.map((name) =>
    read(headers.get(name), (text) => reset(text, context.wallClockMs)),
  );
  const found = [...resets, read(headers.get('ratelimit'), rateLimit)].filter(
    (ms) => ms !== undefined,
  );
  return found.length === 0 ? undefined : Math.max(...found);
}

function retryAfter(text: string, wallClockMs: number): Reading {
  if (isNumber(text)) return Number(text) * 1000;
  return httpDate(text, wallClockMs);
}

/** Epoch seconds, epoch milliseconds, seconds from now, ISO 8601 or an HTTP date. */
function reset(text: string, wallClockMs: number): Reading {
  if (!isNumber(text)) return isoDate(text, wallClockMs);
  const value = Number(text);
  // 10^9 s was in 2001 and 10^12 ms too; a span longer than a day may as well be milliseconds.
  if (value <= dayMs / 1000) return value * 1000;
  if (value < 1e9) return 'ambiguous';
  const inMs = (value < 1e11 ? value * 1000 : value) - wallClockMs;
  return value >= 1e14 || inMs > 366 * dayMs ? 'ambiguous' : inMs;
}

/** `"default";r=0;t=30` of the IETF draft, or `limit=100, remaining=0, reset=30` of its older form. */
function rateLimit(text: string): Reading {
  const older = /\breset=(\d{1,12})\b/.exec(text)?.[1];
  if (older !== undefined) return Number(older) * 1000;
  const policies = text.split(',').map((policy) => ({
    left: /;\s*r=(\d{1,12})/.exec(policy)?.[1],
    seconds: /;\s*t=(\d{1,12})/.exec(policy)?.[1],
  }));
  const used = policies.filter(({ left }) => left !== undefined && Number(left) === 0);
  const seconds = (used.length > 0 ? used : policies).flatMap((policy) => policy.seconds ?? []);
  return seconds.length === 0 ? 'ambiguous' : Math.max(...seconds.map(Number)) * 1000;
}

function isoDate(text: string, wallClockMs: number): Reading {
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return httpDate(text, wallClockMs);
  // Without a zone nobody knows which moment is meant.
  if (!/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return 'ambiguous';
  return moment(text, wallClockMs);
}

function httpDate(text: string, wallClockMs: number): Reading {
  return /^[A-Z][a-z]{2,8}, .{8,24} GMT$/.test(text) ? moment(text, wallClockMs) : 'ambiguous';
}

function moment(text: string, wallClockMs: number): Reading {
  const at = Date.parse(text);
  return Number.isNaN(at) ? 'ambiguous' : at - wallClockMs;
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text);
}
