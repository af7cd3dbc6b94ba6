import type { ConcurrencyLimit, PointLimit, RequestLimit } from '../model/limit.ts';

export const second = 1;
export const minute = 60;
export const hour = 3600;
export const day = 86_400;

/** So many requests in a window. */
export function requests(
  count: number,
  perSeconds: number,
  rest: Partial<RequestLimit> = {},
): RequestLimit {
  return { kind: 'requests', requests: count, perSeconds, ...rest };
}

/** So many cost points in a window; a call costs one where nobody says more. */
export function points(
  count: number,
  perSeconds: number,
  rest: Partial<PointLimit> = {},
): PointLimit {
  return {
    kind: 'points',
    points: count,
    perSeconds,
    cost: { default: 1, byOperation: {} },
    ...rest,
  };
}

/** So many calls at a time. */
export function concurrent(count: number, rest: Partial<ConcurrencyLimit> = {}): ConcurrencyLimit {
  return { kind: 'concurrent', concurrent: count, ...rest };
}
