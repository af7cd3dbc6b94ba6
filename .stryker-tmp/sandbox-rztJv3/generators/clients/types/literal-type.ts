// @ts-nocheck
import { code, joinCode, literal, propertyKey } from '../../../src/emit/code.ts';
import { isList, isObject, own } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { atom, nothing, objectOf, unionOf } from './printed.ts';
import type { Printed } from './printed.ts';

/** The values that `const` or `enum` allow; undefined where a schema names none. */
export function literalTypes(schema: JsonObject): Printed | undefined {
  const constant = own(schema, 'const');
  const values = constant === undefined ? own(schema, 'enum') : [constant];
  if (!isList(values)) return undefined;
  const type = own(schema, 'type');
  return unionOf(values.map((value) => literalType(asTyped(value, type))));
}

/** One of some texts. */
export function textTypes(values: readonly string[]): Printed {
  return unionOf(values.map((value) => atom(literal(value))));
}

// YAML reads `no`, `1` and `2.0` as something else than the texts that are meant.
function asTyped(value: Json, type: Json | undefined): Json {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return String(value);
  const isNumeric = type === 'integer' || type === 'number';
  if (isNumeric && typeof value === 'string' && String(Number(value)) === value)
    return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function literalType(value: Json): Printed {
  if (isList(value)) {
    return atom(
      code`[${joinCode(
        value.map((item) => literalType(item).code),
        ', ',
      )}]`,
    );
  }
  if (isObject(value)) {
    const lines = Object.keys(value).map(
      (key) => code`${propertyKey(key)}: ${literalType(own(value, key) ?? null).code};`,
    );
    return lines.length === 0 ? atom(code`Record<string, never>`) : objectOf(lines);
  }
  return typeof value === 'number' && !Number.isFinite(value) ? nothing : atom(literal(value));
}
