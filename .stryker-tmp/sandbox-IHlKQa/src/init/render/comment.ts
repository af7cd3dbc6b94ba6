// @ts-nocheck
import { plainLine } from '../infer/plain-line.ts';

/** Lines of a comment for the `yaml` library, which puts the `#`: no text can leave its line. */
export function comment(...lines: readonly string[]): string {
  return lines.map((line) => ` ${plainLine(line, 200)}`).join('\n');
}
