// The tools that integ-gen is compared with: installed on demand into a temporary folder, never dependencies of ours.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One generation: a description in, a folder out; both are absolute paths. */
export interface PeerJob {
  readonly spec: string;
  readonly out: string;
}

/** A TypeScript client generator for OpenAPI, and how its documentation says that it is run. */
export interface Peer {
  readonly id: PeerId;
  /** The name with the version, as a table shows it. */
  readonly title: string;
  /** Exact versions by package. */
  readonly packages: Readonly<Record<string, string>>;
  /** The script of its command, from the folder of its installation. */
  readonly script: string;
  /** What stands after the script; `config` is where its configuration was written. */
  readonly parameters: (job: PeerJob, config: string) => readonly string[];
  /** The text of its configuration file, where it is configured by one. */
  readonly config?: (job: PeerJob) => string;
}

export type PeerId =
  'openapi-typescript' | 'hey-api' | 'orval' | 'kubb' | 'oazapfts' | 'swagger-typescript-api';

/** A command line: the program is the Node that runs this. */
export interface PeerCommand {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly cwd: string;
}

// The newest versions that run on Node 24, as of November 2026. Kubb 5 has no plugin that makes a client yet.
export const peers: readonly Peer[] = [
  {
    id: 'openapi-typescript',
    title: 'openapi-typescript 7.13.0 + openapi-fetch 0.17.0',
    packages: { 'openapi-typescript': '7.13.0', 'openapi-fetch': '0.17.0', typescript: '5.9.3' },
    script: 'node_modules/openapi-typescript/bin/cli.js',
    parameters: ({ spec, out }) => [spec, '-o', join(out, 'schema.d.ts')],
  },
  {
    id: 'hey-api',
    title: '@hey-api/openapi-ts 0.99.0',
    packages: { '@hey-api/openapi-ts': '0.99.0', typescript: '5.9.3' },
    script: 'node_modules/@hey-api/openapi-ts/bin/run.js',
    parameters: ({ spec, out }) => [
      ...['-i', spec, '-o', out, '-c', '@hey-api/client-fetch'],
      ...['--silent', '--no-log-file'],
    ],
  },
  {
    id: 'orval',
    title: 'orval 8.38.0',
    packages: { orval: '8.38.0', typescript: '5.9.3' },
    script: 'node_modules/orval/dist/bin/orval.mjs',
    parameters: (_, config) => ['--config', config],
    config: ({ spec, out }) => `export default { api: {
      input: ${JSON.stringify(spec)},
      output: {
        target: ${JSON.stringify(join(out, 'api.ts'))}, client: 'fetch', mode: 'single',
        baseUrl: { getBaseUrlFromSpecification: true },
      },
    } };\n`,
  },
  {
    id: 'kubb',
    title: 'kubb 4.39.3',
    packages: {
      '@kubb/cli': '4.39.3',
      '@kubb/core': '4.39.3',
      '@kubb/plugin-oas': '4.39.3',
      '@kubb/plugin-ts': '4.39.3',
      '@kubb/plugin-client': '4.39.3',
      '@kubb/react-fabric': '0.16.1',
      '@kubb/fabric-core': '0.16.1',
      typescript: '5.9.3',
    },
    script: 'node_modules/@kubb/cli/bin/kubb.cjs',
    parameters: (_, config) => ['generate', '--config', config, '--logLevel', 'silent'],
    config: ({ spec, out }) => `import { defineConfig } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';
export default defineConfig({
  input: { path: ${JSON.stringify(spec)} },
  output: { path: ${JSON.stringify(out)}, clean: true, format: false, lint: false },
  plugins: [pluginOas({ validate: false }), pluginTs(), pluginClient({ client: 'fetch' })],
});\n`,
  },
  {
    id: 'oazapfts',
    title: 'oazapfts 7.5.0',
    packages: { oazapfts: '7.5.0', '@oazapfts/runtime': '1.2.0', typescript: '5.9.3' },
    script: 'node_modules/oazapfts/dist/cli.js',
    parameters: ({ spec, out }) => [spec, join(out, 'api.ts')],
  },
  {
    id: 'swagger-typescript-api',
    title: 'swagger-typescript-api 13.13.0',
    packages: { 'swagger-typescript-api': '13.13.0', typescript: '5.9.3' },
    script: 'node_modules/swagger-typescript-api/dist/cli.mjs',
    parameters: ({ spec, out }) => ['generate', '-p', spec, '-o', out, '-n', 'Api.ts', '--silent'],
  },
];

/** An installed peer. */
export interface InstalledPeer extends Peer {
  readonly folder: string;
}

/** Installs a peer from npm into a folder that later runs use again; throws with a sentence where it cannot. */
export function installPeer(peer: Peer): InstalledPeer {
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies: peer.packages });
  const sum = createHash('sha256').update(manifest).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), 'integ-gen-peers', `${peer.id}-${sum}`);
  if (!existsSync(folder)) {
    // Another run must never see half an installation.
    const fresh = `${folder}.${process.pid}`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    writeFileSync(join(fresh, 'package.json'), manifest);
    npmInstall(peer, fresh);
    if (existsSync(folder)) rmSync(fresh, { recursive: true });
    else renameSync(fresh, folder);
  }
  return { ...peer, folder };
}

function npmInstall({ title }: Peer, cwd: string): void {
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  try {
    execFileSync('npm', ['install', ...flags], { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    rmSync(cwd, { recursive: true, force: true });
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${title} could not be installed: is the npm registry within reach? npm said:\n${said}`,
      { cause: error },
    );
  }
}

/** The command line of a generation, once the output folder is there and the configuration is written. */
export function peerCommand(peer: InstalledPeer, job: PeerJob): PeerCommand {
  mkdirSync(job.out, { recursive: true });
  // It imports packages of the peer, so it stands beside them.
  const sum = createHash('sha256').update(`${job.spec}\n${job.out}`).digest('hex').slice(0, 12);
  const config = join(peer.folder, `run-${sum}.config.mjs`);
  if (peer.config !== undefined) writeFileSync(config, peer.config(job));
  const parameters = [join(peer.folder, peer.script), ...peer.parameters(job, config)];
  return { program: process.execPath, parameters, cwd: peer.folder };
}

/** Generates into an empty folder; throws with what the tool printed where it fails. */
export function generate(peer: InstalledPeer, job: PeerJob): void {
  rmSync(job.out, { recursive: true, force: true });
  const { program, parameters, cwd } = peerCommand(peer, job);
  execFileSync(program, parameters, { cwd, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 28 });
  if (readdirSync(job.out).length === 0)
    throw new Error(`${peer.title} wrote nothing into ${job.out}.`);
}
