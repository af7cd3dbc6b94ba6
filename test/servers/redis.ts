import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedis, redisInstallLine } from './redis-binary.ts';
import { freePort, until, type TestServer } from './server.ts';

/** Why there can be no Redis here; absent where there can. */
export function whyNoRedis(): Promise<string | undefined> {
  const why = `no redis-server was found; install it: ${redisInstallLine}`;
  return Promise.resolve(findRedis() === undefined ? why : undefined);
}

/** A Redis of its own on a free port of the loopback address; `settings` as in redis.conf. */
export async function startRedis(
  settings: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const binary = findRedis();
  if (binary === undefined) throw new Error(`No Redis here. Install it: ${redisInstallLine}`);
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'integ-gen-redis-'));
  const all = {
    port: String(port),
    bind: '127.0.0.1',
    dir: directory,
    save: '',
    appendonly: 'no',
    daemonize: 'no',
    ...settings,
  };
  const parameters = Object.entries(all).flatMap(([key, value]) => [`--${key}`, value]);
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    await new Promise((resolve) => {
      ending.once('exit', resolve);
      ending.kill(signal);
    });
  };
  const start = async (): Promise<void> => {
    const env =
      binary.libraryPath === undefined
        ? process.env
        : { ...process.env, LD_LIBRARY_PATH: binary.libraryPath };
    child = spawn(binary.path, parameters, { stdio: 'ignore', env });
    await until('The start of Redis', () => answersPing(port));
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${String(port)}`,
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
