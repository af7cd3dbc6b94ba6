import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renewalMarginMs, tokenSource } from '../../../generators/runtime/files/token-source.ts';
import type {
  TokenSettings,
  TokenSourceOptions,
} from '../../../generators/runtime/files/token-renewal.ts';
import {
  TokenFault,
  type TokenAnswer,
  type TokenGrant,
} from '../../../generators/runtime/files/token-request.ts';
import { tokenSources } from '../../../generators/runtime/files/token-sources.ts';
import { Secret } from '../../../generators/runtime/files/secret.ts';
import type { AccessToken } from '../../../generators/runtime/files/access-token.ts';
import { virtualHost, type VirtualHost } from '../virtual-host.ts';
import { memoryTokens } from './memory-tokens.ts';

const settings: TokenSettings = {
  lifetimeMs: 3_600_000,
  reserveMs: 372_000,
  timeoutMs: 6000,
  mostAtOnce: 4,
  consent: false,
};
const never = new AbortController().signal;
const refused = new Response(null, { status: 401 });
const fine = new Response(null, { status: 200 });

/** An issuer whose nth token is `access-n`; `fault` may refuse or hang. */
function issuer(
  lifetimeMs: number | undefined,
  fault: (ask: number, grant: TokenGrant) => Error | Promise<never> | undefined = () => undefined,
): {
  readonly grants: string[];
  readonly request: (grant: TokenGrant) => Promise<TokenAnswer>;
} {
  const grants: string[] = [];
  return {
    grants,
    async request(grant) {
      const ask = grants.push(grant.kind === 'own' ? 'own' : grant.refreshToken.reveal());
      const wrong = fault(ask, grant);
      if (wrong instanceof Error) throw wrong;
      if (wrong !== undefined) return wrong;
      await Promise.resolve();
      return {
        accessToken: new Secret(`access-${ask}`),
        type: 'Bearer',
        lifetimeMs,
        refreshToken: grant.kind === 'own' ? undefined : new Secret(`refresh-${ask}`),
      };
    },
  };
}

function sourceOf(
  host: VirtualHost,
  differs: Partial<TokenSourceOptions> & Pick<TokenSourceOptions, 'request'>,
): ReturnType<typeof tokenSource> {
  return tokenSource({ system: 'ledger', host, settings, ...differs });
}

const away = (): TokenFault => new TokenFault('unavailable', 'away');
const spent = (): TokenFault => new TokenFault('grant', 'spent');

/** Calls once in so many milliseconds; gives the tokens that served. */
async function callsEvery(
  host: VirtualHost,
  source: { current(signal: AbortSignal): Promise<AccessToken> },
  { everyMs, forMs }: { readonly everyMs: number; readonly forMs: number },
): Promise<string[]> {
  const served: string[] = [];
  for (let passed = 0; passed < forMs; passed += everyMs) {
    served.push((await host.settle(source.current(never))).value.reveal());
    await host.advance(everyMs);
  }
  return served;
}

describe('what is left of a token when it is renewed', () => {
  it.each([
    [300, 150],
    [1800, 372],
    [43_200, 4320],
    [10, 5],
  ])('that lives %i s: %i s', (life, left) => {
    expect(renewalMarginMs(life * 1000, 372_000)).toBe(left * 1000);
  });
});

