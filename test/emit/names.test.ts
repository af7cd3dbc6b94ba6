import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isName } from '../../src/emit/code.ts';
import { camelName, camelNames, pascalName } from '../../src/emit/names.ts';

describe('one name', () => {
  it.each([
    ['get-thing', 'getThing', 'GetThing'],
    ['getThing', 'getThing', 'GetThing'],
    ['PostCustomers', 'postCustomers', 'PostCustomers'],
    ['pet_item', 'petItem', 'PetItem'],
    ['issues/list-for-repo', 'issuesListForRepo', 'IssuesListForRepo'],
    ['HTTPStatus', 'httpStatus', 'HTTPStatus'],
    ['ID', 'id', 'ID'],
    ['delete', 'delete_', 'Delete'],
    ['constructor', 'constructor_', 'Constructor'],
    ['__proto__', 'proto', 'Proto'],
    ['404', '_404', '_404'],
    ['Gerät', 'gerat', 'Gerat'],
    ['取得', 'u53d6u5f97', 'U53d6u5f97'],
    ['', 'unnamed', 'unnamed'],
    ['!!', 'unnamed', 'unnamed'],
  ])('of %j is %s or %s', (text, camel, pascal) => {
    expect(camelName(text)).toBe(camel);
    expect(pascalName(text)).toBe(pascal);
  });

  it('can always be declared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(isName(camelName(text))).toBe(true);
        expect(isName(`${pascalName(text)}Input`)).toBe(true);
      }),
    );
  });
});

describe('names of a set', () => {
  it('leaves the plain name to the text that is it, and numbers the others', () => {
    const names = camelNames(['get-thing', 'getThing', 'get_thing']);
    expect(['getThing', 'get-thing', 'get_thing'].map((text) => names.of(text))).toEqual([
      'getThing',
      'getThing2',
      'getThing3',
    ]);
    expect(names.renamed).toEqual([
      { text: 'get-thing', name: 'getThing2' },
      { text: 'get_thing', name: 'getThing3' },
    ]);
  });

  it('tells names apart that differ in case only', () => {
    const names = camelNames(['getthing', 'getThing']);
    expect([names.of('getThing'), names.of('getthing')]).toEqual(['getThing', 'getthing2']);
  });

  it('does not give away what is reserved', () => {
    const names = camelNames(['send', 'sent'], ['send']);
    expect([names.of('send'), names.of('sent')]).toEqual(['send2', 'sent']);
  });

  it('keeps a number that a text has apart from one that is added', () => {
    const names = camelNames(['a1', 'a-1', 'a12']);
    expect([names.of('a1'), names.of('a-1'), names.of('a12')]).toEqual(['a1', 'a1_2', 'a12']);
  });

  it('refuses a text that was not in the set', () => {
    expect(() => camelNames(['a']).of('b')).toThrow('not among the names');
  });

  it('are all different, and the same in whichever order the texts come', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('a-b', 'aB', 'AB', 'ab', 'a b', 'é', 'e\u0301'),
    );
    fc.assert(
      fc.property(fc.uniqueArray(text), (texts) => {
        const names = camelNames(texts);
        const given = texts.map((one) => names.of(one));
        expect(new Set(given.map((one) => one.toLowerCase())).size).toBe(texts.length);
        const reversed = camelNames([...texts].reverse());
        expect(texts.map((one) => reversed.of(one))).toEqual(given);
      }),
    );
  });
});
