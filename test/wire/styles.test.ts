import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildClient, type Built, type BuiltClient } from './built-client.ts';
import { startRecorder, type Arrival, type Recorder } from './recorder.ts';

type Place = 'path' | 'query' | 'header' | 'cookie';

/** The values of the tables of the standard, by their column; the scalars that are not text beside them. */
const values = {
  undefined: undefined,
  null: null,
  'empty string': '',
  string: 'blue',
  number: 1.5,
  boolean: false,
  array: ['blue', 'black', 'brown'],
  object: { R: 100, G: 200, B: 150 },
} as const;

type Kind = keyof typeof values;

/** Thrown before anything is sent. */
const refused = 'refused';

interface Row {
  readonly in: Place;
  readonly style: string;
  readonly explode: boolean;
  readonly expected: Readonly<Record<Kind, string>>;
}

// OpenAPI 3.1.1 section 4.8.12.4 = 3.0.4 section 4.7.12.4, "Style Examples". Where the older 3.0.3 and 3.1.0 differ
// (label without explode parts by dots, brackets and pipes stand unencoded) the newer hold: they correct the older.
// Columns that are ours: number and boolean are written as the text of their JSON form, like a string.
// The column "undefined" of the table is not what `undefined` or `null` of JavaScript mean here, which is that the
// parameter is not given: an optional one is left out (RFC 6570 section 2.3), a required one is refused.
const path: readonly Row[] = [
  {
    in: 'path',
    style: 'matrix',
    explode: false,
    expected: {
      undefined: refused,
      null: refused,
      'empty string': ';color',
      string: ';color=blue',
      number: ';color=1.5',
      boolean: ';color=false',
      array: ';color=blue,black,brown',
      object: ';color=R,100,G,200,B,150',
    },
  },
  {
    in: 'path',
    style: 'matrix',
    explode: true,
    expected: {
      undefined: refused,
      null: refused,
      'empty string': ';color',
      string: ';color=blue',
      number: ';color=1.5',
      boolean: ';color=false',
      array: ';color=blue;color=black;color=brown',
      object: ';R=100;G=200;B=150',
    },
  },
  {
    in: 'path',
    style: 'label',
    explode: false,
    expected: {
      undefined: refused,
      null: refused,
      // A URL parser takes the segment "." away, so that another operation would be called.
      'empty string': refused,
      string: '.blue',
      number: '.1.5',
      boolean: '.false',
      array: '.blue,black,brown',
      object: '.R,100,G,200,B,150',
    },
  },
  {
    in: 'path',
    style: 'label',
    explode: true,
    expected: {
      undefined: refused,
      null: refused,
      'empty string': refused,
      string: '.blue',
      number: '.1.5',
      boolean: '.false',
      array: '.blue.black.brown',
      object: '.R=100.G=200.B=150',
    },
  },
  {
    in: 'path',
    style: 'simple',
    explode: false,
    expected: {
      undefined: refused,
      null: refused,
      // The table writes nothing; `/things/` is another operation than `/things/{color}`.
      'empty string': refused,
      string: 'blue',
      number: '1.5',
      boolean: 'false',
      array: 'blue,black,brown',
      object: 'R,100,G,200,B,150',
    },
  },
  {
    in: 'path',
    style: 'simple',
    explode: true,
    expected: {
      undefined: refused,
      null: refused,
      'empty string': refused,
      string: 'blue',
      number: '1.5',
      boolean: 'false',
      array: 'blue,black,brown',
      object: 'R=100,G=200,B=150',
    },
  },
];

// What the table calls n/a is what `form` with the same `explode` writes, so that a value is never lost: a scalar
// has nothing to delimit, and `explode` means one pair an item. Of `deepObject`, see the rows.
const query: readonly Row[] = [
  {
    in: 'query',
    style: 'form',
    explode: false,
    expected: {
      undefined: '',
      null: '',
      'empty string': 'color=',
      string: 'color=blue',
      number: 'color=1.5',
      boolean: 'color=false',
      array: 'color=blue,black,brown',
      object: 'color=R,100,G,200,B,150',
    },
  },
  {
    in: 'query',
    style: 'form',
    explode: true,
    expected: {
      undefined: '',
      null: '',
      'empty string': 'color=',
      string: 'color=blue',
      number: 'color=1.5',
      boolean: 'color=false',
      array: 'color=blue&color=black&color=brown',
      object: 'R=100&G=200&B=150',
    },
  },
  {
    in: 'query',
    style: 'spaceDelimited',
    explode: false,
    expected: {
      undefined: '',
      null: '',
      'empty string': 'color=',
      string: 'color=blue',
      number: 'color=1.5',
      boolean: 'color=false',
      array: 'color=blue%20black%20brown',
      object: 'color=R%20100%20G%20200%20B%20150',
    },
  },
  {
    in: 'query',
    style: 'spaceDelimited',
    explode: true,
    expected: {
      undefined: '',
      null: '',
      'empty string': 'color=',
      string: 'color=blue',
      number: 'color=1.5',
      boolean: 'color=false',
      array: 'color=blue&color=black&color=brown',
      object: 'R=100&G=200&B=150',
    },
  },
  {
    in: 'query',
    style: 'pipeDelimited',
    explode: false,
    expected: {
      undefined: '',
      null: '',
      'empty string': 'color=',
      string: 'color=blue',
      number: 'color=1.5',
      boolean: 'color=false',
      array: 'color=blue%7Cblack%7Cbrown',
      object: 'color=R%7C100%7CG%7C200%7CB%7C150',
    },
  },
  {
    in: 'query',
    style: 'pipeDelimited',
    explode: true,
    expected: {
      undefined: '',
      null: '',
      'empty string': 'color=',
      string: 'color=blue',
      number: 'color=1.5',
      boolean: 'color=false',
      array: 'color=blue&color=black&color=brown',
      object: 'R=100&G=200&B=150',
    },
  },
  {
    in: 'query',
    style: 'deepObject',
    // Undefined as a whole, and the default of a `deepObject` that does not say: what writes it means brackets.
    explode: false,
    expected: {
      undefined: '',
      null: '',
      'empty string': 'color=',
      string: 'color=blue',
      number: 'color=1.5',
      boolean: 'color=false',
      array: 'color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown',
      object: 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150',
    },
  },
  {
    in: 'query',
    style: 'deepObject',
    explode: true,
    expected: {
      undefined: '',
      null: '',
      'empty string': 'color=',
      string: 'color=blue',
      number: 'color=1.5',
      boolean: 'color=false',
      // Undefined: as Stripe, PHP, Rails and qs read a list of scalars.
      array: 'color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown',
      object: 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150',
    },
  },
];