describe('tokens of one process', () => {
  it('of 300 s are renewed about every 150 s, not on every call, and always before they end', async () => {
    const host = virtualHost({ random: () => 0 });
    const { request, grants } = issuer(300_000);
    const served = await callsEvery(host, sourceOf(host, { request }), {
      everyMs: 1000,
      forMs: 3_600_000,
    });
    expect(served).toHaveLength(3600);
    expect(grants).toHaveLength(24);
  });

  it('are renewed earlier by chance, never later', async () => {
    const at = async (random: number): Promise<number> => {
      const host = virtualHost({ random: () => random });
      const { request, grants } = issuer(300_000);
      const source = sourceOf(host, { request });
      while (grants.length < 2) await callsEvery(host, source, { everyMs: 1000, forMs: 1000 });
      return host.now();
    };
    const [latest, earliest] = [await at(0), await at(0.999)];
    expect(latest).toBe(151_000);
    expect(earliest).toBeLessThan(125_000);
    expect(earliest).toBeGreaterThan(119_000);
  });

  it('serve on while the new one is fetched, and callers do not wait for it', async () => {
    const host = virtualHost({ random: () => 0 });
    const { request, grants } = issuer(300_000, (ask) =>
      ask === 1 ? undefined : new Promise<never>(() => undefined),
    );
    const source = sourceOf(host, { request });
    await host.settle(source.current(never));
    await host.advance(160_000);
    const [first, second] = [await source.current(never), await source.current(never)];
    await host.advance(0);
    expect([first.value.reveal(), second.value.reveal(), grants.length]).toEqual([
      'access-1',
      'access-1',
      2,
    ]);
  });

  it('are asked for once by 100 callers, of whom one that gives up ends only its own wait', async () => {
    const host = virtualHost();
    const { request, grants } = issuer(300_000);
    const source = sourceOf(host, { request });
    const gone = new AbortController();
    const impatient = source.current(gone.signal);
    const others = Array.from({ length: 99 }, () => source.current(never));
    gone.abort(new Error('gone'));
    await expect(impatient).rejects.toThrow('gone');
    await host.settle(Promise.all(others));
    expect(grants).toEqual(['own']);
  });

  it('live the stated default where the answer does not say how long', async () => {
    const host = virtualHost({ random: () => 0 });
    const { request, grants } = issuer(undefined);
    await callsEvery(host, sourceOf(host, { request }), { everyMs: 60_000, forMs: 7_200_000 });
    expect(grants).toHaveLength(3);
  });

  it('do not mind a wall clock that is put forward or back', async () => {
    const host = virtualHost({ random: () => 0 });
    const { request, grants } = issuer(300_000);
    const source = sourceOf(host, { request });
    await callsEvery(host, source, { everyMs: 1000, forMs: 10_000 });
    for (const step of [600_000, -1_200_000]) {
      host.stepWallClock(step);
      await callsEvery(host, source, { everyMs: 1000, forMs: 10_000 });
    }
    expect(grants).toHaveLength(1);
  });

  it('that no header can hold are refused without being quoted', async () => {
    const host = virtualHost();
    const request = (): Promise<TokenAnswer> =>
      Promise.resolve({ accessToken: new Secret('s3cret\r\nX: 1'), type: 'Bearer' });
    const error: unknown = await host
      .settle(sourceOf(host, { request }).current(never))
      .catch((fault: unknown) => fault);
    expect(error).toMatchObject({ kind: 'credential', retryable: false });
    expect(inspect([error, host.events], { depth: 9, showHidden: true })).not.toContain('s3cret');
  });
});

describe('an issuer that is away', () => {
  it('is tried three times for those who wait, then left alone longer and longer, whoever asks', async () => {
    const host = virtualHost({ random: () => 0 });
    const { request, grants } = issuer(300_000, away);
    const source = sourceOf(host, { request });
    const error: unknown = await host
      .settle(source.current(never))
      .catch((fault: unknown) => fault);
    expect(error).toMatchObject({ kind: 'credential', retryable: true });
    expect(grants).toHaveLength(3);
    const crowd = await Promise.allSettled(
      Array.from({ length: 100 }, () => source.current(never)),
    );
    expect(crowd.every(({ status }) => status === 'rejected')).toBe(true);
    expect(grants).toHaveLength(3);
    for (let second = 0; second < 600; second += 1) {
      await host.settle(source.current(never)).catch(() => undefined);
      await host.advance(1000);
    }
    // At least 0.5, 1, 2, … 30 s apart: about 25 renewals of three tries, not 600.
    expect(grants.length).toBeLessThan(90);
  });

  it('is not noticed for as long as the old token serves', async () => {
    const host = virtualHost({ random: () => 0 });
    let isAway = false;
    const { request } = issuer(1_800_000, () => (isAway ? away() : undefined));
    const source = sourceOf(host, { request });
    await host.settle(source.current(never));
    await host.advance(1_428_000);
    isAway = true;
    const during = await callsEvery(host, source, { everyMs: 1000, forMs: 300_000 });
    isAway = false;
    const after = await callsEvery(host, source, { everyMs: 1000, forMs: 62_000 });
    expect(new Set(during)).toEqual(new Set(['access-1']));
    expect(after.at(-1)).not.toBe('access-1');
  });

  it('that does not answer is waited for no longer than a token request takes', async () => {
    const host = virtualHost({ random: () => 0 });
    const { request } = issuer(300_000, () => new Promise<never>(() => undefined));
    const call = sourceOf(host, { request }).current(never);
    await expect(host.settle(call)).rejects.toMatchObject({ retryable: true });
    expect(host.now()).toBeLessThan(3 * 6000 + 1000);
  });
});

