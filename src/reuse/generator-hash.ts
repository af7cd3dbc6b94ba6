import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
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
  const hash = createHash('sha256').update(readFileSync(new URL('package.json', root)));
  if (isCheckout)
    for (const folder of ['src/', 'generators/', 'schemas/']) byText(hash, root, folder);
  else byFingerprint(hash, new URL('dist/', root));
  return hash.digest('hex');
}

// The build has read all of `dist` once; sizes and times tell whether somebody has edited it since.
function byFingerprint(hash: Hash, dist: URL): void {
  hash.update(readFileSync(new URL('fingerprint.txt', dist)));
  for (const file of filesIn(dist)) {
    const { size, mtimeMs, ctimeMs } = statSync(file);
    hash.update(`${file}\0${size} ${mtimeMs} ${ctimeMs}\0`);
  }
}

function byText(hash: Hash, root: URL, folder: string): void {
  const place = new URL(folder, root);
  const length = fileURLToPath(place).length;
  for (const file of filesIn(place))
    hash.update(`${file.slice(length - 1)}\0`).update(readFileSync(file));
}

function filesIn(folder: URL): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .sort();
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
