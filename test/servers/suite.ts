import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { notRunFolder } from './not-run.ts';
import { startPostgres, whyNoPostgres } from './postgres.ts';
import { startRedis, whyNoRedis } from './redis.ts';
import type { TestServer } from './server.ts';

const kinds = {
  redis: { start: startRedis, whyNot: whyNoRedis },
  postgres: { start: startPostgres, whyNot: whyNoPostgres },
} as const;

/** The kinds of real servers that tests can have. */
export type ServerKind = keyof typeof kinds;

/**
 * A suite on a real server that is started for it and ended after it. Where the server cannot be had,
 * CI fails; elsewhere the suite is named in the last lines of the run, with the reason.
 */
export function describeOn(
  kind: ServerKind,
  name: string,
  body: (server: () => TestServer) => void,
): void {
  const { start, whyNot } = kinds[kind];
  describe(name, async () => {
    const why = await whyNot();
    if (why !== undefined) tellNotRun(name, why);
    let server: TestServer | undefined;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server?.stop());
    describe.skipIf(why !== undefined)(`on ${kind}`, () => {
      body(() => {
        if (server === undefined) throw new Error('A test asks for its server before it runs.');
        return server;
      });
    });
  });
}

/** Names what cannot run here in the last lines of the run; in CI that is a failure. */
export function tellNotRun(name: string, why: string): void {
  const line = `not run: ${name}, because ${why}`;
  if (process.env['CI'] === 'true') throw new Error(line);
  mkdirSync(notRunFolder, { recursive: true });
  writeFileSync(join(notRunFolder, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.txt`), `${line}\n`);
}
