import { describe, expect, it } from 'vitest';
import { send } from '../../generators/runtime/files/client.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { json, operation, resilience, testClient } from './settings.ts';
import { started } from './started-limiter.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

const perSecond: PlainLimit = { id: 'all', form: 'window', max: 10, windowMs: 1250 };

describe('what an answer says is left', () => {
  const hourly: PlainLimit = { id: 'hour', form: 'window', max: 5, windowMs: 3000 };
  const headers = (fields: Record<string, string>): Headers => new Headers(fields);

  it('tightens a limit that someone else uses too, until the window ends', async () => {
    const { host, ask, left } = await started([hourly]);
    const permit = await host.settle(ask('1'));
    permit.observe(headers({ 'x-ratelimit-remaining': '1' }));
    await host.settle(Promise.all([ask('2'), ask('3')]));
    expect(left).toEqual([
      ['1', 0],
      ['2', 0],
      ['3', 3000],
    ]);
  });

  it('never loosens it, and what left since explains a lower figure', async () => {
    const { host, ask, left } = await started([hourly]);
    const permits = await host.settle(Promise.all(['1', '2', '3'].map((name) => ask(name))));
    permits[0]?.observe(headers({ 'ratelimit-remaining': '2' }));
    permits[1]?.observe(headers({ 'ratelimit-remaining': '900' }));
    await host.settle(Promise.all(['4', '5', '6'].map((name) => ask(name))));
    expect(left.map(([, atMs]) => atMs)).toEqual([0, 0, 0, 0, 0, 3000]);
  });

  it.each([
    [{ ratelimit: '"default";r=0;t=30' }, 3000],
    [{ ratelimit: 'limit=100, remaining=0, reset=30' }, 3000],
    [{ ratelimit: '"a";r=0;t=30, "b";r=0;t=1' }, 0],
    [{ 'x-rate-limit-remaining': ' 0 ' }, 3000],
    [{ 'x-ratelimit-remaining': '7', 'ratelimit-remaining': '0' }, 3000],
    [{ 'x-ratelimit-remaining': '-1' }, 0],
    [{ 'x-ratelimit-remaining': 'none' }, 0],
    [{ 'x-ratelimit-remaining': '' }, 0],
    [{ 'x-ratelimit-remaining': '1e9' }, 0],
    [{}, 0],
  ])('%j makes the next call wait %i ms', async (fields, waitMs) => {
    const { host, ask, left } = await started([hourly]);
    const permit = await host.settle(ask('1'));
    permit.observe(headers(fields));
    await host.settle(ask('2'));
    expect(left[1]).toEqual(['2', waitMs]);
  });

  it.each<readonly [readonly [string, Record<string, string>, unknown, number]]>([
    [['X-Left', { 'x-left': '0' }, undefined, 3000]],
    [['X-Left', { 'x-ratelimit-remaining': '0' }, undefined, 0]],
    [['cost.left', {}, { cost: { left: 0 } }, 3000]],
    [['cost.left', {}, { cost: { left: '0' } }, 3000]],
    [['cost.left', {}, { cost: 3 }, 0]],
    [['cost.left', {}, { cost: { left: -1 } }, 0]],
    [['no header: at all', {}, undefined, 0]],
  ])('is read where a name is declared: %j', async ([remaining, fields, data, waitMs]) => {
    const { host, ask, left } = await started([perSecond, { ...hourly, remaining }]);
    const permit = await host.settle(ask('1'));
    permit.observe(headers(fields), data);
    await host.settle(ask('2'));
    expect(left[1]).toEqual(['2', waitMs]);
  });

  it('says nothing where two limits count calls and none names its header', async () => {
    const { host, ask, left } = await started([perSecond, hourly]);
    const permit = await host.settle(ask('1'));
    permit.observe(headers({ 'x-ratelimit-remaining': '0' }));
    await host.settle(ask('2'));
    expect(left[1]).toEqual(['2', 0]);
  });

  it('drains a bucket, and a calendar quota but near its reset', async () => {
    const bucket: PlainLimit = { id: 'b', form: 'bucket', capacity: 4, refillPerSecond: 1 };
    const one = await started([bucket]);
    (await one.host.settle(one.ask('1'))).observe(headers({ 'x-ratelimit-remaining': '0' }));
    await one.host.settle(one.ask('2'));
    expect(one.left[1]).toEqual(['2', 1000]);

    const hour = 3_600_000;
    const quota: PlainLimit = {
      id: 'c',
      form: 'calendar',
      max: 5,
      windowMs: hour,
      resets: 'clock',
      settleMs: 250,
    };
    // The clock of a host starts at the full hour.
    const two = await started([quota], 30_000);
    (await two.host.settle(two.ask('1'))).observe(headers({ 'x-ratelimit-remaining': '0' }));
    await two.host.settle(two.ask('2'));
    await two.host.advance(60_000);
    (await two.host.settle(two.ask('3'))).observe(headers({ 'x-ratelimit-remaining': '0' }));
    await two.host.settle(two.ask('4'));
    expect(two.left.map(([, atMs]) => atMs)).toEqual([0, 0, 60_000, hour + 250 - 30_000]);
  });

  it('is read from each answer of a client', async () => {
    const times: number[] = [];
    const host: VirtualHost = virtualHost({
      fetch: () => {
        times.push(host.now());
        return Promise.resolve(json({}, { headers: { 'x-ratelimit-remaining': '0' } }));
      },
    });
    const client = testClient(host, { resilience: resilience({ limits: [hourly] }) });
    await host.settle(send(client, operation(), {}));
    await host.settle(send(client, operation(), {}));
    expect(times).toEqual([3000, 6000]);
  });
});
