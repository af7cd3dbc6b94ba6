import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, expect, it } from 'vitest';

import { makeFolder } from '../output-folder.ts';
import { attempt } from './attempt.ts';

const { folder, remove } = makeFolder();
afterAll(remove);

// Each as a description may write it, with what a standard URL parser cannot take for anything else.
const paths = {
  quoted: ["/things'+(globalThis.PWN=1)+'/{id}", "/things'+(globalThis.PWN=1)+'/7"],
  backslash: ['/c"+(globalThis.PWN=1)+"\\', '/c%22+(globalThis.PWN=1)+%22%5C'],
  backslashes: ['/..\\..\\etc/{id}', '/..%5C..%5Cetc/7'],
  template: ['/b`+`/$' + '{id}', '/b%60+%60/$7'],
  lines: ['/a\r\nb\tc', '/a%0D%0Ab%09c'],
} as const;

interface Output {
  readonly createIntegration: (options: object) => {
    readonly clients: {
      readonly api: Readonly<Record<string, (input: object) => Promise<unknown>>>;
    };
  };
}

it('a request goes to the path of the description, percent-encoded, whatever stands in it', async () => {
  const described = Object.entries(paths).map(([operationId, [path]]) => {
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
    const parameters = path.includes('{id}') ? [id] : [];
    return [path, { get: { operationId, parameters, responses: { 200: { description: 'ok' } } } }];
  });
  const { exitCode, output } = await attempt(folder, {
    'integration.yaml': JSON.stringify({
      integration: 'paths',
      systems: {
        ours: { description: 'ours', owned: true },
        api: { description: 'theirs', spec: './spec.json', operations: 'all', limits: ['100/s'] },
      },
      flows: [{ from: 'ours', changes: 'things', to: 'api', do: 'quoted', duplicate: 'harmless' }],
    }),
    'spec.json': JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'Things', version: '1' },
      servers: [{ url: 'https://things.example' }],
      paths: Object.fromEntries(described) as object,
    }),
  });
  expect(exitCode).toBe(0);
  // What was built declares no more than what is used of it here.
  const { createIntegration } = (await import(
    pathToFileURL(join(output, 'index.ts')).href
  )) as Output;
  const sent: string[] = [];
  const server = createServer(({ url = '' }, answer) => {
    sent.push(url);
    answer.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address with it.
  const { port } = server.address() as AddressInfo;
  const { api } = createIntegration({ baseUrls: { api: `http://127.0.0.1:${port}` } }).clients;
  for (const name of Object.keys(paths)) await api[name]?.({ path: { id: '7' } });
  server.close();
  expect(sent).toEqual(Object.values(paths).map(([, path]) => path));
});
