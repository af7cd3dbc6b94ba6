/** Text of a description as one plain line: without control and invisible characters, and cut at `most` characters. */
// @ts-nocheck

export function plainLine(text: string, most = 100): string {
  // Whatever stands behind is cut anyway, so no time is spent on it.
  const start = text.slice(0, most * 20);
  const line = start.replaceAll(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const characters = Array.from(line);
  if (characters.length <= most) return line;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}
