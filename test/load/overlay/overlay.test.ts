import { describe, expect, it } from 'vitest';

import { applyOverlay } from '../../../src/load/overlay/apply-overlay.ts';
import { readOverlay } from '../../../src/load/overlay/overlay.ts';
import type { Json } from '../../../src/model/document.ts';

/** What became of a document, and the faults as `pointer why`. */
async function changed(
  document: Json,
  actions: readonly object[],
  overlay = '1.1.0',
): Promise<{ document: Json; faults: readonly string[]; unmatched: readonly string[] }> {
  const read = readOverlay(JSON.parse(JSON.stringify({ overlay, actions })) as Json);
  const shown = (faults: readonly { pointer: string; why: string }[]): readonly string[] =>
    faults.map(({ pointer, why }) => `${pointer} ${why}`);
  if (read.faults !== undefined) return { document, faults: shown(read.faults), unmatched: [] };
  const { faults, unmatched } = await applyOverlay(document, read.overlay);
  return { document, faults: shown(faults), unmatched: unmatched.map(({ target }) => target) };
}

const twoPaths = (): Json => ({
  paths: {
    '/a': { get: { tags: ['x', 'y', 'x'], summary: 'old' } },
    '/b': { get: { tags: ['x'], deprecated: true } },
  },
});

describe('an overlay', () => {
  it('merges objects, puts lists behind lists, and replaces single values', async () => {
    const update = { summary: 'new', tags: ['z'], 'x-limit': { per: 'minute' } };
    const { document, faults } = await changed(twoPaths(), [
      { target: "$.paths['/a'].get", update },
    ]);
    expect(faults).toEqual([]);
    expect(document).toMatchObject({
      paths: {
        '/a': { get: { tags: ['x', 'y', 'x', 'z'], summary: 'new', 'x-limit': { per: 'minute' } } },
      },
    });
  });

  it('changes every node that its target selects, each with a copy of its own', async () => {
    const { document } = await changed(twoPaths(), [
      { target: '$.paths.*.get', update: { 'x-a': { list: [] } } },
      { target: "$.paths['/a'].get['x-a'].list", update: 1 },
    ]);
    expect(document).toMatchObject({
      paths: { '/a': { get: { 'x-a': { list: [1] } } }, '/b': { get: { 'x-a': { list: [] } } } },
    });
  });

  it('removes properties and items of lists, several of one list too', async () => {
    const { document } = await changed(twoPaths(), [
      { target: "$.paths.*.get.tags[?@ == 'x']", remove: true },
      { target: '$.paths[?@.get.deprecated == true]', remove: true },
    ]);
    expect(document).toEqual({ paths: { '/a': { get: { tags: ['y'], summary: 'old' } } } });
  });

  it('copies one node in version 1.1', async () => {
    const { document } = await changed(twoPaths(), [
      { target: "$.paths['/b'].get", copy: "$.paths['/a'].get" },
    ]);
    expect(document).toMatchObject({ paths: { '/b': { get: { tags: ['x', 'x', 'y', 'x'] } } } });
  });

  it('appends a list as one item in version 1.0, and each of its items in 1.1', async () => {
    const update = { target: '$.list', update: ['b', 'c'] };
    expect((await changed({ list: ['a'] }, [update], '1.0.0')).document).toEqual({
      list: ['a', ['b', 'c']],
    });
    expect((await changed({ list: ['a'] }, [update], '1.1.0')).document).toEqual({
      list: ['a', 'b', 'c'],
    });
  });

  it('sees what the actions before it made', async () => {
    const { document } = await changed({}, [
      { target: '$', update: { made: { deep: 1 } } },
      { target: '$.made.deep', update: 2 },
    ]);
    expect(document).toEqual({ made: { deep: 2 } });
  });

  it('never reaches a prototype', async () => {
    const update = JSON.parse('{"__proto__": {"polluted": true}}') as object;
    const { document } = await changed({ a: {} }, [
      { target: '$.a', update },
      { target: '$.a', update },
      { target: '$.constructor.prototype', update: { polluted: true } },
    ]);
    expect(JSON.stringify(document)).toBe('{"a":{"__proto__":{"polluted":true}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('says which targets select nothing', async () => {
    const { unmatched, faults } = await changed(twoPaths(), [
      { target: '$.paths.gone', remove: true },
    ]);
    expect([unmatched, faults]).toEqual([['$.paths.gone'], []]);
  });

  it.each([
    [
      'a broken JSONPath',
      { target: '$.paths[', remove: true },
      'its JSONPath cannot be read: unclosed',
    ],
    ['no JSONPath', { target: 'paths', remove: true }, 'its JSONPath cannot be read: expected'],
    [
      'an unknown function',
      { target: '$[?made(@)]', remove: true },
      'its JSONPath cannot be read: no such function',
    ],
    ['no target', { update: {} }, 'it has no target'],
    ['no change', { target: '$' }, 'it says neither what to update nor what to remove'],
    ['two changes', { target: '$', update: {}, copy: '$' }, 'it has both update and copy'],
    [
      'a text for an object',
      { target: '$.paths', update: 'x' },
      'it updates an object with what is none',
    ],
    [
      'an object for a text',
      { target: '$..summary', update: {} },
      'it updates a single value with what is none',
    ],
    [
      'another form inside',
      { target: '$', update: { paths: { '/a': [] } } },
      'what it says of /paths/~1a is of another form',
    ],
    ['the whole document', { target: '$', remove: true }, 'it would remove the whole document'],
    [
      'several forms',
      { target: '$.paths["/a"].get.*', update: 'x' },
      'its target selects objects, lists',
    ],
    ['a copy of several', { target: '$', copy: '$.paths.*' }, 'what it copies is not one node'],
    ['a copy of nothing', { target: '$', copy: '$.gone' }, 'what it copies is not one node'],
  ])('with %s is refused at its action', async (_, action, why) => {
    const { faults } = await changed(twoPaths(), [{ target: '$', update: {} }, action]);
    expect(faults).toEqual([expect.stringContaining(`/actions/1 ${why}`)]);
  });

  it.each([
    ['1.2.0', [], '/overlay its version is not 1.0 or 1.1'],
    ['2', [], '/overlay its version is not 1.0 or 1.1'],
    ['1.0.0', [{ target: '$', copy: '$' }], '/actions/0 copy came with Overlay 1.1'],
  ])('of version %s with %j is refused', async (version, actions, why) => {
    expect((await changed({}, actions, version)).faults).toEqual([why]);
  });

  it('is refused where it is something else', () => {
    expect(readOverlay({ openapi: '3.0.0' })).toEqual({
      faults: [
        { pointer: '/overlay', why: 'it has no key "overlay", so it is no OpenAPI Overlay' },
      ],
    });
    expect(readOverlay({ overlay: '1.0.0', actions: {} })).toEqual({
      faults: [{ pointer: '/actions', why: 'there is no list of actions' }],
    });
  });
});
