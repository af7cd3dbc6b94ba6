import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  signatureFault,
  standardWebhooks,
  type SignatureCheck,
  type SignatureScheme,
} from '../../generators/runtime/files/webhook-signature.ts';

const nowMs = Date.UTC(2026, 0, 15, 12);
const nowS = nowMs / 1000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const secret = `whsec_${Buffer.from('a key of the sender').toString('base64')}`;
const other = `whsec_${Buffer.from('another key').toString('base64')}`;

/** Remembers in memory, and what it was told. */
function check(
  differs: Partial<SignatureCheck> = {},
): SignatureCheck & { kept: Map<string, number> } {
  const kept = new Map<string, number>();
  return {
    scheme: standardWebhooks,
    secrets: [secret],
    toleranceMs: 300_000,
    mostBytes: 1000,
    wallClock: () => nowMs,
    remember: (key, untilMs) => {
      const isNew = !kept.has(key);
      kept.set(key, untilMs);
      return Promise.resolve(isNew);
    },
    ...differs,
    kept,
  };
}

/** What a sender of Standard Webhooks sends. */
function signed(
  body: string,
  { by = [secret], atS = String(nowS), id = 'msg_1' } = {},
): { headers: Headers; body: Uint8Array } {
  const signatures = by.map((each) => {
    const key = Buffer.from(each.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${atS}.${body}`).digest('base64')}`;
  });
  const headers = new Headers({
    'webhook-id': id,
    'webhook-timestamp': atS,
    'webhook-signature': signatures.join(' '),
  });
  return { headers, body: bytes(body) };
}

describe('a signature of Standard Webhooks', () => {
  it('is as the specification computes it', async () => {
    // The example of the specification's own libraries.
    const headers = new Headers({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
    const own = check({
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      wallClock: () => 1_614_265_330_000,
    });
    expect(await signatureFault({ headers, body: bytes('{"test": 2432232314}') }, own)).toBe(
      undefined,
    );
  });

  it.each([
    { name: 'of the sender', request: signed('{}'), fault: undefined },
    { name: 'at the edge of the past', request: signed('{}', { atS: `${nowS - 300}` }) },
    { name: 'at the edge of the future', request: signed('{}', { atS: `${nowS + 300}` }) },
    { name: 'too old', request: signed('{}', { atS: `${nowS - 301}` }), fault: 'clock' },
    { name: 'from the future', request: signed('{}', { atS: `${nowS + 301}` }), fault: 'clock' },
    { name: 'of no time', request: signed('{}', { atS: 'abc' }), fault: 'clock' },
    { name: 'of another', request: signed('{}', { by: [other] }), fault: 'wrong_signature' },
    { name: 'of two, one of them known', request: signed('{}', { by: [other, secret] }) },
    {
      name: 'of another body',
      request: { ...signed('{}'), body: bytes('{ }') },
      fault: 'wrong_signature',
    },
    { name: 'of a large body', request: signed('x'.repeat(1001)), fault: 'too_large' },
    { name: 'of the largest body', request: signed('x'.repeat(1000)) },
  ])('$name: $fault', async ({ request, fault }) => {
    expect(await signatureFault(request, check())).toBe(fault);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'without %s is none',
    async (name) => {
      for (const value of [undefined, '']) {
        const request = signed('{}');
        if (value === undefined) request.headers.delete(name);
        else request.headers.set(name, value);
        expect(await signatureFault(request, check())).toBe('unsigned');
      }
    },
  );

  it.each(['v1,', 'v1,%%%', 'v2,abcd', 'v1a,abcd', 'v1,YWJj'])(
    'that says %s is refused',
    async (text) => {
      const request = signed('{}');
      request.headers.set('webhook-signature', text);
      expect(await signatureFault(request, check())).toMatch(/^(unsigned|wrong_signature)$/);
    },
  );

  it('is made with either secret while one replaces the other', async () => {
    const own = check({ secrets: [other, secret] });
    expect(await signatureFault(signed('{}'), own)).toBe(undefined);
    expect(await signatureFault(signed('{}', { by: [other], id: 'msg_2' }), own)).toBe(undefined);
  });

  it.each([{ secrets: [] }, { secrets: [''] }, { secrets: ['whsec_'] }])(
    'is refused where there is no secret: $secrets',
    async ({ secrets }) => {
      expect(await signatureFault(signed('{}'), check({ secrets }))).toBe('no_secret');
    },
  );

  it('counts once, and is remembered for as long as its time is good', async () => {
    const own = check();
    const request = signed('{}', { atS: `${nowS + 100}` });
    expect(await signatureFault(request, own)).toBe(undefined);
    expect(await signatureFault(request, own)).toBe('replayed');
    expect([...own.kept]).toEqual([['msg_1', nowMs + 400_000]]);
  });

  it('is not remembered before it is found good, and fails with the memory', async () => {
    const own = check();
    await signatureFault(signed('{}', { by: [other] }), own);
    expect(own.kept.size).toBe(0);
    const broken = check({ remember: () => Promise.reject(new Error('away')) });
    await expect(signatureFault(signed('{}'), broken)).rejects.toThrow('away');
  });

  it('is not looked for behind more entries than a sender has secrets', async () => {
    const request = signed('{}', { by: [...Array.from({ length: 8 }, () => other), secret] });
    expect(await signatureFault(request, check())).toBe('wrong_signature');
  });
});

describe('another scheme', () => {
  const inHeader: SignatureScheme = {
    algorithm: 'sha256',
    encoding: 'hex',
    key: 'text',
    header: 'x-signature',
    separator: ',',
    prefix: 'v1=',
    signed: ['timestamp', '.', 'body'],
    timestamp: { prefix: 't=', unit: 's' },
  };
  const bodyOnly: SignatureScheme = {
    algorithm: 'sha1',
    encoding: 'hex',
    key: 'text',
    header: 'x-signature',
    prefix: 'sha1=',
    signed: ['body'],
  };
  const hex = (algorithm: string, text: string): string =>
    createHmac(algorithm, 'word').update(text).digest('hex');

  it('has the time among the entries of the signature', async () => {
    const headers = (atS: number): Headers =>
      new Headers({ 'x-signature': `t=${atS}, v0=00, v1=${hex('sha256', `${atS}.body`)}` });
    const own = check({ scheme: inHeader, secrets: ['word'] });
    const request = { headers: headers(nowS), body: bytes('body') };
    expect(await signatureFault(request, own)).toBe(undefined);
    expect(await signatureFault(request, own)).toBe('replayed');
    const late = { headers: headers(nowS + 301), body: bytes('body') };
    expect(await signatureFault(late, own)).toBe('clock');
  });

  it('has no time: then the same signature counts once for as long as it is remembered', async () => {
    const own = check({ scheme: bodyOnly, secrets: ['word'] });
    const headers = new Headers({ 'x-signature': `sha1=${hex('sha1', 'body')}` });
    const request = { headers, body: bytes('body') };
    expect(await signatureFault(request, own)).toBe(undefined);
    expect(await signatureFault(request, own)).toBe('replayed');
    expect([...own.kept.values()]).toEqual([nowMs + 300_000]);
    const upper = new Headers({ 'x-signature': `sha1=${hex('sha1', 'b').toUpperCase()}` });
    expect(await signatureFault({ headers: upper, body: bytes('b') }, own)).toBe(undefined);
  });

  it('counts once whichever of its signatures comes first', async () => {
    const own = check({ scheme: inHeader, secrets: ['word', 'old'] });
    const told = ['word', 'old'].map(
      (key) => `v1=${createHmac('sha256', key).update(`${nowS}.body`).digest('hex')}`,
    );
    const sent = async (entries: readonly string[]): Promise<string | undefined> => {
      const headers = new Headers({ 'x-signature': [`t=${nowS}`, ...entries].join(',') });
      return signatureFault({ headers, body: bytes('body') }, own);
    };
    expect(await sent(told)).toBe(undefined);
    expect(await sent(told.toReversed())).toBe('replayed');
    expect(await sent(told.slice(1))).toBe('replayed');
  });

  it('counts milliseconds', async () => {
    const scheme: SignatureScheme = {
      ...inHeader,
      timestamp: { header: 'x-time', unit: 'ms' },
    };
    const headers = new Headers({
      'x-time': `${nowMs}`,
      'x-signature': `v1=${hex('sha256', `${nowMs}.body`)}`,
    });
    const own = check({ scheme, secrets: ['word'] });
    expect(await signatureFault({ headers, body: bytes('body') }, own)).toBe(undefined);
  });
});
