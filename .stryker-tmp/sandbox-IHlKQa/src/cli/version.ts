// @ts-nocheck
import { existsSync, readFileSync } from 'node:fs';

/** The version of this package, from the nearest package.json above this file. */
export function packageVersion(): string {
  let place = new URL('../', import.meta.url);
  for (let depth = 0; depth < 4; depth += 1) {
    const file = new URL('package.json', place);
    if (existsSync(file)) return versionIn(readFileSync(file, 'utf8'));
    place = new URL('../', place);
  }
  throw new Error('The package.json of integ-gen is missing.');
}

function versionIn(text: string): string {
  const parsed: unknown = JSON.parse(text);
  if (
    typeof parsed === 'object' &&
    parsed !== null &&
    'version' in parsed &&
    typeof parsed.version === 'string'
  ) {
    return parsed.version;
  }
  throw new Error('The package.json of integ-gen names no version.');
}
