import { time } from '../grammar/window.ts';
import { tokensOf } from '../text/tokens.ts';
import type { Json } from '../../model/document.ts';
import { isObject, own } from '../../model/json.ts';

const iso =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const isoSeconds = [31_536_000, 2_592_000, 604_800, 86_400, 3600, 60, 1];

/** Seconds of a period in an extension: `minute`, `10s`, `PT1M`, `{ amount: 1, unit: hour }`; a number is in `unit`. */
export function periodSeconds(value: Json | undefined, unit = 1): number | undefined {
  if (typeof value === 'number') return value > 0 ? value * unit : undefined;
  if (isObject(value))
    return periodOf(own(value, 'amount') ?? own(value, 'value'), own(value, 'unit'));
  if (typeof value !== 'string' || value.length > 60) return undefined;
  const parts: readonly (string | undefined)[] | null = iso.exec(value);
  if (parts !== null && /\d/.test(value)) {
    return parts
      .slice(1)
      .reduce((sum, part, index) => sum + Number(part ?? 0) * (isoSeconds[index] ?? 0), 0);
  }
  const tokens = tokensOf(value.replace(/^per[\s_-]*/i, ''));
  const found = time(tokens, 0);
  // "minutely" and "per second" are times as "minute" is; "fast" is none.
  return found?.next === tokens.length ? found.value.seconds : adverbs.get(value.toLowerCase());
}

const adverbs = new Map<string, number>(
  Object.entries({
    secondly: 1,
    minutely: 60,
    hourly: 3600,
    daily: 86_400,
    weekly: 604_800,
    monthly: 2_592_000,
    yearly: 31_536_000,
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
  }),
);

function periodOf(amount: Json | undefined, unit: Json | undefined): number | undefined {
  const seconds = typeof unit === 'string' ? periodSeconds(unit) : undefined;
  const count = typeof amount === 'number' ? amount : 1;
  return seconds === undefined || count <= 0 ? undefined : seconds * count;
}