describe('a token that the system refuses', () => {
  it('is renewed once, whoever of 100 callers notices', async () => {
    const host = virtualHost();
    const { request, grants } = issuer(300_000);
    const source = sourceOf(host, { request });
    const token = await host.settle(source.current(never));
    const heard = Array.from({ length: 100 }, () => source.answered(token, refused));
    expect(new Set(heard)).toEqual(new Set(['token']));
    const next = await host.settle(Promise.all(heard.map(() => source.current(never))));
    expect(new Set(next.map(({ value }) => value.reveal()))).toEqual(new Set(['access-2']));
    // The one who hears late goes on with the new one.
    expect(source.answered(token, refused)).toBe('token');
    expect(grants).toHaveLength(2);
  });

  it('is not renewed over and over where new ones are refused as well', async () => {
    const host = virtualHost({ random: () => 0 });
    const { request, grants } = issuer(300_000);
    const source = sourceOf(host, { request });
    for (let call = 0; call < 600; call += 1) {
      source.answered(await host.settle(source.current(never)), refused);
      await host.advance(100);
    }
    // A minute of 10 calls a second.
    expect(grants.length).toBeLessThan(10);
    source.answered(await host.settle(source.current(never)), fine);
    expect(source.answered(await source.current(never), refused)).toBe('token');
  });
});

describe('a refresh token', () => {
  const consented = { ...settings, consent: true };
  const record = (differs: object): string =>
    JSON.stringify({
      type: 'Bearer',
      askedAtMs: 0,
      lifetimeMs: 0,
      refreshToken: 'refresh-new',
      previousRefreshToken: 'refresh-old',
      ...differs,
    });

  it('is stored before the access token is used; where it cannot be, nothing is used and nothing is asked for again', async () => {
    const host = virtualHost({ random: () => 0 });
    const { request, grants } = issuer(300_000);
    const store = memoryTokens();
    await store.save('["ledger"]', record({}));
    let isFull = true;
    const source = sourceOf(host, {
      request,
      settings: consented,
      store: {
        ...store,
        save: (key, text) => (isFull ? Promise.reject(new Error('full')) : store.save(key, text)),
      },
    });
    await expect(host.settle(source.current(never))).rejects.toMatchObject({ retryable: true });
    isFull = false;
    await host.advance(1000);
    const token = await host.settle(source.current(never));
    expect([token.value.reveal(), grants]).toEqual(['access-1', ['refresh-new']]);
    expect(JSON.parse(store.texts()[0] ?? '')).toMatchObject({
      refreshToken: 'refresh-1',
      previousRefreshToken: 'refresh-new',
    });
  });

  it('that is refused gives way to the one that another process has stored meanwhile', async () => {
    const host = virtualHost();
    const store = memoryTokens();
    await store.save('["ledger"]', record({}));
    const { request, grants } = issuer(300_000, (_, grant) => {
      if (grant.kind !== 'refresh' || grant.refreshToken.reveal() !== 'refresh-new')
        return undefined;
      void store.save('["ledger"]', record({ refreshToken: 'refresh-other' }));
      return spent();
    });
    const source = sourceOf(host, { request, settings: consented, store });
    await host.settle(source.current(never));
    expect(grants).toEqual(['refresh-new', 'refresh-other']);
  });

  it('that is refused gives way to the one before it', async () => {
    const host = virtualHost();
    const store = memoryTokens();
    await store.save('["ledger"]', record({}));
    const { request, grants } = issuer(300_000, (ask) => (ask === 1 ? spent() : undefined));
    await host.settle(sourceOf(host, { request, settings: consented, store }).current(never));
    expect(grants).toEqual(['refresh-new', 'refresh-old']);
  });

  it('that is of no use any more is not sent again until a person has consented anew', async () => {
    const host = virtualHost();
    const store = memoryTokens();
    await store.save('["ledger"]', record({}));
    const { request, grants } = issuer(300_000, (ask) => (ask <= 2 ? spent() : undefined));
    const source = sourceOf(host, { request, settings: consented, store });
    for (let minute = 0; minute < 30; minute += 1) {
      await expect(host.settle(source.current(never))).rejects.toMatchObject({
        kind: 'reauthorize',
        retryable: false,
      });
      await host.advance(60_000);
    }
    expect(grants).toEqual(['refresh-new', 'refresh-old']);
    await source.keep({ refreshToken: new Secret('refresh-fresh') });
    await host.settle(source.current(never));
    expect(grants).toEqual(['refresh-new', 'refresh-old', 'refresh-fresh']);
  });

  it('of a consent is not replaced by a renewal that was under way, nor sent twice', async () => {
    const host = virtualHost();
    const store = memoryTokens();
    await store.save('["ledger"]', record({}));
    const { request, grants } = issuer(300_000);
    const slow = async (grant: TokenGrant): Promise<TokenAnswer> => {
      const answer = await request(grant);
      await host.sleep(1000);
      return answer;
    };
    const source = sourceOf(host, { request: slow, settings: consented, store });
    const before = source.current(never);
    await host.advance(500);
    const keeping = source.keep({ refreshToken: new Secret('refresh-fresh') });
    await host.settle(Promise.all([before, keeping]));
    expect(JSON.parse(store.texts()[0] ?? '')).toMatchObject({ refreshToken: 'refresh-fresh' });
    await host.settle(source.current(never));
    expect(grants).toEqual(['refresh-new', 'refresh-fresh']);
  });

  it('whose store cannot be read is not replaced by a consent', async () => {
    const host = virtualHost();
    const { request, grants } = issuer(300_000);
    const store = { ...memoryTokens(), load: () => Promise.resolve('no record') };
    const source = sourceOf(host, { request, settings: consented, store });
    await expect(host.settle(source.current(never))).rejects.toMatchObject({ kind: 'credential' });
    expect(grants).toEqual([]);
  });
});

