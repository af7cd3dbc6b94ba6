import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

/** A program that Debian has and npm has not. */
export interface DebianProgram {
  readonly name: string;
  /** The package that holds it, and those that it needs besides what every system has. */
  readonly packages: readonly [string, ...string[]];
  /** Whether root unpacks it too: installing it brings much that is not wanted. */
  readonly isUnpacked?: true;
}

/** How a program is started here. */
export interface ProgramBinary {
  readonly path: string;
  /** Where its libraries are, if they are not the system's. */
  readonly libraryPath?: string;
}

/** What a person types where the tests cannot do it. */
export function installLine({ packages }: DebianProgram): string {
  return `apt-get install -y ${packages[0]}`;
}

/** The program on the PATH, or else from Debian's packages: installed by root, unpacked by anyone else. */
export function findProgram(program: DebianProgram): ProgramBinary | undefined {
  const get = (): ProgramBinary | undefined =>
    isRoot() && program.isUnpacked === undefined ? installed(program) : fetched(program);
  return onPath(program) ?? unpacked(program) ?? oneAtATime(program, get);
}

/** Test files run side by side, and only one may use the package manager: the others wait for what it did. */
function oneAtATime(
  program: DebianProgram,
  get: () => ProgramBinary | undefined,
): ProgramBinary | undefined {
  const cache = cacheOf(program);
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
    return onPath(program) ?? unpacked(program) ?? get();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

const isRoot = (): boolean => userInfo().uid === 0;

function onPath({ name }: DebianProgram): ProgramBinary | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  const folder = folders.find((each) => each !== '' && existsSync(join(each, name)));
  return folder === undefined ? undefined : { path: join(folder, name) };
}

function cacheOf({ packages: [first] }: DebianProgram): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(caches, 'integ-gen', first.replace(/-server$/, ''));
}

function unpacked(program: DebianProgram): ProgramBinary | undefined {
  const cache = cacheOf(program);
  const path = join(cache, 'usr/bin', program.name);
  if (!existsSync(path)) return undefined;
  const libraries = join(cache, 'usr/lib');
  const folders = existsSync(join(libraries, triplet)) ? [join(libraries, triplet)] : [];
  return { path, libraryPath: [...folders, libraries].join(delimiter) };
}

const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';

function installed(program: DebianProgram): ProgramBinary | undefined {
  const options = { DEBIAN_FRONTEND: 'noninteractive' };
  const [name] = program.packages;
  const isDone =
    run('apt-get', ['update', '-qq'], { env: options }) &&
    // Only the program is wanted: the package would start a server on the usual port.
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
      env: { ...options, RUNLEVEL: '1' },
    });
  return isDone ? onPath(program) : undefined;
}

function fetched(program: DebianProgram): ProgramBinary | undefined {
  const cwd = cacheOf(program);
  mkdirSync(cwd, { recursive: true });
  const download = (): boolean => run('apt-get', ['download', '-qq', ...program.packages], { cwd });
  // A fresh machine has no lists of packages, and only root may fetch them.
  const isHere = download() || (isRoot() && run('apt-get', ['update', '-qq'], {}) && download());
  if (!isHere) return undefined;
  return run('sh', ['-c', 'for each in *.deb; do dpkg -x "$each" . || exit 1; done'], { cwd })
    ? unpacked(program)
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
