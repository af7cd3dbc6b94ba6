import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildClient, type Built } from './built-client.ts';
import type { Probe, ProbeCall } from './probe.ts';
import { probeApi, probeNames, probeSecrets, stripeFile } from './probe-descriptions.ts';
import { probes } from './probes.ts';
import { startRecorder, type Answer } from './recorder.ts';
import { runProbe } from './run-probe.ts';

/** What the client asks its secrets by: the name of the system and of the scheme. */
const secrets = (name: string): string =>
  Object.entries(probeSecrets).find(([scheme]) => name === `API_${scheme.toUpperCase()}`)?.[1] ??
  '';

/** Method names that are not the operation's own with a small letter in front. */
const methods: Readonly<Record<string, string>> = { 'get-thing': 'getThing2' };

const builds: Partial<Record<Probe['description'] | 'impatient', Built>> = {};
const quick = { system: ['latency: { p50: 20ms, p99: 50ms }'] };

beforeAll(async () => {
  builds.api = await buildClient(probeApi, { operation: 'readThing' });
  builds.impatient = await buildClient(probeApi, { operation: 'readThing', ...quick });
  builds.names = await buildClient(probeNames, { operation: 'getThing' });
  builds.stripe = await buildClient(undefined, {
    operation: 'PostCustomers',
    specFile: stripeFile,
    system: ['auth: { type: bearer, secret: API_BEARER }'],
  });
}, 240_000);

afterAll(() => {
  for (const built of Object.values(builds)) built.remove();
});

async function call(
  build: keyof typeof builds,
  { operationId, path, query, body }: ProbeCall,
  baseUrl: string,
): Promise<unknown> {
  const own = `${operationId.charAt(0).toLowerCase()}${operationId.slice(1)}`;
  const method = builds[build]?.client(baseUrl, { secrets })[methods[operationId] ?? own];
  if (method === undefined) throw new Error(`There is no ${own}.`);
  return await method(
    Object.fromEntries(
      Object.entries({ path, query, body }).filter(([, value]) => value !== undefined),
    ),
  );
}

describe('the client does on the wire what is asked of any', () => {
  it.each(probes)(
    '$title',
    async (probe) => {
      const build = probe.id === 'silence' ? 'impatient' : probe.description;
      const verdict = await runProbe(probe, {
        call: (made, baseUrl) => call(build, made, baseUrl),
        patienceMs: 20_000,
      });
      expect(verdict).toMatchObject({ right: true });
    },
    40_000,
  );
});

describe('what the client tells of a failure', () => {
  const rejection = async (
    build: 'api' | 'impatient',
    [operationId, answer]: readonly [string, Answer],
  ): Promise<unknown> => {
    const recorder = await startRecorder(answer);
    const made = probes
      .flatMap(({ calls }) => calls)
      .find((one) => one.operationId === operationId);
    try {
      if (made === undefined) throw new Error(operationId);
      return await call(build, made, recorder.baseUrl).catch((error: unknown) => error);
    } finally {
      await recorder.close();
    }
  };

  it('an answer that the description declares is a problem with its data', async () => {
    const error = await rejection('api', [
      'readThing',
      (_, response) => {
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"gone"}');
      },
    ]);
    expect(error).toMatchObject({
      name: 'CallError',
      kind: 'problem',
      status: 404,
      data: { code: 'gone' },
      retryable: false,
      requestSent: true,
      attempts: 1,
    });
    const { errors } = await generated();
    expect(errors.isProblem(error, 'readThing', 404)).toBe(true);
    expect(errors.isProblem(error, 'createThing', 404)).toBe(false);
  });

  it('a page of HTML from a gateway is a problem whose data is the text', async () => {
    const error = await rejection('api', [
      'createThing',
      (_, response) => {
        response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
      },
    ]);
    expect(error).toMatchObject({ kind: 'problem', status: 502, data: '<h1>Bad Gateway</h1>' });
  });

  it('silence is a timeout of each attempt, and a read is tried again', async () => {
    const error = await rejection('impatient', ['readThing', () => undefined]);
    expect(error).toMatchObject({ kind: 'timeout', status: undefined });
    // How often is a decision of the plan.
    expect(error).toHaveProperty(
      'attempts',
      expect.toSatisfy((sent: number) => sent > 1),
    );
  });

  it('a secret is in the header and nowhere else', async () => {
    const recorder = await startRecorder();
    await call(
      'api',
      { operationId: 'readMine', method: 'get', template: '/mine' },
      recorder.baseUrl,
    );
    await recorder.close();
    const [arrival] = recorder.arrivals;
    expect(JSON.stringify(arrival).split(probeSecrets.bearer)).toHaveLength(2);
  });
});

describe('names that are the same in camel case', () => {
  it('keep their own types', () => {
    const types = readFileSync(join(builds.names?.out ?? '', 'clients/api/types.ts'), 'utf8');
    expect(types).toMatch(/interface PetItem2 \{[^}]*onlyOfSnake\?: string/);
    expect(types).toMatch(/interface PetItem \{[^}]*onlyOfPascal\?: number/);
    const client = readFileSync(join(builds.names?.out ?? '', 'clients/api/client.ts'), 'utf8');
    expect(client).toContain('type GetThing2Result = CallResult<200, types.PetItem2>');
    expect(client).toContain('type GetThingResult = CallResult<200, types.PetItem>');
  });
});

async function generated(): Promise<{ readonly errors: GeneratedErrors }> {
  const file = pathToFileURL(join(builds.api?.out ?? '', 'clients/api/errors.ts')).href;
  // The shape of a generated module, known only at run time.
  return { errors: (await import(file)) as GeneratedErrors };
}

interface GeneratedErrors {
  readonly isProblem: (error: unknown, operation: string, status: number) => boolean;
}
