// @ts-nocheck
import { resolve, referenceOf } from '../../check/description/lookup.ts';
import type { IndexedOperation } from '../../check/description/operation-index.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import { isObject, own, ownList, ownObject, ownText } from '../../model/json.ts';
import { plainLine } from './plain-line.ts';

/** What makes a repeat of one operation harmless, as its description declares it. */
export type IdempotencyHint =
  { readonly header: string; readonly isStandard: boolean } | { readonly field: string };

const keyName = /^(?:x-)?(?:idempotency|idempotent|request)[-_]?(?:key|id|token)$/i;

/** The header or field of the body that takes an idempotency key, where the operation declares one. */
export function idempotencyHint(
  root: JsonObject,
  { method, node, pathItem }: IndexedOperation,
): IdempotencyHint | undefined {
  if (method !== 'post' && method !== 'patch') return undefined;
  const header = [...ownList(node, 'parameters'), ...ownList(pathItem, 'parameters')]
    .map((item) => followed(root, item))
    .filter((parameter) => own(parameter, 'in') === 'header')
    .map((parameter) => ownText(parameter, 'name') ?? '')
    .find((name) => keyName.test(name) && /idempoten/i.test(name));
  if (header !== undefined)
    return { header, isStandard: header.toLowerCase() === 'idempotency-key' };
  const field = bodyFields(root, node).find((name) => /^idempotency_?key$/i.test(name));
  return field === undefined || plainLine(field) !== field ? undefined : { field };
}

function bodyFields(root: JsonObject, operation: JsonObject): readonly string[] {
  const content = ownObject(followed(root, own(operation, 'requestBody')), 'content');
  const mediaType = Object.keys(content ?? {}).find((type) => /json|form/i.test(type));
  if (mediaType === undefined) return [];
  const schema = followed(root, own(own(content, mediaType), 'schema'));
  const parts = [schema, ...ownList(schema, 'allOf').map((part) => followed(root, part))];
  return parts.flatMap((part) => Object.keys(ownObject(part, 'properties') ?? {}));
}

function followed(root: JsonObject, node: Json | undefined): JsonObject | undefined {
  const reference = referenceOf(node);
  const found = reference === undefined ? { value: node } : resolve({ root }, reference);
  return 'value' in found && isObject(found.value) ? found.value : undefined;
}
