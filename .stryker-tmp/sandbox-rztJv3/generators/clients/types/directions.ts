// @ts-nocheck
import { isObject, own, ownList, ownObject } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { isMarked } from './lookup.ts';

/** Whether a value comes from the system or goes to it. */
export type Direction = 'received' | 'sent';

/** The properties of a schema that exist in a direction: what is only read is not sent, and the other way round; without one, all. */
export function visibleProperties(
  schemas: JsonObject,
  schema: JsonObject,
  direction?: Direction,
): readonly (readonly [string, Json])[] {
  const properties = ownObject(schema, 'properties') ?? {};
  return Object.keys(properties).flatMap((key) => {
    const property = own(properties, key) ?? {};
    const hidden = direction !== undefined && isHidden(schemas, property, direction);
    return hidden ? [] : [[key, property] as const];
  });
}

/** Whether a property does not exist in a direction. */
export function isHidden(schemas: JsonObject, property: Json, direction: Direction): boolean {
  return direction === 'sent'
    ? isMarked(schemas, property, 'readOnly')
    : isMarked(schemas, property, 'writeOnly');
}

/** The schemas that a type of a schema is made of, besides what it extends; without a direction, of both. */
export function innerSchemas(
  schemas: JsonObject,
  schema: JsonObject,
  direction?: Direction,
): readonly Json[] {
  const patternProperties = ownObject(schema, 'patternProperties') ?? {};
  return [
    ...visibleProperties(schemas, schema, direction).map(([, property]) => property),
    ...alternatives.flatMap((key) => ownList(schema, key)),
    ...ownList(schema, 'prefixItems'),
    ...ownList(schema, 'items'),
    ...schemaKeys.map((key) => own(schema, key)).filter(isObject),
    ...Object.keys(patternProperties).map((key) => own(patternProperties, key) ?? {}),
  ];
}

const alternatives = ['oneOf', 'anyOf'] as const;
const schemaKeys = ['items', 'additionalItems', 'additionalProperties'] as const;
