// @ts-nocheck
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

let known: string | undefined;

/** A hash of the generator's own files: what another build or an edit of it wrote is not taken for its own. */
export function generatorHash(): string {
  known ??= hashOfFiles(packageRoot());
  return known;
}

// The package holds `dist` alone; a checkout runs its sources, whatever an earlier build left beside them.
function hashOfFiles(root: URL): string {
  const isCheckout = existsSync(new URL('src/main.ts', root)) && import.meta.url.endsWith('.ts');
  const folders = isCheckout ? ['src/', 'generators/', 'schemas/'] : ['dist/'];
  const hash = createHash('sha256').update(readFileSync(new URL('package.json', root)));
  for (const folder of folders) {
    const place = new URL(folder, root);
    const files = readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
      .sort();
    const length = fileURLToPath(place).length;
    for (const file of files) hash.update(`${file.slice(length - 1)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function packageRoot(): URL {
  let place = new URL('../', import.meta.url);
  while (!existsSync(new URL('package.json', place))) {
    const parent = new URL('../', place);
    if (parent.href === place.href) throw new Error('The package.json of integ-gen is missing.');
    place = parent;
  }
  return place;
}
