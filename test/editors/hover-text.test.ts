import { describe, expect, it } from 'vitest';

import integrationSchema from '../../schemas/integration.schema.json' with { type: 'json' };
import type { Schema } from '../../src/check/schema/schema.ts';

// The type of the imported text is that of one value.
const root = integrationSchema as unknown as Schema & {
  readonly $defs: Readonly<Record<string, Schema>>;
};

interface Key {
  readonly path: readonly string[];
  readonly schema: Schema;
  readonly description: string;
}

/** Every key that the schema knows, with the way to it: `*` for any key, `[]` for an item of a list or the one. */
function keysOf(schema: Schema, path: readonly string[]): readonly Key[] {
  const target = resolved(schema);
  const own = Object.entries(target.properties ?? {}).flatMap(([key, value]) => {
    const here = [...path, key];
    const description = value.description ?? resolved(value).description ?? '';
    return [{ path: here, schema: value, description }, ...keysOf(value, here)];
  });
  const inside = [
    ...(target.anyOf ?? []).flatMap((one) => keysOf(one, path)),
    ...(target.items === undefined ? [] : keysOf(target.items, [...path, '[]'])),
    ...(typeof target.additionalProperties === 'object'
      ? keysOf(target.additionalProperties, [...path, '*'])
      : []),
  ];
  return [...own, ...inside];
}

function resolved(schema: Schema): Schema {
  return schema.$ref === undefined
    ? schema
    : (root.$defs[schema.$ref.slice('#/$defs/'.length)] ?? schema);
}

const keys = keysOf(root, []);
// A list of one may be written as the one, so a limit is found with and without `[]`.
const spell = (path: readonly string[]): string => path.filter((key) => key !== '[]').join('.');

describe('what an editor shows over a key', () => {
  it('is a description of every key', () => {
    expect(keys.length).toBeGreaterThan(300);
    expect(keys.filter(({ description }) => description === '').map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('names the units of every duration, rate, size and percentage', () => {
    const units: Readonly<Record<string, string>> = {
      duration: 'a duration in ms, s, m, h, d (24 h), w or y',
      rate: 'a rate per s, min, h or day',
      size: 'a size in B, kB, MB, GB or TB',
      percentage: 'a percentage',
    };
    const silent = keys.filter(({ schema, description }) =>
      [schema, ...(schema.anyOf ?? []), ...(resolved(schema).anyOf ?? [])].some(({ $ref }) => {
        const unit = units[$ref?.slice('#/$defs/'.length) ?? ''];
        return unit !== undefined && !description.includes(unit);
      }),
    );
    expect(silent.map(({ path }) => spell(path))).toEqual([]);
  });

  it('says of no key that it is refused for now, since none is', () => {
    const said = keys.filter(({ description }) => description.includes('Not yet'));
    expect(said.map(({ path }) => spell(path))).toEqual([]);
  });
});
