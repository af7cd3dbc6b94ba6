import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encryptedTokens } from '../../../generators/runtime/files/encrypted-tokens.ts';
import { nodeHost } from '../../../generators/runtime/files/node-host.ts';
import { cachedSecrets } from '../../../generators/runtime/files/cached-secrets.ts';
import { envSecrets } from '../../../generators/runtime/files/env-secrets.ts';
import { fileSecrets } from '../../../generators/runtime/files/file-secrets.ts';
import type { Secret } from '../../../generators/runtime/files/secret.ts';
import { sharedTokens } from '../../../generators/runtime/files/shared-tokens.ts';
import type { HeldLock, SharedStore } from '../../../generators/runtime/files/shared-store.ts';
import { fileTokens } from '../../../generators/runtime/files/token-file.ts';
import { tokenKey } from '../../../generators/runtime/files/token-store.ts';
import { virtualHost } from '../virtual-host.ts';
import { memoryTokens } from './memory-tokens.ts';

const folder = mkdtempSync(join(tmpdir(), 'integ-gen-tokens-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const place = tokenKey('ledger', 'acme');
const keys: Readonly<Record<string, string>> = {
  OLD: randomBytes(32).toString('base64'),
  NEW: randomBytes(32).toString('base64'),
  SHORT: randomBytes(16).toString('base64'),
};
const secrets = (name: string): string => keys[name] ?? '';

describe('encrypted tokens', () => {
  it('come back, and the text shows nothing of them, not even that two are equal', async () => {
    const store = memoryTokens();
    const sealed = encryptedTokens(store, { secrets, keys: ['NEW'] });
    await sealed.save(place, 'refresh-s3cret');
    const [first] = store.texts();
    await sealed.save(place, 'refresh-s3cret');
    expect(store.texts()[0]).not.toBe(first);
    expect(store.texts().join()).not.toMatch(/s3cret|ledger|acme/);
    expect(await sealed.load(place)).toBe('refresh-s3cret');
  });

  it('of one tenant are of no use in the place of another', async () => {
    const store = memoryTokens();
    const sealed = encryptedTokens(store, { secrets, keys: ['NEW'] });
    await sealed.save(place, 'of acme');
    await store.save(tokenKey('ledger', 'other'), store.texts()[0] ?? '');
    await expect(sealed.load(tokenKey('ledger', 'other'))).rejects.toMatchObject({
      kind: 'credential',
    });
  });

  it('that were changed in any byte are refused', async () => {
    const store = memoryTokens();
    const sealed = encryptedTokens(store, { secrets, keys: ['NEW'] });
    await sealed.save(place, 'x');
    const [text = ''] = store.texts();
    const [form = '', name = '', body = ''] = text.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      await store.save(place, `${form}.${name}.${changed.toString('base64url')}`);
      await expect(sealed.load(place)).rejects.toThrow('were changed');
    }
  });

  it('are read by the old key and written by the new one', async () => {
    const store = memoryTokens();
    await encryptedTokens(store, { secrets, keys: ['OLD'] }).save(place, 'text');
    const both = encryptedTokens(store, { secrets, keys: ['NEW', 'OLD'] });
    expect(await both.load(place)).toBe('text');
    await both.save(place, 'text');
    expect(await encryptedTokens(store, { secrets, keys: ['NEW'] }).load(place)).toBe('text');
    const old = encryptedTokens(store, { secrets, keys: ['OLD'] });
    await expect(old.load(place)).rejects.toThrow('no known key');
  });

  it('need a key of 32 bytes', async () => {
    const sealed = encryptedTokens(memoryTokens(), { secrets, keys: ['SHORT'] });
    await expect(sealed.save(place, 'x')).rejects.toThrow('"SHORT" is not 32 bytes in base64');
  });
});

describe('tokens in files', () => {
  it('are readable by their owner alone, replaced as a whole, and apart for each tenant', async () => {
    const path = join(folder, 'plain');
    const store = fileTokens(path, nodeHost());
    expect(await store.load(place)).toBeUndefined();
    await store.save(place, 'one');
    await store.save(place, 'two');
    await store.save(tokenKey('ledger', 'acme"],["x'), 'three');
    expect(await store.load(place)).toBe('two');
    const files = readdirSync(path);
    expect(files).toHaveLength(2);
    for (const file of files) expect(statSync(join(path, file)).mode & 0o777).toBe(0o600);
  });

  it('are held by one at a time, also when its work fails', async () => {
    const store = fileTokens(join(folder, 'locked'), nodeHost());
    let open = 0;
    let most = 0;
    const work = (fails: boolean) => async (): Promise<void> => {
      open += 1;
      most = Math.max(most, open);
      await nodeHost().sleep(5);
      open -= 1;
      if (fails) throw new Error('on purpose');
    };
    const all = [true, false, true, false].map(async (fails) =>
      store.exclusive?.(place, work(fails)),
    );
    const outcomes = await Promise.allSettled(all);
    expect(most).toBe(1);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});

describe('tokens in a store that processes share', () => {
  const held = (renew: () => Promise<boolean>): HeldLock => ({
    fence: 1,
    renew,
    release: () => Promise.resolve(),
  });
  const values: SharedStore['values'] = {
    read: () => Promise.resolve(undefined),
    replace: () => Promise.resolve(1),
  };

  it('are worked on for as long as the lock is renewed, and no longer', async () => {
    const host = virtualHost();
    let renewals = 0;
    const locks = {
      acquire: () => Promise.resolve(held(() => Promise.resolve((renewals += 1) < 4))),
    };
    const store = sharedTokens({ locks, values }, host);
    const work = store.exclusive?.(place, () => new Promise(() => undefined));
    await expect(host.settle(work ?? Promise.resolve())).rejects.toThrow('holds the lock');
    expect(host.now()).toBe(40_000);
  });

  it('wait for whoever holds the lock', async () => {
    const host = virtualHost();
    let looks = 0;
    const locks = {
      acquire: () =>
        Promise.resolve((looks += 1) < 5 ? undefined : held(() => Promise.resolve(true))),
    };
    const store = sharedTokens({ locks, values }, host);
    expect(
      await host.settle(
        store.exclusive?.(place, () => Promise.resolve('done')) ?? Promise.resolve(''),
      ),
    ).toBe('done');
    expect([looks, host.pending()]).toEqual([5, 0]);
  });
});

describe('secrets', () => {
  it('of the environment are those of the tenant where there is one, and never of another', async () => {
    const environment = { LEDGER_KEY: 'ours', LEDGER_KEY__ACME_2DCO: 'of acme' };
    const provider = envSecrets(environment);
    const of = async (tenant?: string): Promise<string> => {
      const found = await provider('LEDGER_KEY', tenant === undefined ? undefined : { tenant });
      return typeof found === 'string' ? found : found.reveal();
    };
    expect([await of(), await of('acme-co'), await of('other')]).toEqual(['ours', 'of acme', '']);
  });

  it('of the environment are in another variable for each tenant and name', async () => {
    const read: string[] = [];
    const provider = envSecrets(
      new Proxy({}, { get: (_, name) => (read.push(String(name)), undefined) }),
    );
    const tenants = [
      'acme-corp',
      'acme.corp',
      'acme_corp',
      'acmecorp',
      'ACME CORP',
      'Acme-corp',
      'acme',
      'acme_2dcorp',
    ];
    for (const tenant of tenants) await provider('KEY', { tenant });
    await provider('CORP_KEY', { tenant: 'acme' });
    await provider('KEY');
    await provider('ACME_KEY');
    expect(new Set(read).size).toBe(tenants.length + 3);
    expect(read.every((name) => /^[A-Z0-9_]+$/.test(name))).toBe(true);
  });

  it.each([
    ['CRM__ACME', undefined],
    ['CRM_', 'x'],
    ['CRM', ''],
  ])('of the environment are refused where %s could be another: %s', (name, tenant) => {
    const provider = envSecrets({});
    expect(() => provider(name, tenant === undefined ? undefined : { tenant })).toThrow(
      /^The name of a secret or tenant is no name of a variable\.$/,
    );
  });

  it('in files are read again when they change, and lead nowhere else', async () => {
    const provider = fileSecrets(folder);
    const path = join(folder, 'LEDGER_KEY');
    writeFileSync(path, 'one\n');
    const read = async (): Promise<string> => ((await provider('LEDGER_KEY')) as Secret).reveal();
    expect(await read()).toBe('one');
    writeFileSync(path, 'second\n');
    expect(await read()).toBe('second');
    for (const name of ['../LEDGER_KEY', '.hidden', 'a/b', ''])
      await expect(Promise.resolve(provider(name))).rejects.toThrow('no name of a file');
    await expect(Promise.resolve(provider('LEDGER_KEY', { tenant: '..' }))).rejects.toThrow();
    expect(readFileSync(path, 'utf8')).toBe('second\n');
  });

  it('of a manager are asked for once in a while, by one of many callers, and outlive its absence', async () => {
    const host = virtualHost();
    let asked = 0;
    let isAway = false;
    const provider = cachedSecrets(
      async () => {
        asked += 1;
        await Promise.resolve();
        if (isAway) throw new Error('away');
        return `value-${asked}`;
      },
      { seconds: 60, host },
    );
    const read = async (): Promise<string> => ((await provider('KEY')) as Secret).reveal();
    expect(await Promise.all([read(), read(), read()])).toEqual(['value-1', 'value-1', 'value-1']);
    await host.advance(61_000);
    expect([await read(), asked]).toEqual(['value-2', 2]);
    isAway = true;
    await host.advance(61_000);
    expect([await read(), await read(), asked]).toEqual(['value-2', 'value-2', 3]);
  });
});
