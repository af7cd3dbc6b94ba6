import { describe, expect, it } from 'vitest';
import { loopbackWorld } from './loopback-world.ts';
import { ours } from './ours.ts';
import { applies } from './rule.ts';
import { rules } from './rules.ts';
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
