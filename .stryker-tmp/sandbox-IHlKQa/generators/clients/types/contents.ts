// @ts-nocheck
import { own, ownList, ownObject, ownText } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { followed } from './reference.ts';

/** A schema under a media type, and the component that holds it, if it is one. */
export interface Content {
  readonly mediaType: string;
  readonly schema: Json | undefined;
  readonly component?: string;
  /** The media type object. */
  readonly node: Json | undefined;
}

/** What a request body or an answer holds, by media type. */
export function contentsOf(document: JsonObject, node: Json | undefined): readonly Content[] {
  const content = ownObject(followed(document, node), 'content') ?? {};
  const component = ownText(node, '$ref')?.split('/').at(-1);
  return Object.keys(content).map((mediaType) => ({
    mediaType,
    schema: own(own(content, mediaType), 'schema'),
    node: own(content, mediaType),
    ...(component === undefined ? {} : { component }),
  }));
}

/** A parameter in the description. */
export interface DescribedParameter {
  readonly name: string;
  readonly in: string;
  readonly node: JsonObject;
  readonly schema: Json | undefined;
}

/** The parameters of an operation; the schema is that of the value, or of its only media type. */
export function parametersOf(
  document: JsonObject,
  operation: JsonObject | undefined,
): readonly DescribedParameter[] {
  return ownList(operation, 'parameters').flatMap((item) => {
    const node = followed(document, item);
    const name = ownText(node, 'name');
    const place = ownText(node, 'in');
    if (node === undefined || name === undefined || place === undefined) return [];
    const schema = own(node, 'schema') ?? contentsOf(document, node)[0]?.schema;
    return [{ name, in: place, node, schema }];
  });
}