// Section 4.8.12.3: `simple` is the only style of a header; nothing is percent-encoded (RFC 9110 has no such
// encoding, section 4.8.12.4 of 3.1.1 leaves headers as they are).
const header: readonly Row[] = [false, true].map((explode) => ({
  in: 'header',
  style: 'simple',
  explode,
  expected: {
    undefined: 'absent',
    null: 'absent',
    'empty string': '',
    string: 'blue',
    number: '1.5',
    boolean: 'false',
    array: 'blue,black,brown',
    object: explode ? 'R=100,G=200,B=150' : 'R,100,G,200,B,150',
  },
}));

// `form` is the only style of a cookie. The table parts exploded pairs by `&`, which the value of a cookie cannot
// mean: the pairs become cookies of their own (RFC 6265 section 4.2.1), as the style `cookie` of OpenAPI 3.2 has it.
const cookie: readonly Row[] = [false, true].map((explode) => ({
  in: 'cookie',
  style: 'form',
  explode,
  expected: {
    undefined: 'absent',
    null: 'absent',
    'empty string': 'color=',
    string: 'color=blue',
    number: 'color=1.5',
    boolean: 'color=false',
    array: explode ? 'color=blue; color=black; color=brown' : 'color=blue,black,brown',
    object: explode ? 'R=100; G=200; B=150' : 'color=R,100,G,200,B,150',
  },
}));

const rows = [...path, ...query, ...header, ...cookie];
const cells = rows.flatMap((row) =>
  // The keys are those of `values`, which a library type does not say.
  (Object.keys(values) as Kind[]).map((kind) => ({ ...row, kind, expected: row.expected[kind] })),
);

const schemas = {
  undefined: { type: 'string' },
  null: { type: ['string', 'null'] },
  'empty string': { type: 'string' },
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  array: { type: 'array', items: { type: 'string' } },
  object: { type: 'object', additionalProperties: { type: 'integer' } },
} as const satisfies Record<Kind, unknown>;

type Cell = (typeof cells)[number];

const idOf = ({ in: place, style, explode, kind }: Cell): string =>
  `${place}${style}${explode ? 'Exploded' : 'Joined'}${kind.replaceAll(' ', '')}`.toLowerCase();

/** One operation for each cell of the tables. */
function description(): unknown {
  const paths = cells.map((cell) => {
    const { in: place, style, explode, kind } = cell;
    const parameter = { in: place, style, explode, schema: schemas[kind] };
    return [
      `/${idOf(cell)}/${place === 'path' ? '{color}' : ''}`,
      {
        get: {
          operationId: idOf(cell),
          parameters: [{ name: 'color', required: place === 'path', ...parameter }],
          responses: { '200': { description: 'It arrived.' } },
        },
      },
    ] as const;
  });
  return {
    openapi: '3.1.1',
    info: { title: 'Styles', version: '1' },
    servers: [{ url: 'https://api.example' }],
    paths: Object.fromEntries(paths),
  };
}

const inputs = { path: 'path', query: 'query', header: 'headers', cookie: 'cookies' } as const;

function arrived(place: Place, arrival: Arrival): string {
  const { path: whole, query: text, headers } = arrival;
  if (place === 'path') return whole.slice(whole.lastIndexOf('/') + 1);
  if (place === 'query') return text;
  const value = headers[place === 'header' ? 'color' : 'cookie'];
  return value === undefined ? 'absent' : String(value);
}

describe('a parameter arrives as the tables of the standard write it', () => {
  let built: Built;
  let recorder: Recorder;
  let client: BuiltClient;
  beforeAll(async () => {
    recorder = await startRecorder();
    built = await buildClient(description(), { operation: 'queryformjoinedstring' });
    client = built.client(recorder.baseUrl);
  });
  afterAll(async () => {
    built.remove();
    await recorder.close();
  });

  it.each(cells)('$in $style explode=$explode of $kind: $expected', async (cell) => {
    recorder.arrivals.length = 0;
    const sent = client[idOf(cell)]?.({ [inputs[cell.in]]: { color: values[cell.kind] } });
    if (cell.expected === refused) {
      await expect(sent).rejects.toMatchObject({ kind: 'invalid_request', requestSent: false });
      expect(recorder.arrivals).toEqual([]);
      return;
    }
    await sent;
    expect(recorder.arrivals.map((arrival) => arrived(cell.in, arrival))).toEqual([cell.expected]);
  });
});
