import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  checkSignature,
  standardWebhooks,
  type SignatureCheck,
  type SignatureScheme,
} from '../../generators/runtime/files/webhook-signature.ts';

const nowMs = Date.UTC(2026, 0, 15, 12);
const nowS = nowMs / 1000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const secret = `whsec_${Buffer.from('a key of the sender').toString('base64')}`;
const other = `whsec_${Buffer.from('another key').toString('base64')}`;

function check(differs: Partial<SignatureCheck> = {}): SignatureCheck {
  return {
    scheme: standardWebhooks,
    secrets: [secret],
    toleranceMs: 300_000,
    mostBytes: 1000,
    wallClock: () => nowMs,
    ...differs,
  };
}

/** Undefined: it is good. */
function faultOf(...given: Parameters<typeof checkSignature>): string | undefined {
  return checkSignature(...given).fault;
}

/** A receiver that stores each event once, with its key, unless its database is away. */
function receiver(own: SignatureCheck = check()): {
  readonly kept: Map<string, number>;
  isAway: boolean;
  receive(request: Parameters<typeof checkSignature>[0]): string;
} {
  const kept = new Map<string, number>();
  return {
    kept,
    isAway: false,
    receive(request) {
      const found = checkSignature(request, own);
      if (found.fault !== undefined) return found.fault;
      if (this.isAway) return 'away';
      const isNew = !kept.has(found.key);
      kept.set(found.key, found.untilMs);
      return isNew ? 'stored' : 'known';
    },
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
  it('is as the specification computes it', () => {
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
    expect(faultOf({ headers, body: bytes('{"test": 2432232314}') }, own)).toBe(undefined);
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
  ])('$name: $fault', ({ request, fault }) => {
    expect(faultOf(request, check())).toBe(fault);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'without %s is none',
    (name) => {
      for (const value of [undefined, '']) {
        const request = signed('{}');
        if (value === undefined) request.headers.delete(name);
        else request.headers.set(name, value);
        expect(faultOf(request, check())).toBe('unsigned');
      }
    },
  );

  it.each(['v1,', 'v1,%%%', 'v2,abcd', 'v1a,abcd', 'v1,YWJj'])(
    'that says %s is refused',
    (text) => {
      const request = signed('{}');
      request.headers.set('webhook-signature', text);
      expect(faultOf(request, check())).toMatch(/^(unsigned|wrong_signature)$/);
    },
  );

  it('is made with either secret while one replaces the other', () => {
    const own = check({ secrets: [other, secret] });
    expect(faultOf(signed('{}'), own)).toBe(undefined);
    expect(faultOf(signed('{}', { by: [other], id: 'msg_2' }), own)).toBe(undefined);
  });

  it.each([{ secrets: [] }, { secrets: [''] }, { secrets: ['whsec_'] }])(
    'is refused where there is no secret: $secrets',
    ({ secrets }) => {
      expect(faultOf(signed('{}'), check({ secrets }))).toBe('no_secret');
    },
  );

  it('tells the event for as long as its time is good, and the same one each time', () => {
    const own = receiver();
    const request = signed('{}', { atS: `${nowS + 100}` });
    expect([own.receive(request), own.receive(request)]).toEqual(['stored', 'known']);
    expect([...own.kept]).toEqual([['msg_1', nowMs + 400_000]]);
  });

  it('is as good at the second delivery where the first could not be stored', () => {
    const own = receiver();
    own.isAway = true;
    expect(own.receive(signed('{}'))).toBe('away');
    own.isAway = false;
    expect(own.receive(signed('{}'))).toBe('stored');
  });

  it('is not looked for behind more entries than a sender has secrets', () => {
    const request = signed('{}', { by: [...Array.from({ length: 8 }, () => other), secret] });
    expect(faultOf(request, check())).toBe('wrong_signature');
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

  it('has the time among the entries of the signature', () => {
    const headers = (atS: number): Headers =>
      new Headers({ 'x-signature': `t=${atS}, v0=00, v1=${hex('sha256', `${atS}.body`)}` });
    const own = receiver(check({ scheme: inHeader, secrets: ['word'] }));
    const request = { headers: headers(nowS), body: bytes('body') };
    expect(own.receive(request)).toBe('stored');
    expect(own.receive(request)).toBe('known');
    const late = { headers: headers(nowS + 301), body: bytes('body') };
    expect(own.receive(late)).toBe('clock');
  });

  it('has no time: then the same signature counts once for as long as it is remembered', () => {
    const own = receiver(check({ scheme: bodyOnly, secrets: ['word'] }));
    const headers = new Headers({ 'x-signature': `sha1=${hex('sha1', 'body')}` });
    const request = { headers, body: bytes('body') };
    expect(own.receive(request)).toBe('stored');
    expect(own.receive(request)).toBe('known');
    expect([...own.kept.values()]).toEqual([nowMs + 300_000]);
    const upper = new Headers({ 'x-signature': `sha1=${hex('sha1', 'b').toUpperCase()}` });
    expect(own.receive({ headers: upper, body: bytes('b') })).toBe('stored');
  });

  it('counts once whichever of its signatures comes first', () => {
    const own = receiver(check({ scheme: inHeader, secrets: ['word', 'old'] }));
    const told = ['word', 'old'].map(
      (key) => `v1=${createHmac('sha256', key).update(`${nowS}.body`).digest('hex')}`,
    );
    const sent = (entries: readonly string[]): string => {
      const headers = new Headers({ 'x-signature': [`t=${nowS}`, ...entries].join(',') });
      return own.receive({ headers, body: bytes('body') });
    };
    expect(sent(told)).toBe('stored');
    expect(sent(told.toReversed())).toBe('known');
    expect(sent(told.slice(1))).toBe('known');
  });

  it('counts milliseconds', () => {
    const scheme: SignatureScheme = {
      ...inHeader,
      timestamp: { header: 'x-time', unit: 'ms' },
    };
    const headers = new Headers({
      'x-time': `${nowMs}`,
      'x-signature': `v1=${hex('sha256', `${nowMs}.body`)}`,
    });
    const own = check({ scheme, secrets: ['word'] });
    expect(faultOf({ headers, body: bytes('body') }, own)).toBe(undefined);
  });
});
