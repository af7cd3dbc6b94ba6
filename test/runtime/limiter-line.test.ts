import { describe, expect, it } from 'vitest';
import { plainBody } from '../../generators/runtime/files/plain-body.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { limiterOf } from './limit-kinds.ts';
import { discard, insert } from '../../generators/runtime/files/ordered.ts';
import type { PermitRequest } from '../../generators/runtime/files/permit.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { json, operation, resilience, testClient } from './settings.ts';
import { started } from './started-limiter.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

const perTicket: PlainLimit = {
  id: 'ticket',
  form: 'window',
  max: 1,
  windowMs: 1000,
  key: 'ticket',
};
const perSecond: PlainLimit = { id: 'all', form: 'window', max: 10, windowMs: 1250 };

const named = (ticket: string): Partial<PermitRequest> => ({ entities: { ticket } });

describe('a call that waits for its entity', () => {
  it('holds up no other entity, and nobody overtakes it in its own', async () => {
    const { host, ask, left } = await started([perSecond, perTicket]);
    const calls = [
      ask('a1', named('a')),
      ask('a2', named('a')),
      ask('a3', named('a')),
      ask('b1', named('b')),
    ];
    await host.settle(Promise.all(calls));
    expect(left).toEqual([
      ['a1', 0],
      ['b1', 0],
      ['a2', 1000],
      ['a3', 2000],
    ]);
  });

  it('keeps its place in the limit of all where both refuse', async () => {
    const all: PlainLimit = { id: 'all', form: 'window', max: 1, windowMs: 400 };
    const { host, ask, left } = await started([all, perTicket]);
    await host.settle(ask('a1', named('a')));
    const calls = [ask('b1', named('b')), ask('c1', named('c')), ask('a2', named('a'))];
    await host.advance(900);
    calls.push(ask('d1', named('d')));
    await host.settle(Promise.all(calls));
    expect(left.map(([name]) => name)).toEqual(['a1', 'b1', 'c1', 'a2', 'd1']);
  });
});

describe('an operation with a narrower limit', () => {
  it('waits for it without holding up the others', async () => {
    const heavy: PlainLimit = {
      id: 'heavy',
      form: 'window',
      max: 1,
      windowMs: 5000,
      operations: ['heavy'],
    };
    const { host, ask, left } = await started([perSecond, heavy]);
    const calls = [ask('h1', { operation: 'heavy' }), ask('h2', { operation: 'heavy' }), ask('l1')];
    await host.settle(Promise.all(calls));
    expect(left).toEqual([
      ['h1', 0],
      ['l1', 0],
      ['h2', 5000],
    ]);
  });
});

describe('priorities', () => {
  const slow: PlainLimit = { id: 'slow', form: 'spaced', spacingMs: 100 };

  it('let lower ones go first, and whoever came first among equals', async () => {
    const { host, ask, left } = await started([slow]);
    const calls = [
      ask('now'),
      ask('low 1', { priority: 5 }),
      ask('low 2', { priority: 5 }),
      ask('high 1', { priority: -1 }),
      ask('high 2', { priority: -1 }),
      ask('usual'),
    ];
    await host.settle(Promise.all(calls));
    expect(left.map(([name]) => name)).toEqual([
      'now',
      'high 1',
      'high 2',
      'usual',
      'low 1',
      'low 2',
    ]);
  });

  it('hold for one who has passed a first limit and waits for the next', async () => {
    const narrow: PlainLimit = { id: 'n', form: 'slots', max: 9, operations: ['x'] };
    const { host, ask, left } = await started([slow, narrow]);
    const calls = [ask('first'), ask('low', { priority: 1 })];
    await host.advance(10);
    calls.push(ask('high'));
    await host.settle(Promise.all(calls));
    expect(left).toEqual([
      ['first', 0],
      ['high', 100],
      ['low', 200],
    ]);
  });

  it('hold at the slots of a client too', async () => {
    const order: string[] = [];
    const host: VirtualHost = virtualHost({
      fetch: async ({ url }) => {
        order.push(new URL(url).pathname);
        await host.sleep(50);
        return json({});
      },
    });
    const client = testClient(host, { resilience: resilience({ concurrency: 1 }) });
    const get = (path: string, priority?: number): Promise<unknown> =>
      send(client, operation({ id: path, path }), priority === undefined ? {} : { priority });
    await host.settle(
      Promise.all([get('/first'), get('/low', 2), get('/usual'), get('/high', -2)]),
    );
    expect(order).toEqual(['/first', '/high', '/usual', '/low']);
  });

  it('may be any numbers without lanes that pile up', async () => {
    const { host, ask, left } = await started([slow]);
    for (let priority = 0; priority < 100; priority += 1)
      await host.settle(ask(String(priority), { priority }));
    expect(left).toHaveLength(100);
  });
});

