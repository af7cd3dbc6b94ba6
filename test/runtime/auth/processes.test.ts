import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../../generators/runtime/files/node-host.ts';
import { fileTokens } from '../../../generators/runtime/files/token-file.ts';
import { tokenKey } from '../../../generators/runtime/files/token-store.ts';
import {
  clientSecret,
  redirectUri,
  startAuthorizationServer,
  type AuthorizationServer,
  type ServerOptions,
} from './authorization-server.ts';
import { personSource, type Outcome, type Task } from './person-source.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

/** A server at which a person has consented, and the folder where their tokens are, of which the access token has ended. */
async function consented(
  options: ServerOptions = {},
): Promise<{ readonly server: AuthorizationServer; readonly task: Task }> {
  const server = await startAuthorizationServer(options);
  const folder = mkdtempSync(join(tmpdir(), 'integ-gen-processes-'));
  cleanups.push(
    () => server.close(),
    () => {
      rmSync(folder, { recursive: true });
    },
  );
  const task = { url: server.url, folder, secret: clientSecret, callers: 1 };
  const { consent } = personSource(task);
  const { url, pending } = await consent.begin({ redirectUri });
  await consent.complete(await server.agree(url), pending);
  const store = fileTokens(folder, nodeHost());
  const key = tokenKey('ledger', undefined);
  const record = JSON.parse((await store.load(key)) ?? '') as object;
  await store.save(key, JSON.stringify({ ...record, lifetimeMs: 0 }));
  server.calls.splice(0);
  return { server, task };
}

function worker(): Promise<ChildProcess> {
  const child = fork(new URL('token-worker.ts', import.meta.url), { silent: true });
  cleanups.push(() => child.kill('SIGKILL'));
  return new Promise((resolve) => {
    child.once('message', () => {
      resolve(child);
    });
  });
}

/** What a process answers; undefined if it dies. */
function answer(child: ChildProcess, task: Task): Promise<Outcome | undefined> {
  return new Promise((resolve) => {
    child.once('message', (found) => {
      resolve(found as Outcome);
    });
    child.once('exit', () => {
      resolve(undefined);
    });
    child.send(task);
  });
}

const told = ({ calls }: AuthorizationServer): readonly (string | number)[] =>
  calls.map(({ error, status }) => error ?? status);

describe('100 callers in 2 processes', () => {
  it('send one token request together, and all go on with the same new token', async () => {
    const { server, task } = await consented();
    const children = await Promise.all([worker(), worker()]);
    const answers = await Promise.all(
      children.map((child) => answer(child, { ...task, callers: 50 })),
    );
    expect(told(server)).toEqual([200]);
    expect(new Set(answers.flatMap((found) => found?.tokens ?? [])).size).toBe(1);
    expect(answers.flatMap((found) => found?.faults ?? ['died'])).toEqual([]);
  });
});

describe('a process that is killed', () => {
  it('after the new tokens were stored loses nothing: the next one uses them without a request', async () => {
    const { server, task } = await consented();
    expect(await answer(await worker(), { ...task, dies: 'after' })).toBeUndefined();
    const { tokens } = await personSource(task).run(100);
    expect([tokens.length, told(server)]).toEqual([1, [200]]);
  });

  it('before they were stored leaves the lock free and the old refresh token, which a lenient server still takes', async () => {
    const { server, task } = await consented({ rotates: false });
    expect(await answer(await worker(), { ...task, dies: 'before' })).toBeUndefined();
    const { tokens } = await personSource(task).run(100);
    expect([tokens.length, told(server)]).toEqual([1, [200, 200]]);
  });

  it('before they were stored costs the consent where a second use revokes all, and the error says so', async () => {
    const { server, task } = await consented();
    expect(await answer(await worker(), { ...task, dies: 'before' })).toBeUndefined();
    const outcome = await personSource(task).run(100);
    expect(outcome).toEqual({ tokens: [], faults: ['reauthorize'] });
    expect(told(server)).toEqual([200, 'invalid_grant']);
  });
});
