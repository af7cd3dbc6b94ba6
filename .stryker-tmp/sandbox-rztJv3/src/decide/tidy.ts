/** A computed figure without the noise of binary fractions: twelve significant digits. */
// @ts-nocheck

export function tidy(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}

/** The largest whole number that is not above a computed figure. */
export function whole(value: number): number {
  return Math.floor(tidy(value));
}

/** The smallest whole number that is not below a computed figure. */
export function atLeast(value: number): number {
  return Math.ceil(tidy(value));
}

/** A figure held between two bounds. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
