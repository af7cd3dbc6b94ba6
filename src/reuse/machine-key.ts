import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A secret of this user on this machine, made at the first build; undefined where there is no place for one. It seals
 * records, so that one which came with a repository is not believed.
 */
export function machineKey(): string | undefined {
  const place = join(cacheFolder(), 'integ-gen', 'key');
  return readKey(place) ?? makeKey(place);
}

/** Where programs of this user keep what can be made again. */
export function cacheFolder(): string {
  // An empty variable counts as none: XDG Base Directory Specification.
  const named = process.env['XDG_CACHE_HOME'] ?? process.env['LOCALAPPDATA'] ?? '';
  return named === '' ? join(homedir(), '.cache') : named;
}

function readKey(place: string): string | undefined {
  try {
    const key = readFileSync(place, 'utf8');
    return /^[0-9a-f]{64}$/.test(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

function makeKey(place: string): string | undefined {
  try {
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(place, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch {
    // Another build made one meanwhile, or nothing can be written there.
  }
  return readKey(place);
}
