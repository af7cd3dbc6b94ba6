// @ts-nocheck
const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 7 * 86_400,
  y: 365 * 86_400,
};

/** Seconds of `250ms 30s 5m 24h 3d 2w 7y`; a day has 24 h, a year 365 days. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,15}(?:\.\d{1,15})?) ?(ms|[smhdwy])$/.exec(text) ?? [];
  const factor = seconds[unit ?? ''];
  if (count === undefined || factor === undefined) return undefined;
  // Not a product, because many counts times 0.001 are not the number nearest to the result.
  return unit === 'ms' ? Number(`${count}e-3`) : Number(count) * factor;
}
