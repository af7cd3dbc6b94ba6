import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Network } from '../../../src/load/remote/network.ts';
import { internet } from '../../../src/load/remote/network.ts';
import { loadSpec } from '../../../src/load/spec.ts';
import { certificateFor } from './certificate.ts';

type Loaded = Awaited<ReturnType<typeof loadSpec>>;
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const own = certificateFor('specs.example');
let server: Server;
let origin: string;
let host: string;
const asked: IncomingMessage[] = [];
let pages: Record<string, string | Answer> = {};

beforeAll(async () => {
  server = createServer({ cert: own.certificate, key: own.key }, (request, response) => {
    asked.push(request);
    const page = pages[request.url ?? ''];
    if (typeof page === 'function') page(request, response);
    else response.writeHead(page === undefined ? 404 : 200).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  host = `specs.example:${(server.address() as AddressInfo).port}`;
  origin = `https://${host}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  pages = {};
});

/** The loopback server as the only host of a small internet. */
const network: Network = {
  resolve: (name) =>
    name.endsWith('.example') ? Promise.resolve(['127.0.0.1']) : Promise.reject(new Error(name)),
  mayConnect: (address) => address === '127.0.0.1',
  authorities: own.certificate,
  timeoutMs: 5000,
  totalTimeoutMs: 20_000,
};

async function load(
  reference: string,
  options: {
    readonly network?: Partial<Network>;
    readonly allow?: readonly string[];
    readonly files?: Readonly<Record<string, string>>;
  } = {},
): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'remote-'));
  try {
    for (const [path, text] of Object.entries({ 'package.json': '{}', ...options.files })) {
      writeFileSync(join(folder, path), text);
    }
    return await loadSpec({
      baseDirectory: folder,
      reference,
      at: { file: 'integration.yaml', line: 4, column: 11 },
      remote: { allowHosts: options.allow ?? [host], network: { ...network, ...options.network } },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const spec = (schema: object = {}): string =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Stock', version: '1' },
    paths: {},
    components: { schemas: { A: schema } },
  });
const messages = ({ diagnostics }: Loaded): string =>
  diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n');
/** Why the one reference of a loaded spec leads nowhere. */
const left = ({ value }: Loaded): readonly unknown[] =>
  [...(value?.dangling ?? [])].map(([label, { kind, why }]) => `${kind} ${label}: ${why}`);

describe('a spec at an address', () => {
  it('is read with the parts that it refers to, each with its checksum, and no credential is sent', async () => {
    pages['/v1/api.json'] = spec({ $ref: '../parts/item.yaml#/Item' });
    pages['/parts/item.yaml'] = 'Item: { type: string }\n';
    const loaded = await load(`${origin}/v1/api.json`);
    expect(messages(loaded)).toBe('');
    expect(loaded.value?.root['components']).toEqual({
      schemas: { A: { $ref: '#/components/schemas/Item' }, Item: { type: 'string' } },
    });
    expect(loaded.value?.file).toBe(`${origin}/v1/api.json`);
    expect(loaded.value?.inputs.map(({ file }) => file)).toEqual([
      `${origin}/v1/api.json`,
      `${origin}/parts/item.yaml`,
    ]);
    expect(loaded.value?.inputs[1]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    for (const { headers } of asked) {
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
    }
  });

  it('is not asked for where its host is not allowed, on this port', async () => {
    expect(messages(await load(`${origin}/a.json`, { allow: [] }))).toContain(
      `spec/host-not-allowed ${origin}/a.json stands at ${host}`,
    );
    const other = await load(`${origin}/a.json`, { allow: ['specs.example', 'example'] });
    expect(messages(other)).toContain('spec/host-not-allowed');
    expect(asked).toEqual([]);
  });

  it.each([
    ['http', 'http://specs.example/a.json', 'nothing is fetched but by https'],
    ['credentials', 'https://me:hidden@specs.example/a.json', 'it holds credentials'],
    ['backslashes', 'https:\\\\me:hidden@specs.example/a.json', 'it holds credentials'],
    ['no slashes', 'https:me:hidden@specs.example/a.json', 'it holds credentials'],
    ['another scheme', 'ftp://specs.example/a.json', 'neither a path nor an https address'],
  ])('with %s is refused, and the credentials are not printed', async (_, address, why) => {
    const loaded = await load(address, { allow: ['specs.example'] });
    expect(messages(loaded)).toContain(why);
    expect(messages(loaded)).not.toContain('hidden');
  });

  it.each<readonly [string, Answer, string]>([
    [
      'redirects',
      (_, response) => response.writeHead(302, { location: 'https://specs.example/b' }).end(),
      'answers 302, and no redirect is followed',
    ],
    ['fails', (_, response) => response.writeHead(500).end(), 'the server answers 500'],
    [
      'compresses',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      'compresses',
    ],
    ['breaks off', (_, response) => response.destroy(), 'the connection broke'],
  ])('of a server that %s is refused', async (_, answer, why) => {
    pages['/a.json'] = answer;
    expect(messages(await load(`${origin}/a.json`))).toContain(why);
    expect(asked).toHaveLength(1);
  });

  it('of a server that never ends its answer is given up', async () => {
    pages['/a.json'] = (_, response) => response.writeHead(200).write('{');
    const loaded = await load(`${origin}/a.json`, { network: { timeoutMs: 200 } });
    expect(messages(loaded)).toContain('it did not come in time');
  });

  it('whose name is never resolved is given up', async () => {
    const resolve = (): Promise<readonly string[]> => new Promise(() => undefined);
    const loaded = await load(`${origin}/a.json`, { network: { resolve, timeoutMs: 100 } });
    expect(messages(loaded)).toContain('it did not come in time');
  });

  it('of a host whose certificate is that of another is refused', async () => {
    pages['/a.json'] = spec();
    const address = `https://other.example:${host.split(':')[1]}/a.json`;
    const loaded = await load(address, { allow: [new URL(address).host] });
    expect(messages(loaded)).toContain('the certificate of its host cannot be trusted');
    expect(asked).toEqual([]);
  });

  it('of a host whose certificate nobody vouches for is refused', async () => {
    const unknown: Network = {
      ...internet,
      resolve: (name) => network.resolve(name),
      mayConnect: (address) => network.mayConnect(address),
    };
    const folder = { baseDirectory: tmpdir(), at: { file: 'i.yaml', line: 1, column: 1 } };
    const remote = { allowHosts: [host], network: unknown };
    const loaded = await loadSpec({ ...folder, reference: `${origin}/a.json`, remote });
    expect(messages(loaded)).toContain('the certificate of its host cannot be trusted');
  });

  it('is not asked for where one address of its name is private', async () => {
    const mixed = (): Promise<readonly string[]> => Promise.resolve(['203.0.114.9', '10.0.0.1']);
    const loaded = await load(`${origin}/a.json`, {
      network: { resolve: mixed, mayConnect: (address) => internet.mayConnect(address) },
    });
    expect(messages(loaded)).toContain('does not lead to the public internet');
  });

  it.each(['127.0.0.1', '[::1]', '2130706433', '[::ffff:7f00:1]', '169.254.169.254'])(
    'of the host %s is refused although it is allowed',
    async (name) => {
      const address = `https://${name}:${host.split(':')[1]}/a.json`;
      const loaded = await load(address, {
        allow: [new URL(address).host],
        network: { mayConnect: (address) => internet.mayConnect(address) },
      });
      expect(messages(loaded)).toContain('does not lead to the public internet');
      expect(asked).toEqual([]);
    },
  );

  it('is fetched from the address that was checked, whatever the name means afterwards', async () => {
    pages['/a.json'] = spec();
    let count = 0;
    // The second answer is what a rebinding name would give to a connection that asks again.
    const rebinding = (): Promise<readonly string[]> =>
      Promise.resolve([(count += 1) === 1 ? '127.0.0.1' : '127.0.0.2']);
    const loaded = await load(`${origin}/a.json`, { network: { resolve: rebinding } });
    expect(messages(loaded)).toBe('');
    expect(count).toBe(1);
    const again = await load(`${origin}/a.json`, { network: { resolve: rebinding } });
    expect(messages(again)).toContain('does not lead to the public internet');
  });
});

