// @ts-nocheck
import type { Rate } from '../../model/quantity.ts';

const secondsPer: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  m: 60,
  h: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  week: 7 * 86_400,
};

/** `30000/day 300/h 500/min 6/s`, as written and not divided. */
export function parseRate(text: string): Rate | undefined {
  const [, count, unit] = /^(\d{1,15}(?:\.\d{1,15})?) ?\/ ?([a-z]{1,5})$/.exec(text) ?? [];
  const perSeconds = secondsOf(unit);
  if (count === undefined || perSeconds === undefined) return undefined;
  return { count: Number(count), perSeconds };
}

/** `10%/h`: a share of the volume, and the seconds in which it comes. */
export function parseShareRate(text: string): { share: number; perSeconds: number } | undefined {
  const [, percent, unit] = /^(\d{1,3}(?:\.\d{1,15})?)% ?\/ ?([a-z]{1,5})$/.exec(text) ?? [];
  const perSeconds = secondsOf(unit);
  if (percent === undefined || perSeconds === undefined || Number(percent) > 100) return undefined;
  return { share: Number(`${percent}e-2`), perSeconds };
}

function secondsOf(unit: string | undefined): number | undefined {
  return unit !== undefined && Object.hasOwn(secondsPer, unit) ? secondsPer[unit] : undefined;
}
