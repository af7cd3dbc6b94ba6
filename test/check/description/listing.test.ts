import { describe, expect, it } from 'vitest';

import { readListing } from '../../../src/check/description/listing.ts';
import type { JsonObject } from '../../../src/model/document.ts';

describe('what an answer shows of paging', () => {
  it('is found in bounded steps where parts name themselves many times over', () => {
    const self = { $ref: '#/components/schemas/Round' };
    const properties = { data: { type: 'array', items: self } };
    const Round = { allOf: Array.from({ length: 40 }, () => self), properties };
    const content = { 'application/json': { schema: self } };
    const document = { components: { schemas: { Round } } };
    const listing = readListing(json(document), json({ responses: { 200: { content } } }));
    expect(listing?.fields[1]).toMatchObject({ path: ['data'], kind: 'list' });
  });
});

function json(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
