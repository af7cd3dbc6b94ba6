import fc from 'fast-check';

import type { Json } from '../../src/model/document.ts';

const names = fc.constantFrom('Order', 'Pet', 'Cat', 'Dog', 'None');
const numbers = fc.constantFrom(0, 1, -1, 0.5, 1e21, 2 ** 53, 5e-324);
const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(null, true, 'a', 'A', '', "'", '*/', 'a b', '__proto__', []),
  numbers,
);
const types = fc.constantFrom(
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
  'file',
);

interface Level {
  readonly schema: Json;
}

/** Schemas of OpenAPI 3.1 as they could stand anywhere, sensible or not, with references to a few components. */
export const openapiSchemas: fc.Arbitrary<Json> = fc.letrec<Level>((tie) => {
  const inner = tie('schema');
  const many = fc.array(inner, { maxLength: 4 });
  const map = fc.dictionary(
    fc.constantFrom('a', 'b', 'type', 'a-b', 'aB', '__proto__', ''),
    inner,
    {
      maxKeys: 4,
    },
  );
  const composed = fc.record(
    {
      type: fc.oneof(types, fc.array(types, { maxLength: 3 })),
      format: fc.constantFrom('int64', 'date-time', 'binary', 'byte', 'x'),
      enum: fc.array(scalars, { maxLength: 4 }),
      const: scalars,
      default: scalars,
      example: scalars,
      description: fc.constantFrom('words', '*/', '', '`${1}`'),
      nullable: fc.boolean(),
      readOnly: fc.boolean(),
      writeOnly: fc.boolean(),
      deprecated: fc.boolean(),
      minimum: numbers,
      maxLength: numbers,
      pattern: fc.constantFrom('^a$', '[', '(a+)+$', ''),
      required: fc.array(fc.constantFrom('a', 'b', 'c', '__proto__'), { maxLength: 3 }),
      properties: map,
      patternProperties: map,
      additionalProperties: fc.oneof(fc.boolean(), inner),
      items: fc.oneof(inner, many, fc.boolean()),
      prefixItems: many,
      allOf: many,
      oneOf: many,
      anyOf: many,
      not: inner,
      discriminator: fc.record(
        {
          propertyName: fc.constantFrom('a', 'type', 'none'),
          mapping: fc.dictionary(
            fc.constantFrom('a', 'cat', ''),
            fc.constantFrom('Cat', '#/components/schemas/Dog', 'x'),
          ),
        },
        { requiredKeys: [] },
      ),
      $defs: map,
    },
    { requiredKeys: [] },
  );
  return {
    schema: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
      types.map((type) => ({ type })),
      fc.boolean(),
      // Keys that were left out are undefined, which JSON does not print.
      composed as unknown as fc.Arbitrary<Json>,
    ),
  };
}).schema;
