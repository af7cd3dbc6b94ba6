import { describe, expect, it } from 'vitest';

import { decidePagination } from '../../../src/decide/rules/pagination.ts';
import type { JsonObject } from '../../../src/model/document.ts';
import type { PlannedPagination } from '../../../src/plan/system.ts';
import { found, systemOf } from '../../check/checked.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const yes = { type: 'boolean' };
const list = { type: 'array', items: { type: 'object', properties: { id: text } } };
const object = (properties: object): object => ({ type: 'object', properties });

interface Shape {
  readonly query?: Readonly<Record<string, object>>;
  readonly answer: object;
  readonly headers?: object;
}

function spec({ query = {}, answer, headers = {} }: Shape): JsonObject {
  const parameters = Object.entries(query).map(
    ([name, { description = '', ...schema }]: [string, { description?: string }]) => ({
      name,
      in: 'query',
      description,
      schema,
    }),
  );
  const responses = {
    200: { description: '', headers, content: { 'application/json': { schema: answer } } },
  };
  const get = { operationId: 'listThings', parameters, responses };
  const document = {
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    paths: { '/things': { get } },
  };
  return JSON.parse(JSON.stringify(document)) as JsonObject;
}

const file = (keys = ''): string =>
  `integration: a\nsystems:\n  shop: { description: s, spec: shop.yaml${keys} }\n  ours: { description: o, owned: true }\n` +
  'flows: [{ from: shop, read: listThings, to: ours, do: keep, idempotency_key: id }]';

async function decided(shape: Shape, keys?: string): Promise<PlannedPagination | undefined> {
  const system = await systemOf('shop', file(keys), { shop: spec(shape) });
  const [operation] = system.api?.operations ?? [];
  return operation && decidePagination('systems.shop.operations.listThings', system, operation);
}

const link = { Link: { schema: text, description: 'Addresses of other pages' } };
const page = { page: { ...whole, default: 1 } };

describe('pages are recognised', () => {
  it.each<[string, Shape, object]>([
    [
      'by the header Link',
      { query: page, answer: list, headers: link },
      { type: 'link', items: [], header: 'Link' },
    ],
    [
      'by an address in the body',
      { answer: object({ data: list, links: object({ next: text }) }) },
      { type: 'link', items: ['data'], next: ['links', 'next'] },
    ],
    [
      'by an address of OData',
      { answer: object({ value: list, '@odata.nextLink': text }) },
      { type: 'link', items: ['value'], next: ['@odata.nextLink'] },
    ],
    [
      'by an object that bears the address',
      {
        answer: object({
          _embedded: object({ orders: list }),
          _links: object({ next: object({ href: text }) }),
        }),
      },
      { type: 'link', items: ['_embedded', 'orders'], next: ['_links', 'next', 'href'] },
    ],
    [
      'by a token that goes on',
      {
        query: { cursor: text },
        answer: object({ data: list, meta: object({ next_cursor: text }) }),
      },
      { type: 'cursor', items: ['data'], param: 'cursor', next: ['meta', 'next_cursor'] },
    ],
    [
      'by a token that may be null',
      {
        query: { pageToken: text },
        answer: object({ items: list, nextPageToken: { type: ['string', 'null'] } }),
      },
      { type: 'cursor', items: ['items'], param: 'pageToken', next: ['nextPageToken'] },
    ],
    [
      'by the last id',
      { query: { starting_after: text }, answer: object({ data: list, has_more: yes }) },
      { type: 'cursor', items: ['data'], param: 'starting_after', more: ['has_more'], entry: 'id' },
    ],
    [
      'by the last id in a field',
      {
        query: { after: { ...text, description: 'id of the last entry' } },
        answer: object({ data: list, last_id: text, has_more: yes }),
      },
      { type: 'cursor', items: ['data'], param: 'after', more: ['has_more'], next: ['last_id'] },
    ],
    [
      'by page numbers with a total',
      {
        query: { ...page, per_page: whole },
        answer: object({ data: list, meta: object({ total_pages: whole }) }),
      },
      { type: 'page', items: ['data'], param: 'page', pages: ['meta', 'total_pages'], start: 1 },
    ],
    [
      'by page numbers from 0',
      {
        query: { page: { ...whole, description: 'Zero-based page index' }, size: whole },
        answer: object({ content: list }),
      },
      { type: 'page', items: ['content'], param: 'page', start: 0 },
    ],
    [
      'by page numbers that only the answer tells',
      {
        query: { page: whole, per_page: whole },
        answer: object({ data: list, paging: object({ page: whole }) }),
      },
      { type: 'page', items: ['data'], param: 'page', current: ['paging', 'page'] },
    ],
    [
      'by page numbers with a header',
      { query: page, answer: list, headers: { 'X-Pages': { schema: whole } } },
      { type: 'page', items: [], param: 'page', pagesHeader: 'X-Pages', start: 1 },
    ],
    [
      'by the number of the next page',
      { query: { page: whole }, answer: object({ data: list, next_page: whole }) },
      { type: 'page', items: ['data'], param: 'page', next: ['next_page'] },
    ],
    [
      'by offset and limit',
      {
        query: { offset: whole, limit: whole },
        answer: object({ entries: list, total_count: whole }),
      },
      { type: 'offset', items: ['entries'], param: 'offset', start: 0, total: ['total_count'] },
    ],
    [
      'where parts are put together',
      {
        query: { offset: whole, limit: whole },
        answer: { allOf: [object({ total: whole }), object({ data: list })] },
      },
      { type: 'offset', items: ['data'], param: 'offset', start: 0, total: ['total'] },
    ],
  ])('%s', async (_name, shape, form) => {
    const pagination = await decided(shape);
    expect(pagination?.form).toEqual(form);
    expect(pagination?.how.source).toMatchObject({
      kind: 'documented',
      pointer: '/paths/~1things/get',
    });
    expect(pagination?.how.reason).toMatch(/recognised by names and types, (?:certain|likely)/);
  });

  it.each<[string, Shape]>([
    [
      'a page that begins at nobody knows what',
      { query: { page: whole, per_page: whole }, answer: list },
    ],
    [
      'a page from 0 or 1',
      { query: { page: { ...whole, minimum: 0 }, per_page: whole }, answer: list },
    ],
    [
      'a date',
      {
        query: { after: { ...text, description: 'Date after which' } },
        answer: object({ data: list, has_more: yes }),
      },
    ],
    [
      'a place in time',
      { query: { start: { ...whole, description: 'Start time' }, limit: whole }, answer: list },
    ],
    ['a limit alone', { query: { limit: whole }, answer: list }],
    ['two lists', { query: page, answer: object({ red: list, blue: list }) }],
    [
      'an offset of pages',
      { query: { offset: { ...whole, description: 'Page number' }, limit: whole }, answer: list },
    ],
    ['a token that nothing takes', { answer: object({ data: list, next_cursor: text }) }],
    [
      'a word "next" that may be anything',
      { query: { limit: whole }, answer: object({ data: list, next: text }) },
    ],
    ['an answer without a list', { query: page, answer: object({ id: text }) }],
    [
      'ids without a word that there is more',
      { query: { starting_after: text }, answer: object({ data: list }) },
    ],
  ])('not by %s', async (_name, shape) => {
    expect(await decided(shape)).toBeUndefined();
  });

  it('with what the description says of larger pages', async () => {
    const limit = { ...whole, default: 10, description: 'Limit can range between 1 and 100.' };
    const pagination = await decided({ query: { offset: whole, limit }, answer: list });
    expect(pagination?.how.reason).toContain(
      '"limit" may ask for 100 entries a page, 10 where it is not given',
    );
  });
});

