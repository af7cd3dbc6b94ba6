// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { binaryBody } from './body.ts';
import { RequestFault } from './errors.ts';
import { essence, isJson, isText } from './media-type.ts';
import type { BodyWriter } from './operation.ts';
import { isRecord, primitiveText } from './value.ts';

/** Text, bytes or a file; nothing is known of how anything else would be written. */
export const plainBody: BodyWriter = (body, { mediaType }) => {
  const binary = binaryBody(body, mediaType);
  if (binary !== undefined) return binary;
  if (typeof body === 'string' || isText(mediaType))
    return { content: textAs(body, mediaType), contentType: mediaType };
  throw new RequestFault(
    'invalid_request',
    `A body of type ${mediaType} is text, bytes or a Blob.`,
  );
};

/** A value as the text of a media type; of an object or list only JSON has one that is known. */
export function textAs(value: unknown, mediaType: string): string {
  if (!isNested(value) || isJson(mediaType) || essence(mediaType) === 'text/plain')
    return primitiveText(value);
  throw new RequestFault(
    'invalid_request',
    `A value of type ${essence(mediaType)} is text, bytes or a Blob.`,
  );
}

/** A body that must be an object of fields. */
export function fieldsOf(body: unknown, type: string): Readonly<Record<string, unknown>> {
  if (isRecord(body)) return body;
  throw new RequestFault('invalid_request', `A body of type ${type} is an object of fields.`);
}

/** Whether the value has parts: an object with fields or a list. */
export function isNested(value: unknown): boolean {
  return isRecord(value) || Array.isArray(value);
}

/** Whether a value is bytes or a file, or a list with one: it has no style and no JSON. */
export function isBinary(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isBinary);
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}