describe('references and addresses', () => {
  it('from a remote spec never reach a file', async () => {
    for (const $ref of ['file:///etc/passwd', '../../../../etc/passwd', '/etc/passwd']) {
      pages['/api.json'] = spec({ $ref });
      const loaded = await load(`${origin}/api.json`);
      expect(left(loaded), $ref).toEqual([expect.stringMatching(/^refused /)]);
      expect(loaded.value?.inputs.map(({ file }) => file)).toEqual([`${origin}/api.json`]);
    }
    expect(asked.map(({ url }) => url)).toContain('/etc/passwd');
  });

  it.each([
    ['https://other.example/x.json', 'nothing is fetched from other.example without --allow-host'],
    ['http://specs.example/x.json', 'nothing is fetched but by https'],
    ['https://me:hidden@specs.example/x.json', 'it holds credentials'],
    ['https:\\\\me:hidden@specs.example/x.json', 'it holds credentials'],
  ])('to %s are refused', async ($ref, why) => {
    pages['/api.json'] = spec({ $ref });
    const [reason, ...others] = left(await load(`${origin}/api.json`));
    expect(reason).toContain(why);
    expect(reason).not.toContain('hidden');
    expect(others).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('from a local spec are fetched from an allowed host, and not else', async () => {
    pages['/x.json'] = '{"X": {"type": "integer"}}';
    const files = { 'api.json': spec({ $ref: `${origin}/x.json#/X` }) };
    const allowed = await load('api.json', { files });
    expect(allowed.value?.root).toMatchObject({
      components: { schemas: { X: { type: 'integer' } } },
    });
    const refused = await load('api.json', { files, allow: [] });
    expect(left(refused)).toEqual([expect.stringContaining('without --allow-host')]);
  });

  it('are not followed into a file that is larger than 5 MiB, while a spec may be', async () => {
    const filler = ' '.repeat(5 * 2 ** 20);
    pages['/api.json'] = `${spec({ $ref: 'x.json#/X' })}${filler}`;
    pages['/x.json'] = `{"X": {"type": "integer"}}${filler}`;
    expect(left(await load(`${origin}/api.json`))).toEqual([
      expect.stringContaining('it is larger than 5 MiB'),
    ]);
  });
});
