// @ts-nocheck
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** How integration.yaml names a description: `./specs/ledger.yaml`; an address stays as it is. */
export function specReference(cwd: string, path: string): string {
  if (/^https?:/i.test(path)) return path;
  const way = relative(cwd, resolve(cwd, path));
  // On Windows another drive has no relative path.
  if (isAbsolute(way)) return way;
  const slashed = way.split(sep).join('/');
  return slashed.startsWith('../') ? slashed : `./${slashed}`;
}
