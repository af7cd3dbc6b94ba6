import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loopbackWorld } from './loopback-world.ts';
import { ours } from './ours.ts';
import { applies } from './rule.ts';
import { rules } from './rules.ts';
import { peers } from './peers/index.ts';
import { virtualWorld } from './virtual-world.ts';

it('there are fifteen rules, and each has something to check', () => {
  expect(rules.map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
  expect(rules.filter(({ checks }) => !checks.some((check) => applies(check, ours)))).toEqual([]);
});

describe.each(rules)('rule $number: $title', ({ checks }) => {
  it.each(checks)('on a clock that is moved: $name', async (check) => {
    await check.run(virtualWorld(), ours);
  });

  it.concurrent.each(checks)('against a real server: $name', async (check) => {
    const world = loopbackWorld();
    try {
      await check.run(world, ours);
    } finally {
      await world.close();
    }
  });
});

describe('a published library', () => {
  it.each(peers)('$name answers through its driver', async (driver) => {
    const world = loopbackWorld();
    try {
      const server = await world.serve(() => ({ status: 200 }));
      const { kind } = await world.within(20_000, driver.client(world, server.baseUrl, {}).get());
      expect({ kind, requests: server.arrivals.length }).toEqual({ kind: 'value', requests: 1 });
    } finally {
      await world.close();
    }
  });
});

describe('the table of README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  it.each(rules)(
    'shows rule $number as it is checked, and as kept by ours',
    ({ number, title }) => {
      const row = readme.split('\n').find((line) => line.startsWith(`| ${number} `));
      const cells = row?.split('|').map((cell) => cell.trim());
      expect(cells?.slice(1, 4)).toEqual([String(number), title, 'pass']);
    },
  );

  it('has a column for each library', () => {
    for (const { name } of peers) expect(readme).toContain(` ${name} |`);
  });
});
