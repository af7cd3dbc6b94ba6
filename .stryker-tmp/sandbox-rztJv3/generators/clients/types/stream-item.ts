// @ts-nocheck
import { bare, isObject, own, ownList, ownObject } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { streamForm } from '../../../src/plan/streams.ts';
import type { Content } from './contents.ts';
import { followed } from './reference.ts';

/**
 * The schema of one value of a stream: a line, or the data of an event. Undefined where the data is text. A list
 * stands for the whole stream (OpenAPI 3.2, "Sequential Media Types"), anything else for one value.
 */
export function itemSchema(
  document: JsonObject,
  { mediaType, schema, node }: Content,
): Json | undefined {
  const item = own(node, 'itemSchema') ?? listed(document, schema) ?? schema;
  return streamForm(mediaType) === 'lines' ? item : eventData(document, item, mostDepth);
}

const mostDepth = 20;

function listed(document: JsonObject, schema: Json | undefined): Json | undefined {
  const list = followed(document, schema);
  return own(list, 'type') === 'array' ? own(list, 'items') : undefined;
}

/** What the data of an event is: of the described event where all of it is described, else what is described. */
function eventData(
  document: JsonObject,
  schema: Json | undefined,
  depth: number,
): Json | undefined {
  const found = followed(document, schema);
  if (found === undefined || depth === 0) return undefined;
  const alternatives = ['oneOf', 'anyOf'].flatMap((key) => ownList(found, key));
  if (alternatives.length > 0 && own(found, 'properties') === undefined) {
    const parts = alternatives.map((each) => eventData(document, each, depth - 1));
    // Text in one event and JSON in another can only be text.
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return undefined;
    return parts.every((part, index) => part === alternatives[index])
      ? schema
      : bare([['oneOf', known]]);
  }
  const data = envelopeData(found);
  if (data !== undefined) return dataSchema(document, data);
  return isStructured(document, found, depth) ? schema : undefined;
}

const fields: ReadonlySet<string> = new Set(['data', 'event', 'id', 'retry', 'comment']);

/** The property `data` of a schema that describes the event with its other fields, and not the data alone. */
function envelopeData(schema: JsonObject): Json | undefined {
  const properties = ownObject(schema, 'properties') ?? {};
  const names = Object.keys(properties);
  const isEvent =
    names.every((name) => fields.has(name)) && (names.includes('event') || names.includes('retry'));
  return isEvent ? own(properties, 'data') : undefined;
}

/** JSON in a text is described by `contentSchema`. */
function dataSchema(document: JsonObject, data: Json): Json | undefined {
  const inText = own(followed(document, data), 'contentSchema');
  if (inText !== undefined) return inText;
  return isStructured(document, data, mostDepth) ? data : undefined;
}

const structures: ReadonlySet<unknown> = new Set([
  'object',
  'array',
  'number',
  'integer',
  'boolean',
]);

/** Whether it describes JSON that is more than a text. */
function isStructured(document: JsonObject, schema: Json | undefined, depth: number): boolean {
  const found = followed(document, schema);
  if (!isObject(found) || depth === 0) return false;
  const type = own(found, 'type');
  const types = ownList(found, 'type');
  if (structures.has(type) || types.some((each) => structures.has(each))) return true;
  if (keywords.some((key) => own(found, key) !== undefined)) return true;
  return ['allOf', 'oneOf', 'anyOf'].some((key) =>
    ownList(found, key).some((part) => isStructured(document, part, depth - 1)),
  );
}

const keywords = ['properties', 'additionalProperties', 'patternProperties', 'items'];