const both: Shape = {
  query: { ...page, per_page: whole, after: text },
  answer: object({ data: list, meta: object({ more: yes }) }),
};

describe('a total', () => {
  it('is not one of entries where it is described as the number of pages', async () => {
    const total = { ...whole, description: 'The total number of pages.' };
    const answer = object({ data: list, meta: object({ total }) });
    const pagination = await decided({ query: { ...page, per_page: whole }, answer });
    expect(pagination?.form).toMatchObject({ type: 'page', pages: ['meta', 'total'] });
    expect(pagination?.form).not.toHaveProperty('total');
  });
});

describe('the pages that the file declares', () => {
  it('hold against what is recognised, and say so', async () => {
    const keys =
      ', pagination: { type: cursor, param: after, last_entry: id, more: meta.more, size_param: per_page, size: 50 }';
    expect(await decided(both, keys)).toMatchObject({
      how: {
        value:
          'cursor: after takes id of the last entry of "data", until "meta.more" is false or a page is empty, 50 entries a page by per_page',
        source: { kind: 'declared' },
      },
      form: {
        type: 'cursor',
        items: ['data'],
        param: 'after',
        entry: 'id',
        more: ['meta', 'more'],
        size: { param: 'per_page', entries: 50 },
      },
    });
  });

  it('may be none', async () => {
    expect(await decided(both)).toBeDefined();
    expect(await decided(both, ', pagination: { type: none }')).toBeUndefined();
    expect(
      await decided(both, ', pagination: [{ type: link, operations: listThings }, { type: none }]'),
    ).toMatchObject({ form: { header: 'Link' } });
  });

  it.each([
    ['a parameter that is not there', '{ type: page, param: pages }', 'pagination/no-operation'],
    [
      'a field that is not there',
      '{ type: page, param: page, total: meta.totl }',
      'pagination/no-operation',
    ],
    [
      'a field of the entries that is not there',
      '{ type: cursor, param: after, last_entry: key }',
      'pagination/no-operation',
    ],
    [
      'an operation that is not there',
      '{ type: link, operations: [listThing] }',
      'pagination/no-operation',
    ],
    [
      'a size that nothing takes',
      '{ type: page, param: page, size: 10 }',
      'pagination/half-a-size',
    ],
    ['no way to go on', '{ type: cursor, param: after }', 'key/missing-one-of'],
  ])('are an error with %s', async (_name, form, code) => {
    const codes = await found(file(`, pagination: ${form}`), { shop: spec(both) });
    expect(codes.map((each) => each.split(' ')[0])).toEqual([code]);
  });
});
