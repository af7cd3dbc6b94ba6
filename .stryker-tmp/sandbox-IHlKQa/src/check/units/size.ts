// @ts-nocheck
const bytes: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** Bytes of `400B 1.2kB 8MB 6GB`; a kB has 1000 bytes. */
export function parseSize(text: string): number | undefined {
  const [, count, prefix] = /^(\d{1,15}(?:\.\d{1,15})?) ?([kKMGT]?)B$/.exec(text) ?? [];
  const factor = bytes[prefix ?? 'none'];
  return count === undefined || factor === undefined
    ? undefined
    : Math.round(Number(count) * factor);
}

/** Bytes per second of `100Mbit/s` or `12MB/s`. */
export function parseLineSpeed(text: string): number | undefined {
  const [, count, prefix, unit] =
    /^(\d{1,15}(?:\.\d{1,15})?) ?([kKMGT]?)(bit|B)\/s$/.exec(text) ?? [];
  const factor = bytes[prefix ?? 'none'];
  if (count === undefined || factor === undefined) return undefined;
  return (Number(count) * factor) / (unit === 'bit' ? 8 : 1);
}
