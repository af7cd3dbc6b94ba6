import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The API descriptions below a folder, sorted; files of a description in several files are no description of their own. */
export function findSpecs(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:json|ya?ml)$/i.test(path) && !path.includes('node_modules'))
    .filter((path) => statSync(join(folder, path)).isFile() && isDescription(join(folder, path)))
    .sort();
}

function isDescription(file: string): boolean {
  return /(?:^|[{,])\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?\d/im.test(
    readFileSync(file, 'utf8'),
  );
}
