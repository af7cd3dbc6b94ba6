// @ts-nocheck
import { isObject, own, ownObject, ownText } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';

const folder = '#/components/';
const schemas = `${folder}schemas/`;

/** The component that a schema refers to; a reference to anything else is a bug of ours and throws. */
export function referredSchema(node: Json | undefined): string | undefined {
  const reference = ownText(node, '$ref');
  if (reference === undefined) return undefined;
  if (!reference.startsWith(schemas))
    throw new Error(`The reference ${reference} was not made local.`);
  return reference.slice(schemas.length);
}

/** The object that a node is or refers to, whatever kind of component it is. */
export function followed(document: JsonObject, node: Json | undefined): JsonObject | undefined {
  let found = node;
  for (let hops = 0; hops < mostHops; hops += 1) {
    const reference = ownText(found, '$ref');
    if (reference === undefined) return isObject(found) ? found : undefined;
    if (!reference.startsWith(folder))
      throw new Error(`The reference ${reference} was not made local.`);
    const [kind = '', name = ''] = reference.slice(folder.length).split('/');
    found = own(ownObject(ownObject(document, 'components'), kind), name);
  }
  return undefined;
}

const mostHops = 50;
