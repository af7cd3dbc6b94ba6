import { schemasOf } from './types-of.ts';

const text = { type: 'string' } as const;
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const object = (
  properties: object,
  required: readonly string[] = Object.keys(properties),
): object => ({
  type: 'object',
  required,
  properties,
});

/** One schema or more for each form that a type can have, all of them sent and received. */
export const zoo = schemasOf(
  {
    // What is only read or only written, directly and through others.
    Account: object({
      id: { ...text, readOnly: true },
      secret: { ...text, writeOnly: true },
      name: text,
    }),
    Team: object({ accounts: { type: 'array', items: ref('Account') } }),
    Label: object({ text }),
    // A union with a mapping, several values to one schema.
    Shape: {
      oneOf: [ref('Circle'), ref('Box')],
      discriminator: {
        propertyName: 'kind',
        mapping: {
          circle: '#/components/schemas/Circle',
          box: '#/components/schemas/Box',
          cube: '#/components/schemas/Box',
        },
      },
    },
    Circle: object({ kind: text, radius: { type: 'number' } }),
    Box: object({ kind: text, side: { type: 'number' } }),
    // Names stand for themselves where nothing is mapped.
    Vehicle: { oneOf: [ref('Car'), ref('Boat')], discriminator: { propertyName: 'type' } },
    Car: object({ type: text, wheels: { type: 'integer' } }),
    Boat: object({ type: text, sails: { type: 'integer' } }),
    // Inheritance, with an enum as the tag and heirs of heirs.
    Animal: {
      ...object({ species: ref('Species'), name: text }),
      discriminator: {
        propertyName: 'species',
        mapping: {
          cat: '#/components/schemas/Cat',
          dog: '#/components/schemas/Dog',
          puppy: '#/components/schemas/Puppy',
        },
      },
    },
    Species: { ...text, enum: ['cat', 'dog', 'puppy'] },
    Cat: { allOf: [ref('Animal'), object({ lives: { type: 'integer' } })] },
    Dog: { allOf: [ref('Animal'), object({ barks: { type: 'boolean' } })] },
    Puppy: { allOf: [ref('Dog'), object({ weeks: { type: 'integer' } })] },
    Cage: object({ guest: { allOf: [ref('Animal')], nullable: true } }),
    // Heirs of which one is another in each direction, and a base of nothing but what tells them apart.
    Asset: { ...object({ sort: text }), discriminator: { propertyName: 'sort' } },
    Photo: { allOf: [ref('Asset'), object({ url: { ...text, readOnly: true }, alt: text })] },
    Note: { allOf: [ref('Asset'), object({ words: text })] },
    Album: object({ cover: ref('Asset') }),
    // Recursion in every place.
    Tree: object({ children: { type: 'array', items: ref('Tree') }, parent: ref('Tree') }, [
      'children',
    ]),
    Value: {
      anyOf: [
        text,
        { type: 'array', items: ref('Value') },
        { type: 'object', additionalProperties: ref('Value') },
      ],
    },
    // Small forms.
    Level: { enum: [1, 'two', null, true] },
    Fixed: { const: 'v1' },
    Flag: { type: 'boolean', enum: ['true'] },
    Maybe: { type: ['string', 'null'] },
    Pair: { type: 'array', prefixItems: [text, { type: 'number' }] },
    // Places as they were described before JSON Schema 2020-12.
    OldPair: { type: 'array', items: [text], additionalItems: ref('Label') },
    Triple: { type: 'array', items: { type: 'number' }, minItems: 3, maxItems: 3 },
    Never: false,
    Free: {},
    Scores: { type: 'object', additionalProperties: { type: 'number' } },
    Mixed: {
      ...object({ name: text }),
      additionalProperties: { type: 'number' },
    },
    Named: object({ name: text, nick: text }, []),
    Strict: { allOf: [ref('Named'), { required: ['name'] }] },
    Either: {
      ...object({ email: text, phone: text }, []),
      oneOf: [{ required: ['email'] }, { required: ['phone'] }],
    },
    Late: { ...ref('Named'), description: 'Beside a reference.', required: ['nick'] },
    // Names of the language, and names that become one.
    Record: object({ record: text }),
    Promise: object({ promise: text }),
    pet_item: object({ a: text }),
    PetItem: object({ b: text }),
    AccountInput: object({ other: text }),
    Odd: object({ ['__proto__']: text, constructor: text, 'a*/b': text, 'x\u2028y': text }),
  },
  { sent: true },
);

