import { describe, expect, it } from 'vitest';

import { asExpected, expectedFiles, listFixtures, runFixture } from './fixture-run.ts';

describe.each(listFixtures())('fixture $name', (fixture) => {
  it('exits, prints and writes exactly what expected/ holds', async () => {
    const result = await runFixture(fixture);
    const actual = asExpected(result, fixture);
    const expected = expectedFiles(fixture);
    expect(result.exit).toBe(fixture.exit);
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [path, text] of expected) expect(actual.get(path), path).toBe(text);
  });
});
