import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const root = new URL('../..', import.meta.url).pathname;

/** The package as npm would publish it; sizes in bytes. */
export interface PackedPackage {
  readonly tarball: string;
  readonly integrity: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** What a command ended with, and all that it printed. */
export interface Ended {
  readonly exit: number | null;
  readonly printed: string;
}

/** Runs a command in a folder as a user's shell would: nothing of an npm that may be running these tests reaches in. */
export function run(folder: string, command: string, ...parameters: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
  return { exit: status, printed: `${stdout}${stderr}` };
}

const settings = new Set(['npm_config_cache', 'npm_config_userconfig']);
const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.toLowerCase().startsWith('npm_') || settings.has(name.toLowerCase()),
    ),
  ),
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
};

/** Builds and packs the checkout by `npm pack` into a folder. */
export function packPackage(folder: string): PackedPackage {
  const { exit, printed } = run(root, 'npm', 'pack', '--json', '--pack-destination', folder);
  const start = printed.search(/^\[/m);
  if (exit !== 0 || start === -1) throw new Error(`npm pack failed:\n${printed}`);
  const end = printed.indexOf('\n]', start);
  // The shape that npm documents for `npm pack --json`.
  const [packed] = JSON.parse(printed.slice(start, end + 2)) as readonly (Omit<
    PackedPackage,
    'tarball'
  > & { readonly filename: string })[];
  if (packed === undefined) throw new Error(`npm pack packed nothing:\n${printed}`);
  return { ...packed, tarball: join(folder, packed.filename) };
}

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/**
 * Makes a project that has nothing but the packed package, and installs it from npm's cache. `npm ci` leaves tarballs in
 * that cache but not the registry's lists of versions, so the versions come from the lock file of the checkout.
 * Returns false where a tarball is not in the cache.
 */
export function installPacked(packed: PackedPackage, folder: string): boolean {
  mkdirSync(folder);
  const manifest = readJson('package.json') as Record<string, unknown>;
  const dependencies = {
    'integ-gen': `file:${packed.tarball}`,
    // The output compiles against the types of Node, as README says.
    '@types/node': (manifest['devDependencies'] as Record<string, string>)['@types/node'],
  };
  const project = { name: 'team', version: '1.0.0', private: true, type: 'module', dependencies };
  const lock = {
    name: project.name,
    version: project.version,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': project,
      'node_modules/integ-gen': {
        version: manifest['version'],
        resolved: dependencies['integ-gen'],
        integrity: packed.integrity,
        dependencies: manifest['dependencies'],
        bin: manifest['bin'],
      },
      ...lockedDependencies(),
    },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project, null, 2));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock, null, 2));
  const flags = ['--offline', '--no-audit', '--no-fund'];
  const { exit, printed } = run(folder, 'npm', 'install', ...flags);
  if (exit === 0) return true;
  if (printed.includes('ENOTCACHED')) return false;
  throw new Error(`npm install failed:\n${printed}`);
}

/** The entries of the lock file that are there without development, and the types of Node. */
function lockedDependencies(): Record<string, LockedPackage> {
  const { packages } = readJson('package-lock.json') as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const types = new Set(['node_modules/@types/node', 'node_modules/undici-types']);
  return Object.fromEntries(
    Object.entries(packages).filter(
      ([path, { dev, devOptional }]) =>
        types.has(path) || (path !== '' && dev !== true && devOptional !== true),
    ),
  );
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
