import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

/** How a Redis server is started here. */
export interface RedisBinary {
  readonly path: string;
  /** Where its libraries are, if they are not the system's. */
  readonly libraryPath?: string;
}

/** What a person types where the tests cannot do it. */
export const redisInstallLine = 'apt-get install -y redis-server';

const packages = [
  'redis-server',
  'redis-tools',
  'liblzf1',
  'libjemalloc2',
  'liblua5.1-0',
  'lua-cjson',
  'lua-bitop',
];

/** The server on the PATH, or else from Debian's packages: installed by root, unpacked by anyone else. */
export function findRedis(): RedisBinary | undefined {
  return onPath() ?? unpacked() ?? oneAtATime(() => (isRoot() ? installed() : fetched()));
}

/** Test files run side by side, and only one may use the package manager: the others wait for what it did. */
function oneAtATime(get: () => RedisBinary | undefined): RedisBinary | undefined {
  mkdirSync(cache, { recursive: true });
  const lock = `${cache}.lock`;
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      // A lock that is left over from a run that was killed is used after two minutes.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    return onPath() ?? unpacked() ?? get();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

const isRoot = (): boolean => userInfo().uid === 0;

function onPath(): RedisBinary | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  const folder = folders.find((each) => each !== '' && existsSync(join(each, 'redis-server')));
  return folder === undefined ? undefined : { path: join(folder, 'redis-server') };
}

const cache = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'integ-gen',
  'redis',
);

function unpacked(): RedisBinary | undefined {
  const path = join(cache, 'usr/bin/redis-server');
  if (!existsSync(path)) return undefined;
  const libraries = join(cache, 'usr/lib');
  const folders = existsSync(join(libraries, triplet)) ? [join(libraries, triplet)] : [];
  return { path, libraryPath: [...folders, libraries].join(delimiter) };
}

const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';

function installed(): RedisBinary | undefined {
  const options = { DEBIAN_FRONTEND: 'noninteractive' };
  const isDone =
    run('apt-get', ['update', '-qq'], { env: options }) &&
    // Only the program is wanted: the package would start a server on the usual port.
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
      env: { ...options, RUNLEVEL: '1' },
    });
  return isDone ? onPath() : undefined;
}

function fetched(): RedisBinary | undefined {
  mkdirSync(cache, { recursive: true });
  if (!run('apt-get', ['download', '-qq', ...packages], { cwd: cache })) return undefined;
  return run('sh', ['-c', 'for each in *.deb; do dpkg -x "$each" . || exit 1; done'], {
    cwd: cache,
  })
    ? unpacked()
    : undefined;
}

function run(
  command: string,
  parameters: readonly string[],
  { cwd, env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
): boolean {
  try {
    execFileSync(command, parameters, {
      stdio: 'ignore',
      timeout: 100_000,
      env: { ...process.env, ...env },
      ...(cwd === undefined ? {} : { cwd }),
    });
    return true;
  } catch {
    return false;
  }
}
