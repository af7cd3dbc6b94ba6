import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { inCookies, inHeaders } from './header-cases.ts';
import { refused, runOf, type CaseRun } from './parameter-cases.ts';
import { inUrls } from './url-cases.ts';

const cases = [...inUrls, ...inHeaders, ...inCookies];

describe('a value arrives as the standards write it', () => {
  let run: CaseRun;
  beforeAll(async () => {
    run = await runOf(cases);
  }, 120_000);
  afterAll(() => run.close());

  it.each(cases.map((one, index) => ({ ...one, place: one.parameter.in, index })))(
    '$place: $title',
    async ({ index, expected }) => {
      if (expected !== refused) {
        expect(await run.arrived(index)).toEqual([expected]);
        return;
      }
      await expect(run.arrived(index)).rejects.toMatchObject({
        kind: 'invalid_request',
        requestSent: false,
      });
      expect(run.recorder.arrivals).toEqual([]);
    },
  );
});
