import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Packages for which the runtime has an adapter, sorted. */
const adapted = ['@opentelemetry/api', 'openid-client', 'undici'];

/** Where a package.json says what is there at run time; what only development needs is not. */
const keys = ['dependencies', 'optionalDependencies', 'peerDependencies'];

/** Which packages with an adapter the output folder's nearest package.json needs, within its repository. */
export function outputPackages(
  folder: string,
  known: KnownPackages = new Map(),
): readonly string[] {
  const found = known.get(folder) ?? packagesIn(folder);
  const isLast = existsSync(join(folder, '.git')) || folder === dirname(folder);
  const packages = found ?? (isLast ? [] : outputPackages(dirname(folder), known));
  known.set(folder, packages);
  return packages;
}

/** What was found for folders that are looked at more than once in a run. */
export type KnownPackages = Map<string, readonly string[]>;

/** The same of one folder; undefined where it has no package.json. */
function packagesIn(folder: string): readonly string[] | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, 'package.json'), 'utf8');
  } catch {
    return undefined;
  }
  try {
    const parsed = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const needed = keys.map((key) => parsed?.[key]);
    return adapted.filter((name) =>
      needed.some((list) => typeof list === 'object' && list !== null && Object.hasOwn(list, name)),
    );
  } catch {
    // Whoever needs it whole says what is wrong with it.
    return [];
  }
}