describe('a caller who gives up', () => {
  const slow: PlainLimit = { id: 'slow', form: 'spaced', spacingMs: 100 };

  it('in the middle or at the front is passed over, and the promise says why', async () => {
    const { host, ask, left } = await started([slow]);
    const controller = new AbortController();
    const { signal } = controller;
    const calls = [ask('1'), ask('2', { signal }), ask('3'), ask('4', { signal }), ask('5')];
    const gone = Promise.allSettled(calls);
    await host.advance(50);
    controller.abort(new Error('No more.'));
    const ends = await host.settle(gone);
    expect(ends.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(ends[1]).toMatchObject({ reason: new Error('No more.') });
    expect(left).toEqual([
      ['1', 0],
      ['3', 100],
      ['5', 200],
    ]);
    expect(host.pending()).toBe(0);
  });

  it('before asking is not let in', async () => {
    const { ask } = await started([slow]);
    const signal = AbortSignal.abort(new Error('Too late.'));
    await expect(ask('1', { signal })).rejects.toThrow('Too late.');
  });

  it('with a thousand others leaves nothing behind, and the last one goes in time', async () => {
    const { host, ask, left } = await started([slow]);
    const controller = new AbortController();
    const { signal } = controller;
    const first = ask('first');
    const many = Array.from({ length: 1000 }, () => ask('gone', { signal }));
    const last = ask('last');
    const ends = Promise.allSettled(many);
    controller.abort(new Error('No more.'));
    await host.settle(Promise.all([first, last, ends]));
    expect(left).toEqual([
      ['first', 0],
      ['last', 100],
    ]);
  });

  it('leaves no alarm when nobody waits any more', async () => {
    const { host, ask } = await started([{ ...slow, spacingMs: 36_000_000 }], 40_000_000);
    await host.settle(ask('1'));
    const controller = new AbortController();
    const waiting = ask('2', { signal: controller.signal });
    await host.advance(1);
    expect(host.pending()).toBe(1);
    controller.abort(new Error('No more.'));
    await expect(waiting).rejects.toThrow('No more.');
    expect(host.pending()).toBe(0);
  });
});

describe('a pause', () => {
  it('ends those at once whose time it exceeds, wherever they stand, and keeps the others', async () => {
    const { host, limiter, ask, left } = await started([perSecond]);
    limiter.pause({ operation: 'x', entities: {} }, host.now() + 100);
    const patient = ask('patient');
    const hasty = ask('hasty', { deadlineMs: host.now() + 2000 });
    const brief = ask('brief', { longestMs: 3000 });
    const ends = Promise.allSettled([hasty, brief]);
    limiter.pause({ operation: 'x', entities: {} }, host.now() + 5000);
    expect(await ends).toMatchObject([
      { reason: { kind: 'too_long', waitMs: 5000 } },
      { reason: { kind: 'too_long', waitMs: 5000 } },
    ]);
    limiter.pause({ operation: 'x', entities: {} }, host.now() + 10);
    await host.settle(patient);
    expect(left).toEqual([['patient', 5000]]);
  });
});

describe('a burst', () => {
  it('leaves in groups, so that sending the first does not make the last look earlier than it is', async () => {
    let sleeps = 0;
    const host = virtualHost();
    const counting = {
      ...host,
      sleep: (ms: number, signal?: AbortSignal): Promise<void> => {
        sleeps += 1;
        return host.sleep(ms, signal);
      },
    };
    const limits: PlainLimit[] = [{ id: 'a', form: 'window', max: 500, windowMs: 1000 }];
    const limiter = limiterOf({ limits, host: counting });
    const times: number[] = [];
    const calls = Array.from({ length: 500 }, () =>
      limiter.acquire({ operation: 'x', entities: {} }).then(() => times.push(host.now())),
    );
    await host.settle(Promise.all(calls));
    expect(new Set(times)).toEqual(new Set([1000]));
    expect(sleeps).toBe(Math.ceil(500 / 64));
  });
});

describe('bytes', () => {
  const line: PlainLimit = { id: 'line', form: 'line', bytesPerSecond: 1000 };
  const upload = operation({
    id: 'upload',
    method: 'PUT',
    body: { required: true, contents: [{ mediaType: 'text/plain', write: plainBody }] },
  });

  it('of a body keep a line busy; a call may say another number', async () => {
    const times: number[] = [];
    const host: VirtualHost = virtualHost({
      fetch: () => {
        times.push(host.now());
        return Promise.resolve(json({}));
      },
    });
    const client = testClient(host, { resilience: resilience({ limits: [line] }) });
    const calls = [
      send(client, upload, { body: 'ü'.repeat(1000) }),
      send(client, upload, { body: 'short', bytes: 500 }),
      send(client, upload, { body: 'short' }),
      send(client, operation(), {}),
    ];
    await host.settle(Promise.all(calls));
    expect(times.sort((a, b) => a - b)).toEqual([0, 2000, 2500, 2500]);
  });

  it('count in a window, and more than it ever allows is refused at once', async () => {
    const limit: PlainLimit = {
      id: 'w',
      form: 'window',
      max: 100,
      windowMs: 1000,
      cost: 'bytes',
    };
    const { host, ask, left } = await started([limit]);
    await host.settle(Promise.all([ask('1', { bytes: 60 }), ask('2', { bytes: 41 }), ask('3')]));
    expect(left).toEqual([
      ['1', 0],
      ['2', 1000],
      ['3', 1000],
    ]);
    await expect(ask('4', { bytes: 101 })).rejects.toMatchObject({ kind: 'invalid_request' });
    await host.settle(ask('5', { bytes: -7 }));
  });

  it('that were not sent after all leave the line free', async () => {
    const { host, ask, left } = await started([line]);
    const permit = await host.settle(ask('1', { bytes: 5000 }));
    permit.giveBack();
    permit.giveBack();
    permit.end();
    await host.settle(ask('2', { bytes: 1 }));
    expect(left[1]).toEqual(['2', 0]);
  });
});

describe('an order', () => {
  it('gives the least first whatever was taken out of the middle', () => {
    const list: number[] = [];
    const add = (value: number): void => {
      insert(list, value, (left, right) => left < right);
    };
    const values = Array.from({ length: 200 }, (_, index) => (index * 7919) % 211);
    for (const value of values) add(value);
    for (const value of values.slice(0, 50)) discard(list, value);
    discard(list, 9999);
    const rest = values.slice(50).sort((a, b) => a - b);
    expect(list).toEqual(rest);
  });
});