/** What must be so of its types, in TypeScript; each `expect-error` must be one. */
export const claims = `import type * as zoo from './types.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function isTrue<T extends true>(): T | undefined {
  return undefined;
}

// What is only written is not received, what is only read is not sent.
export const received: zoo.Account = { id: '1', name: 'a' };
export const sent: zoo.AccountInput2 = { secret: 's', name: 'a' };
// @ts-expect-error
export const withSecret: zoo.Account = { id: '1', name: 'a', secret: 's' };
// @ts-expect-error
export const withId: zoo.AccountInput2 = { id: '1', secret: 's', name: 'a' };
export const team: zoo.TeamInput = { accounts: [sent] };
// @ts-expect-error
export const wrongTeam: zoo.TeamInput = { accounts: [received] };
// @ts-expect-error
export type NoSecondName = zoo.LabelInput;

// Unions narrow.
export function size(shape: zoo.Shape): number {
  switch (shape.kind) {
    case 'circle':
      return shape.radius;
    case 'box':
    case 'cube':
      return shape.side;
  }
}
export function parts(vehicle: zoo.Vehicle): number {
  return vehicle.type === 'Car' ? vehicle.wheels : vehicle.sails;
}
export function age(animal: zoo.Animal): number | boolean {
  switch (animal.species) {
    case 'cat':
      return animal.lives;
    case 'dog':
      return animal.barks;
    case 'puppy':
      return animal.barks && animal.weeks > 1;
  }
}
export const puppy: zoo.Puppy = { species: 'puppy', name: 'p', barks: true, weeks: 3 };
// @ts-expect-error
export const noCat: zoo.Cat = { species: 'dog', name: 'p', lives: 9 };
export const guest: zoo.Cage = { guest: puppy };
export const empty: zoo.Cage = { guest: null };

// What an heir has in one direction, its base has in the same.
export const album: zoo.Album = { cover: { sort: 'Photo', url: 'u', alt: 'a' } };
export const newAlbum: zoo.AlbumInput = { cover: { sort: 'Photo', alt: 'a' } };
// @ts-expect-error
export const wrongAlbum: zoo.AlbumInput = { cover: { sort: 'Photo', alt: 'a', url: 'u' } };
// @ts-expect-error
export const oddNote: zoo.Note = { sort: 'Note', words: '', others: 1 };
// @ts-expect-error
export type NoSecondNote = zoo.NoteInput;

// Recursion.
export const tree: zoo.Tree = { children: [{ children: [] }], parent: { children: [] } };
export const value: zoo.Value = ['a', { b: ['c', { d: 'e' }] }];

// Small forms.
isTrue<Same<zoo.Level, 1 | 'two' | null | true>>();
isTrue<Same<zoo.Fixed, 'v1'>>();
isTrue<Same<zoo.Flag, true>>();
isTrue<Same<zoo.Maybe, string | null>>();
isTrue<Same<zoo.Pair, [string, number]>>();
isTrue<Same<zoo.OldPair, [string, ...zoo.Label[]]>>();
isTrue<Same<zoo.Triple, [number, number, number]>>();
isTrue<Same<zoo.Never, never>>();
isTrue<Same<zoo.Free, unknown>>();
isTrue<Same<zoo.Scores['any'], number>>();
export const mixed: zoo.Mixed = { name: 'a', score: 1 };
export const mixedName: string = mixed.name;

// What is required elsewhere.
export const strict: zoo.Strict = { name: 'a' };
// @ts-expect-error
export const lax: zoo.Strict = { nick: 'a' };
export const nick: string = ((late: zoo.Late) => late.nick)({ nick: 'n' });
export const either: zoo.Either = { phone: '1' };
// @ts-expect-error
export const neither: zoo.Either = {};

// Names.
export const record: zoo.Record2 = { record: '' };
export const promise: zoo.Promise2 = { promise: '' };
export const first: zoo.PetItem = { b: '' };
export const second: zoo.PetItem2 = { a: '' };
export const own: zoo.AccountInput = { other: '' };
export const odd: zoo.Odd = { ['__proto__']: '', constructor: '', 'a*/b': '', 'x\\u2028y': '' };
`;
