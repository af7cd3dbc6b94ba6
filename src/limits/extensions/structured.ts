import type { Json, JsonObject } from '../../model/document.ts';
import { isList, isObject, own } from '../../model/json.ts';
import { amount } from '../grammar/amount.ts';
import type { UnitKind } from '../grammar/unit.ts';
import { window } from '../grammar/window.ts';
import type { Tokens } from '../grammar/words.ts';
import { tokensOf } from '../text/tokens.ts';
import { periodSeconds } from './duration.ts';

/** A limit that an extension states as data. */
export interface Structured {
  /** Where in the value it stands. */
  readonly path: readonly string[];
  readonly count: number;
  /** Null for what holds at any moment. */
  readonly seconds: number | null;
  readonly unit: UnitKind;
  readonly burst: number | null;
  readonly scope: string | undefined;
  readonly tier: string | undefined;
}

const amounts = [
  'limit',
  'max',
  'maximum',
  'requests',
  'count',
  'quota',
  'calls',
  'callLimit',
  'call_limit',
  'maxRequests',
  'max_requests',
  'maxCalls',
  'max_calls',
  'requestLimit',
  'rate',
  'value',
  'rateLimit',
  'permits',
  'steady',
  'average',
];
const periods = [
  'period',
  'window',
  'interval',
  'timeframe',
  'timeFrame',
  'per',
  'duration',
  'timeUnit',
  'time_unit',
  'timeWindow',
  'time_window',
  'every',
  'unit',
];
const secondKeys = [
  'windowSeconds',
  'window_seconds',
  'periodSeconds',
  'period_seconds',
  'perSeconds',
  'per_seconds',
  'intervalSeconds',
  'interval_seconds',
  'seconds',
  'renewal-period',
  'renewalPeriod',
  'windowInSeconds',
  'periodInSeconds',
];
const milliKeys = ['windowMs', 'window_ms', 'periodMs', 'intervalMs', 'interval_ms'];
const concurrencies = [
  'concurrent',
  'concurrency',
  'maxConcurrent',
  'max_concurrent',
  'concurrentRequests',
  'concurrent_requests',
  'maxConcurrency',
];
const bursts = ['burst', 'burstLimit', 'burst_limit', 'burstSize', 'burst_size', 'burstCapacity'];
const maxDepth = 6;

/** Every limit in the value of an extension; a figure without a window is no limit that could be planned with. */
export function structured(value: Json, path: readonly string[] = []): Structured[] {
  if (path.length > maxDepth || typeof value !== 'object' || value === null) return [];
  if (isList(value)) {
    return value.slice(0, 200).flatMap((item, index) => structured(item, [...path, String(index)]));
  }
  if (!isObject(value)) return [];
  const whole = fromObject(value);
  if (whole !== undefined) return [{ ...whole, path }];
  const named = Object.entries(value)
    .slice(0, 200)
    .flatMap(
      ([key, inner]) => fromKey(key, inner, [...path, key]) ?? structured(inner, [...path, key]),
    );
  return [...named, ...concurrent(value, path)];
}

function fromObject(value: JsonObject): Omit<Structured, 'path'> | undefined {
  const count = numberAt(value, amounts);
  const seconds = secondsAt(value);
  const metric = own(value, 'metric');
  if (count === undefined) return undefined;
  if (seconds === undefined)
    return isAtOnce(metric)
      ? { ...common(value), count, seconds: null, unit: 'requests' }
      : undefined;
  return { ...common(value), count, seconds, unit: unitOfMetric(metric) };
}

function common(value: JsonObject): Pick<Structured, 'burst' | 'scope' | 'tier'> {
  return {
    burst: numberAt(value, bursts) ?? null,
    scope: textAt(value, ['scope', 'limit_by', 'limitBy', 'type', 'by'])?.toLowerCase(),
    tier: textAt(value, ['tier', 'plan']),
  };
}

function concurrent(value: JsonObject, path: readonly string[]): Structured[] {
  const count = numberAt(value, concurrencies);
  return count === undefined
    ? []
    : [{ ...common(value), path, count, seconds: null, unit: 'requests' }];
}

// `requestsPerMinute: 60`, `minute: 60`, `hourly: "500"`.
function fromKey(key: string, value: Json, path: readonly string[]): Structured[] | undefined {
  const count = countOf(value);
  const seconds = count === undefined ? undefined : secondsOfKey(tokensOf(key.slice(0, 60)));
  if (count === undefined || seconds === undefined || count <= 0) return undefined;
  return [
    {
      path,
      count,
      seconds,
      unit: /token/i.test(key) ? 'points' : 'requests',
      burst: null,
      scope: undefined,
      tier: undefined,
    },
  ];
}

function secondsOfKey(words: Tokens): number | undefined {
  for (const index of words.keys()) {
    const found = window(words, index);
    if (found !== undefined && found.next === words.length) return found.value.seconds;
  }
  const last = words.at(-1)?.text ?? '';
  return words.length === 1 && last.length > 2 ? periodSeconds(last) : undefined;
}

function secondsAt(value: JsonObject): number | undefined {
  for (const key of secondKeys) {
    const found = periodSeconds(own(value, key));
    if (found !== undefined) return found;
  }
  for (const key of milliKeys) {
    const found = periodSeconds(own(value, key), 0.001);
    if (found !== undefined) return found;
  }
  for (const key of periods) {
    const period = own(value, key);
    // A bare number could be anything: seconds, milliseconds, minutes.
    const found = typeof period === 'number' ? undefined : periodSeconds(period);
    if (found !== undefined) return found;
  }
  return undefined;
}

function numberAt(value: JsonObject, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const found = countOf(own(value, key));
    if (found !== undefined && found > 0) return found;
  }
  return undefined;
}

function countOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 20) return undefined;
  const tokens = tokensOf(value);
  const found = amount(tokens, 0);
  return found?.next === tokens.length && !found.value.isTimes ? found.value.count : undefined;
}

function textAt(value: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = own(value, key);
    if (typeof found === 'string' && found !== '' && found.length <= 60) return found;
  }
  return undefined;
}

function isAtOnce(metric: Json | undefined): boolean {
  return typeof metric === 'string' && /^(?:connection|concurrent)/i.test(metric);
}

function unitOfMetric(metric: Json | undefined): UnitKind {
  if (typeof metric !== 'string') return 'requests';
  if (/token|point|unit|cost/i.test(metric)) return 'points';
  return /^bytes?$/i.test(metric) ? 'bytes' : 'requests';
}
