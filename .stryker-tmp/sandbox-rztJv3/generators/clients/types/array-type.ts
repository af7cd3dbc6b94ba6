// @ts-nocheck
import { code, joinCode } from '../../../src/emit/code.ts';
import { isList, own, ownList } from '../../../src/plan/description.ts';
import type { JsonObject } from '../../../src/plan/description.ts';
import { anything, arrayOf, atom } from './printed.ts';
import type { Printed } from './printed.ts';
import { schemaType } from './schema-type.ts';
import { inside, type Site } from './site.ts';

/** The type of a list: a tuple where its places are described or its length is fixed and small. */
export function arrayType(site: Site, schema: JsonObject): Printed {
  const items = own(schema, 'items');
  // Before JSON Schema 2020-12 the places stood in `items`.
  const places = isList(items) ? items : ownList(schema, 'prefixItems');
  if (places.length > 0) {
    const rest = isList(items) ? own(schema, 'additionalItems') : items;
    const types = places.map((place) => schemaType(inside(site), place));
    return tupleOf(
      schema,
      types,
      rest === undefined || rest === false ? undefined : schemaType(inside(site), rest),
    );
  }
  const item = items === undefined ? anything : schemaType(inside(site), items);
  const length = own(schema, 'minItems');
  const isFixed = length === own(schema, 'maxItems') && typeof length === 'number';
  if (!isFixed || !Number.isInteger(length) || length < 1 || length > longestTuple)
    return arrayOf(item);
  return tupleOf(
    schema,
    Array.from({ length }, () => item),
    undefined,
  );
}

// "A few of the same" may be written out; more would only be long.
const longestTuple = 6;

// Where no least number is given, who describes the places means that they are there.
function tupleOf(
  schema: JsonObject,
  types: readonly Printed[],
  rest: Printed | undefined,
): Printed {
  const least = own(schema, 'minItems');
  const needed = typeof least === 'number' ? least : types.length;
  const places = types.map((type, index) => {
    if (index < needed) return type.code;
    return type.form === 'atom' || type.form === 'object'
      ? code`${type.code}?`
      : code`(${type.code})?`;
  });
  const tail = rest === undefined ? [] : [code`...${arrayOf(rest).code}`];
  return atom(code`[${joinCode([...places, ...tail], ', ')}]`);
}
