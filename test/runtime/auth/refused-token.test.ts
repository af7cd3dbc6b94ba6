import { describe, expect, it } from 'vitest';
import { send } from '../../../generators/runtime/files/client.ts';
import { Secret } from '../../../generators/runtime/files/secret.ts';
import {
  accessToken,
  type AccessToken,
  type TokenSource,
} from '../../../generators/runtime/files/access-token.ts';
import type { Renewal } from '../../../generators/runtime/files/security.ts';
import { json, operation, testClient } from '../settings.ts';
import { virtualHost } from '../virtual-host.ts';

/** Hands out `token-1`, `token-2`, … as the answers ask for them. */
function numbered(
  onRefusal: Renewal | undefined = 'token',
): TokenSource & { readonly given: string[] } {
  const given: string[] = [];
  let number = 1;
  const token = (): AccessToken => {
    given.push(`token-${number}`);
    return { value: new Secret(`token-${number}`), type: 'Bearer' };
  };
  return {
    given,
    current: () => Promise.resolve(token()),
    latest: () => undefined,
    answered(_token, { status }) {
      if (status !== 401) return undefined;
      number += 1;
      return onRefusal;
    },
  };
}

function run(
  tokens: TokenSource,
  refused: number,
): { readonly seen: string[]; readonly call: Promise<unknown> } {
  const seen: string[] = [];
  const host = virtualHost({
    fetch: (request) => {
      seen.push(request.headers.get('authorization') ?? '');
      const status = seen.length <= refused ? 401 : 200;
      return Promise.resolve(json({}, { status }));
    },
  });
  const client = testClient(host, {
    credentials: [['oauth', accessToken({ of: () => tokens })]],
  });
  const described = operation({ method: 'POST', security: [['oauth']] });
  return { seen, call: host.settle(send(client, described, {})) };
}

describe('a call whose token is refused', () => {
  it('is sent again with a new one, even where a repeat harms, because a refused call took no effect', async () => {
    const { seen, call } = run(numbered(), 1);
    await expect(call).resolves.toMatchObject({ status: 200 });
    expect(seen).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is sent again once and no more', async () => {
    const { seen, call } = run(numbered(), 9);
    await expect(call).rejects.toMatchObject({ status: 401, requestSent: false, retryable: false });
    expect(seen).toHaveLength(2);
  });

  it('is not sent again where the source has nothing new to offer', async () => {
    const source = numbered();
    const { seen, call } = run({ ...source, answered: () => undefined }, 9);
    await expect(call).rejects.toMatchObject({ status: 401 });
    expect(seen).toHaveLength(1);
  });

  it('says that it has no credential rather than going without one', async () => {
    const host = virtualHost();
    const client = testClient(host, { credentials: [] });
    const call = send(client, operation({ security: [['oauth']] }), {});
    await expect(host.settle(call)).rejects.toMatchObject({ kind: 'credential', attempts: 0 });
  });
});
