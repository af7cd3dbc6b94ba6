/** A share between 0 and 1, of `40%` or `5/15`. */
// @ts-nocheck

export function parseShare(text: string): number | undefined {
  const [, percent] = /^(\d{1,3}(?:\.\d{1,15})?) ?%$/.exec(text) ?? [];
  // Not a division, because 99.9 / 100 is not the number nearest to 0.999.
  if (percent !== undefined) return upToOne(Number(`${percent}e-2`));
  const [, part, whole] = /^(\d{1,15}) ?\/ ?(\d{1,15})$/.exec(text) ?? [];
  return part === undefined || Number(whole) === 0
    ? undefined
    : upToOne(Number(part) / Number(whole));
}

/** `5x`: so many times the mean. */
export function parseFactor(text: string): number | undefined {
  const [, factor] = /^(\d{1,15}(?:\.\d{1,15})?) ?x$/.exec(text) ?? [];
  return factor === undefined ? undefined : Number(factor);
}

function upToOne(share: number): number | undefined {
  return share <= 1 ? share : undefined;
}
