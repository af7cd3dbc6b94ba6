import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { build } from '../../src/main.ts';
import { compile, makeFolder } from '../output-folder.ts';
import { serve } from '../runtime/loopback.ts';
import { describedWith, type Answered } from './stream-description.ts';

interface GeneratedIndex {
  readonly createIntegration: (options: unknown) => {
    readonly clients: {
      readonly api: Readonly<Record<string, (input: object) => Promise<Answered>>>;
    };
  };
}

const integration = `integration: streams
systems:
  shop: { description: our shop, owned: true }
  api: { description: what is called, spec: ./api.json, operations: all, limits: { concurrent: 1 } }
flows:
  - { from: shop, call: act, to: api, do: chat, data: a thing, volume: 100/day, duplicate: harmless }
`;

async function buildInto(
  folder: string,
  content: Readonly<Record<string, unknown>>,
): Promise<void> {
  writeFileSync(join(folder, 'integration.yaml'), integration);
  writeFileSync(join(folder, 'api.json'), JSON.stringify(describedWith(content)));
  const report = await build({ files: 'integration.yaml', cwd: folder, out: join(folder, 'out') });
  expect(report.exitCode).toBe(0);
}

const chunk = { $ref: '#/x-parts/chunk' };

describe('a client of an API with streams', () => {
  const { folder, remove } = makeFolder();
  beforeAll(async () => {
    await buildInto(folder, {
      'application/json': { schema: { $ref: '#/components/schemas/Chat' } },
      'text/event-stream': { schema: chunk },
    });
  });
  afterAll(remove);

  it.each(['5.9', '7'] as const)('has typed events under TypeScript %s', (version) => {
    writeFileSync(
      join(folder, 'claims.ts'),
      `import { chat, lines, named, text, words, type ApiClient } from './out/clients/api/client.ts';
import { isStream } from './out/runtime/event-stream.ts';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(..._: Same<A, B> extends true ? [] : ['differs']): void => undefined;
export async function claims(client: ApiClient): Promise<void> {
  const { data } = await chat(client, { body: { stream: true }, accept: 'text/event-stream' });
  if (!isStream(data)) same<typeof data.id, string>();
  else for await (const event of data) same<typeof event.data.delta, string>();
  for await (const event of (await text(client)).data) same<typeof event.data, string>();
  for await (const event of (await words(client)).data) same<typeof event.data, string>();
  for await (const value of (await lines(client)).data) same<typeof value.delta, string>();
  for await (const event of (await named(client)).data) {
    if ('delta' in event.data) same<typeof event.data.delta, string>();
    else same<typeof event.data.id, string>();
  }
}
`,
    );
    expect(compile(folder, version)).toBe('');
  });

  it('lets the next call go when the loop over the events is left', async () => {
    let count = 0;
    const { baseUrl } = await serve((_, response) => {
      count += 1;
      if (count === 2) {
        response.setHeader('content-type', 'application/json').end('{"id":"c"}');
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: part\nid: 1\ndata: {"delta":"a"}\n\ndata: {"delta":"b"}\n\n');
    });
    const url = pathToFileURL(join(folder, 'out/index.ts')).href;
    // The shape of a generated module, known only at run time.
    const { createIntegration } = (await import(url)) as GeneratedIndex;
    const { api } = createIntegration({ baseUrls: { api: baseUrl } }).clients;
    const first = await api['chat']?.({ body: { stream: true } });
    const second = api['chat']?.({ body: { stream: false } });
    for await (const event of first?.data as AsyncIterable<unknown>) {
      expect(event).toEqual({ event: 'part', id: '1', retryMs: undefined, data: { delta: 'a' } });
      break;
    }
    expect((await second)?.data).toEqual({ id: 'c' });
  });

  it('has the idle time-out, with its reason, in its settings', () => {
    const settings = readFileSync(join(folder, 'out/resilience/api.ts'), 'utf8');
    expect(settings).toMatch(/4 x 15 s = 60 s\n\s+\*\/\n\s+streamIdleMs: 60000,/);
  });
});

describe('a client of an API without streams, pages and forms', () => {
  const { folder, remove } = makeFolder();
  afterAll(remove);

  it('has nothing of them', async () => {
    const document = describedWith({ 'application/json': { schema: chunk } });
    const { '/chat': chat } = document.paths;
    writeFileSync(join(folder, 'integration.yaml'), integration);
    writeFileSync(
      join(folder, 'api.json'),
      JSON.stringify({ ...document, paths: { '/chat': chat } }),
    );
    await build({ files: 'integration.yaml', cwd: folder, out: join(folder, 'out') });
    const copied = readdirSync(join(folder, 'out/runtime')).map((file) => file.replace('.ts', ''));
    const streams = ['event-stream', 'json-lines', 'answer-stream', 'text-lines'];
    const pages = ['pages', 'paging', 'page-link', 'page-number', 'page-cursor'];
    expect(copied).toContain('client');
    for (const file of [...streams, ...pages, 'form', 'multipart', 'encoding'])
      expect(copied).not.toContain(file);
    expect(readFileSync(join(folder, 'out/resilience/api.ts'), 'utf8')).not.toContain('streamIdle');
    expect(readFileSync(join(folder, 'out/clients/api/client.ts'), 'utf8')).not.toContain(
      'accept?',
    );
  });
});