describe('tokens of many tenants', () => {
  it('are apart, asked for a few at a time, and forgotten when they have ended', async () => {
    const host = virtualHost({ random: () => 0 });
    let open = 0;
    let most = 0;
    const sources = tokenSources({
      system: 'ledger',
      host,
      settings,
      requests: (tenant) => async () => {
        open += 1;
        most = Math.max(most, open);
        await host.sleep(10);
        open -= 1;
        return {
          accessToken: new Secret(`of-${tenant ?? ''}`),
          type: 'Bearer',
          lifetimeMs: 300_000,
        };
      },
    });
    const of = (number: number): Promise<AccessToken> => sources.of(`t${number}`).current(never);
    const all = await host.settle(
      Promise.all(Array.from({ length: 200 }, (_, number) => of(number))),
    );
    expect(new Set(all.map(({ value }) => value.reveal())).size).toBe(200);
    expect([most, sources.size()]).toEqual([4, 200]);
    await host.advance(301_000);
    for (let look = 0; look < 500; look += 1) await host.settle(of(1000));
    expect(sources.size()).toBe(1);
  });
});

describe('an issuer that asks one tenant to wait an hour', () => {
  it('keeps no other tenant waiting, nor whoever else wants the lock', async () => {
    const host = virtualHost({ random: () => 0 });
    let locks = 0;
    const sources = tokenSources({
      system: 'ledger',
      host,
      settings,
      store: {
        ...memoryTokens(),
        async exclusive(_, work) {
          locks += 1;
          try {
            return await work(never);
          } finally {
            locks -= 1;
          }
        },
      },
      requests: () => () => Promise.reject(new TokenFault('unavailable', 'later', 3_600_000)),
    });
    await host.settle(sources.of('first').current(never)).catch(() => undefined);
    const other = host.settle(sources.of('second').current(never));
    await expect(other).rejects.toMatchObject({
      kind: 'credential',
      retryable: true,
      retryAfterMs: 3_600_000,
    });
    expect([host.now(), locks]).toEqual([0, 0]);
  });
});

describe('a token that the issuer hands out again until it ends', () => {
  it.each([
    ['with what is left of its life', 32_400_000],
    ['without a word of its life', undefined],
  ])('%s serves on, and is not asked for on every call', async (_, lifeMs) => {
    const host = virtualHost();
    let asks = 0;
    const request = async (): Promise<TokenAnswer> => {
      asks += 1;
      await Promise.resolve();
      const lifetimeMs = lifeMs === undefined ? undefined : lifeMs - (host.now() % lifeMs);
      const number = lifeMs === undefined ? 0 : Math.floor(host.now() / lifeMs);
      return { accessToken: new Secret(`access-${number}`), type: 'Bearer', lifetimeMs };
    };
    const source = sourceOf(host, { request });
    await callsEvery(host, source, { everyMs: 30_000, forMs: 32_400_000 - 60_000 });
    expect(asks).toBeLessThan(16);
  });
});
