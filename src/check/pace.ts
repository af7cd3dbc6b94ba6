import type { System, SystemLimit } from '../model/integration.ts';
import type { Place } from '../model/place.ts';

/** Whether nobody said yet how often a system may be called: how much one call may hold does not tell that. */
export function leavesPaceOpen({ limits }: System): boolean {
  if (limits === undefined) return true;
  return limits.value !== 'unknown' && limits.value.every(({ value }) => value.kind === 'batch');
}

/** Limits that somebody else documents, behind the sizes that the file names. */
export function besideSizes(
  { limits }: System,
  found: readonly SystemLimit[],
  at: Place,
): NonNullable<System['limits']> {
  const sizes = limits === undefined || limits.value === 'unknown' ? [] : limits.value;
  return { value: [...sizes, ...found], at: limits?.at ?? at, text: limits?.text ?? '' };
}
