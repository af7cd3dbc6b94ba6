import { describe, expect, it } from 'vitest';
import { queryKey } from '../../generators/runtime/files/api-key.ts';
import { bearer } from '../../generators/runtime/files/bearer.ts';

import type { CallInput, CallResult } from '../../generators/runtime/files/operation.ts';
import { byCursor } from '../../generators/runtime/files/page-cursor.ts';
import { byLink } from '../../generators/runtime/files/page-link.ts';
import { byOffset, byPage } from '../../generators/runtime/files/page-number.ts';
import { itemsOf, pagesOf, type Page } from '../../generators/runtime/files/pages.ts';
import type {
  PagedCall,
  PaginationDefinition,
  PagingState,
} from '../../generators/runtime/files/paging.ts';
import { clientOf, serve, type Answer, type Seen } from './loopback.ts';
import { operation, parameter, resilience } from './settings.ts';

type Row = { readonly id: number };
type Reply = { readonly status?: number; readonly headers?: object; readonly body: unknown };

const rows = (first: number, count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: first + index }));
const list = operation({
  id: 'listThings',
  path: '/v1/things',
  parameters: ['page', 'cursor', 'offset', 'limit'].map((name) => parameter({ name })),
});

/** A server whose answer follows from the query, and a call of its list. */
async function paged(
  pagination: PaginationDefinition,
  answer: (query: URLSearchParams, seen: Seen) => Reply,
  input: CallInput = {},
): Promise<{
  call: PagedCall;
  urls: () => readonly string[];
  seen: readonly Seen[];
  baseUrl: string;
}> {
  const reply: Answer = (request, response) => {
    const {
      status = 200,
      headers = {},
      body,
    } = answer(new URL(request.url, 'http://x').searchParams, request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const { baseUrl, seen } = await serve(reply);
  const client = clientOf(`${baseUrl}/base`);
  return {
    baseUrl,
    seen,
    call: { client, operation: list, pagination, input },
    urls: () => seen.map(({ url }) => url.replace('/base/v1/things', '')),
  };
}

async function idsOf(call: PagedCall): Promise<readonly number[]> {
  const ids: number[] = [];
  for await (const { id } of itemsOf<Row>(call)) ids.push(id);
  return ids;
}

async function pagesIn(call: PagedCall): Promise<readonly Page<CallResult, Row>[]> {
  const found: Page<CallResult, Row>[] = [];
  for await (const page of pagesOf<CallResult, Row>(call)) found.push(page);
  return found;
}

const page: PaginationDefinition = { steps: byPage, items: ['data'], param: 'page', start: 1 };
const cursor: PaginationDefinition = {
  steps: byCursor,
  items: ['data'],
  param: 'cursor',
  next: ['meta', 'next'],
};
const link: PaginationDefinition = { steps: byLink, items: [], header: 'Link' };
const byNumber = (query: URLSearchParams): number => Number(query.get('page') ?? '1');

describe('a list in pages', () => {
  it('goes on by the token of each answer until there is none', async () => {
    const { call, urls } = await paged(cursor, (query) => {
      const at = Number(query.get('cursor') ?? '0');
      return { body: { data: rows(at, 2), meta: { next: at < 4 ? `${at + 2}` : null } } };
    });
    expect(await idsOf(call)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(urls()).toEqual(['', '?cursor=2', '?cursor=4']);
  });

  it('goes on by the id of the last entry while the answer says that there is more', async () => {
    const form = {
      steps: byCursor,
      items: ['data'],
      param: 'cursor',
      entry: 'id',
      more: ['more'],
    };
    const { call, urls } = await paged(form, (query) => {
      const at = Number(query.get('cursor') ?? '-1') + 1;
      return { body: { data: rows(at, 2), more: at < 4 } };
    });
    expect(await idsOf(call)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(urls()).toEqual(['', '?cursor=1', '?cursor=3']);
  });

  it('counts pages until one is empty, and does not take a short one for the last', async () => {
    const sizes = [2, 1, 2, 0];
    const { call, urls } = await paged(page, (query) => {
      const at = byNumber(query);
      return { body: { data: rows(at * 10, sizes[at - 1] ?? 0) } };
    });
    expect(await idsOf(call)).toEqual([10, 11, 20, 30, 31]);
    expect(urls()).toEqual(['', '?page=2', '?page=3', '?page=4']);
  });

  it.each<[string, PaginationDefinition, (at: number) => Reply]>([
    [
      'number of pages',
      { ...page, pages: ['pages'] },
      (at) => ({ body: { data: rows(at * 10, 2), pages: 3 } }),
    ],
    [
      'number of entries',
      { ...page, total: ['total'] },
      (at) => ({ body: { data: rows(at * 10, 2), total: 6 } }),
    ],
    [
      'header',
      { ...page, pagesHeader: 'X-Pages' },
      (at) => ({ body: { data: rows(at * 10, 2) }, headers: { 'x-pages': '3' } }),
    ],
    [
      'word',
      { ...page, more: ['more'] },
      (at) => ({ body: { data: rows(at * 10, 2), more: at < 3 } }),
    ],
    [
      'next number',
      { ...page, next: ['next'] },
      (at) => ({ body: { data: rows(at * 10, 2), next: at < 3 ? at + 1 : null } }),
    ],
    [
      'own number',
      { steps: byPage, items: ['data'], param: 'page', current: ['now'], pages: ['pages'] },
      (at) => ({ body: { data: rows(at * 10, 2), now: at, pages: 3 } }),
    ],
  ])('ends at the %s of the answer without a further call', async (_name, form, answer) => {
    const { call, urls } = await paged(form, (query) => answer(byNumber(query)));
    expect(await idsOf(call)).toEqual([10, 11, 20, 21, 30, 31]);
    expect(urls()).toEqual(['', '?page=2', '?page=3']);
  });

  it('follows a total that changes on the way, and does not believe one below what came', async () => {
    const totals = [6, 3, 3];
    const { call, urls } = await paged({ ...page, total: ['total'] }, (query) => {
      const at = byNumber(query);
      return { body: { data: rows(at * 10, at < 3 ? 2 : 0), total: totals[at - 1] } };
    });
    expect(await idsOf(call)).toEqual([10, 11, 20, 21]);
    expect(urls()).toHaveLength(3);
  });

  it('begins where the caller says, and counts a total only from the first page', async () => {
    const { call, urls } = await paged(
      { ...page, total: ['total'] },
      (query) => ({
        body: { data: rows(byNumber(query) * 10, byNumber(query) < 4 ? 2 : 0), total: 2 },
      }),
      { query: { page: 2, limit: 2 } },
    );
    expect(await idsOf(call)).toEqual([20, 21, 30, 31]);
    expect(urls()).toEqual(['?page=2&limit=2', '?page=3&limit=2', '?page=4&limit=2']);
  });

  it('skips what came, however few entries a page has', async () => {
    const { call, urls } = await paged(
      { steps: byOffset, items: ['data'], param: 'offset', start: 0, total: ['total'] },
      (query) => {
        const at = Number(query.get('offset') ?? '0');
        return { body: { data: rows(at, Math.min(at === 0 ? 3 : 2, 7 - at)), total: 7 } };
      },
      { query: { limit: 3 } },
    );
    expect(await idsOf(call)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(urls()).toEqual(['?limit=3', '?offset=3&limit=3', '?offset=5&limit=3']);
  });

  it('asks for the declared size only where the caller asks for none', async () => {
    const form = { ...page, pages: ['pages'], size: { param: 'limit', entries: 50 } };
    const one = (): Reply => ({ body: { data: [], pages: 1 } });
    const [silent, said] = [
      await paged(form, one),
      await paged(form, one, { query: { limit: 7 } }),
    ];
    await Promise.all([idsOf(silent.call), idsOf(said.call)]);
    expect([silent.urls(), said.urls()]).toEqual([['?limit=50'], ['?limit=7']]);
  });

  it('yields an empty last page too, and an absent list as an empty one', async () => {
    const { call } = await paged(cursor, (query) =>
      query.has('cursor') ? { body: {} } : { body: { data: rows(0, 1), meta: { next: 'b' } } },
    );
    expect((await pagesIn(call)).map(({ items }) => items.length)).toEqual([1, 0]);
  });
});

describe('the address of the next page', () => {
  it.each<[string, (base: string) => string]>([
    [
      'absolute',
      (base) => `<${base}/base/v1/things?page=2&q={a}?b>; rel="next", <${base}/x>; rel="last"`,
    ],
    ['relative', () => '</x>; rel=prev, <things?page=2&q={a}?b>; title="a,b<c>"; rel="last next"'],
  ])('is followed where it is %s', async (_name, header) => {
    const servers: { baseUrl: string }[] = [];
    const found = await paged(link, (query) =>
      query.has('page')
        ? { body: rows(2, 2) }
        : { body: rows(0, 2), headers: { link: header(servers[0]?.baseUrl ?? '') } },
    );
    servers.push(found);
    expect(await idsOf(found.call)).toEqual([0, 1, 2, 3]);
    expect(found.urls()).toEqual(['', '?page=2&q=%7Ba%7D%3Fb']);
  });

  it('may lead to another path, with the headers of the caller and the credentials', async () => {
    const { call, seen } = await paged(link, (_query, { url }) =>
      url.startsWith('/other')
        ? { body: [] }
        : { body: [], headers: { link: '</other?p=2>; rel="next"' } },
    );
    const client = clientOf(call.client.options.baseUrl, {
      credentials: [['s', bearer('TOKEN')]],
    });
    const trace = parameter({ name: 'X-Trace', in: 'header' });
    await idsOf({
      ...call,
      client,
      operation: { ...list, security: [['s']], parameters: [...list.parameters, trace] },
      input: { headers: { 'X-Trace': 't1' }, query: { limit: 5 } },
    });
    expect(seen.map(({ url }) => url)).toEqual(['/base/v1/things?limit=5', '/other?p=2']);
    expect(seen[1]?.headers).toMatchObject({
      'x-trace': 't1',
      authorization: 'Bearer value-of-TOKEN',
    });
  });

  it.each([
    'http://127.0.0.1:1/steal',
    '//evil.test/x',
    'https://user:word@evil.test/',
    'javascript:alert(1)',
  ])('is an error where it is %s, and nothing is sent there', async (address) => {
    const { call, urls } = await paged({ steps: byLink, items: ['data'], next: ['next'] }, () => ({
      body: { data: rows(0, 1), next: address },
    }));
    await expect(idsOf(call)).rejects.toMatchObject({ kind: 'invalid_response' });
    expect(urls()).toEqual(['']);
  });

  it('stands without the key of the query in the place to go on from', async () => {
    const { call } = await paged(
      { steps: byLink, items: ['data'], next: ['links', 'next'] },
      (query) => ({
        body: {
          data: [],
          links: { next: query.has('p') ? null : { href: '/base/v1/things?p=2&key=secret' } },
        },
      }),
    );
    const client = clientOf(call.client.options.baseUrl, {
      credentials: [['s', queryKey('key', 'KEY')]],
    });
    const found = await pagesIn({ ...call, client, operation: { ...list, security: [['s']] } });
    expect(found.map(({ next }) => next?.link)).toEqual(['/base/v1/things?p=2', undefined]);
  });

  it.each(['@evil.test/', 'https://evil.test/', '/\\evil.test/..//evil', ''])(
    'is not taken from a stored place that is %j',
    async (stored) => {
      const { call, seen } = await paged(link, () => ({ body: [] }));
      await idsOf({ ...call, from: { link: stored, seen: 0 } }).catch(() => undefined);
      expect(
        seen.every(({ headers }) => headers.host === new URL(call.client.options.baseUrl).host),
      ).toBe(true);
    },
  );
});

describe('the end of a walk', () => {
  it.each([
    ['one place', () => 'same'],
    ['a circle of places', (at: string | null) => ({ a: 'b', b: 'c', c: 'a' })[at ?? 'c'] ?? 'a'],
  ])('comes with an error where the system leads to %s again', async (_name, next) => {
    const { call, urls } = await paged(cursor, (query) => ({
      body: { data: rows(0, 1), meta: { next: next(query.get('cursor')) } },
    }));
    await expect(idsOf(call)).rejects.toMatchObject({ kind: 'invalid_response' });
    expect(urls().length).toBeLessThan(10);
  });

  it('is no error where an empty page leads to itself', async () => {
    const { call } = await paged(cursor, (query) => ({
      body: { data: query.has('cursor') ? [] : rows(0, 1), meta: { next: 'end' } },
    }));
    expect(await idsOf(call)).toEqual([0]);
  });

  it('is no error where an empty page links to itself', async () => {
    const { call, urls } = await paged(link, (query) => ({
      headers: { link: '<?cursor=end>; rel="next"' },
      body: query.has('cursor') ? [] : rows(0, 1),
    }));
    expect(await idsOf(call)).toEqual([0]);
    expect(urls()).toEqual(['', '?cursor=end']);
  });

  it('is loud where the answer says that there is more, but not where', async () => {
    const { call } = await paged({ ...cursor, more: ['more'] }, () => ({
      body: { data: rows(0, 1), more: true, meta: { next: null } },
    }));
    await expect(idsOf(call)).rejects.toThrow('there is more, but not where');
  });

  it('comes with an empty page where the system always states a next number', async () => {
    const { call } = await paged({ ...page, next: ['next'] }, (query) => ({
      body: { data: rows(byNumber(query), byNumber(query) < 3 ? 1 : 0), next: byNumber(query) + 1 },
    }));
    expect(await idsOf(call)).toEqual([1, 2]);
  });

  it('is a next place of 0, which would be the first one', async () => {
    const { call, urls } = await paged(cursor, (query) => ({
      body: { data: rows(0, 1), meta: { next: query.has('cursor') ? 0 : 7 } },
    }));
    expect(await idsOf(call)).toEqual([0, 0]);
    expect(urls()).toEqual(['', '?cursor=7']);
  });

  it.each<[string, PaginationDefinition]>([
    ['pages', { ...page, more: ['more'], pages: ['count'] }],
    ['entries of pages', { ...page, more: ['more'], total: ['count'] }],
    [
      'entries',
      {
        steps: byOffset,
        items: ['data'],
        param: 'page',
        start: 1,
        more: ['more'],
        total: ['count'],
      },
    ],
  ])(
    'is not told by a count of %s where the answer says that there is more',
    async (_name, form) => {
      const { call } = await paged(form, (query) => ({
        body: { data: rows(byNumber(query), 1), more: byNumber(query) < 3, count: 1 },
      }));
      expect(await idsOf(call)).toEqual([1, 2, 3]);
    },
  );

  it('comes before the next call where the loop is left', async () => {
    const { call, urls } = await paged(page, (query) => ({
      body: { data: rows(byNumber(query) * 10, 2) },
    }));
    for await (const { id } of itemsOf<Row>(call)) if (id === 20) break;
    expect(urls()).toEqual(['', '?page=2']);
  });

  it('comes with the signal of the caller, and further calls are not made', async () => {
    const aborter = new AbortController();
    const { call, urls } = await paged(
      page,
      (query) => ({ body: { data: rows(byNumber(query) * 10, 1) } }),
      { signal: aborter.signal },
    );
    const walk = async (): Promise<void> => {
      for await (const { id } of itemsOf<Row>(call)) if (id === 20) aborter.abort();
    };
    await expect(walk()).rejects.toMatchObject({ kind: 'aborted' });
    expect(urls()).toEqual(['', '?page=2']);
  });

  it('waits where the system is too busy in the middle', async () => {
    const refused: string[] = [];
    const { call } = await paged({ ...page, pages: ['pages'] }, (query) => {
      if (byNumber(query) === 2 && refused.length === 0) {
        refused.push('once');
        return { status: 429, headers: { 'retry-after': '0.3' }, body: {} };
      }
      return { body: { data: rows(byNumber(query) * 10, 1), pages: 3 } };
    });
    const client = clientOf(call.client.options.baseUrl, {
      resilience: resilience({ retry: { ...resilience().retry, baseDelayMs: 1, maxDelayMs: 2 } }),
    });
    expect(await idsOf({ ...call, client })).toEqual([10, 20, 30]);
    expect(refused).toEqual(['once']);
  });

  it('can be put off: each page says where to go on, in JSON', async () => {
    const { call, urls } = await paged({ ...page, total: ['total'] }, (query) => ({
      body: { data: rows(byNumber(query) * 10, 2), total: 6 },
    }));
    const [first] = await pagesIn({ ...call }).then((found) => found);
    const from = JSON.parse(JSON.stringify(first?.next)) as PagingState;
    expect(from).toEqual({ value: 2, seen: 2 });
    expect(await idsOf({ ...call, from })).toEqual([20, 21, 30, 31]);
    expect(urls()).toEqual(['', '?page=2', '?page=3', '?page=2', '?page=3']);
  });

  it('says which answer holds no list', async () => {
    const { call } = await paged(page, () => ({ body: { data: 'none' } }));
    await expect(idsOf(call)).rejects.toThrow('The answer holds no list at "data".');
  });
});
