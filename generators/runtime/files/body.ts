// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { RequestFault } from './errors.ts';
import { covers, essence, isJson } from './media-type.ts';
import type {
  BodyContent,
  BodyDefinition,
  BodyWriter,
  CallInput,
  OperationDefinition,
  RequestBody,
} from './operation.ts';
import { isPresent } from './value.ts';

/** The body as its media type wants it. */
export function requestBody(
  { body: definition, method }: OperationDefinition,
  input: CallInput,
  random: () => number,
): RequestBody | undefined {
  if (definition === undefined || ['GET', 'HEAD', 'TRACE'].includes(method)) return undefined;
  if (!isPresent(input.body)) {
    // A JSON null is a value; anything else that is missing is missing.
    if (input.body === null && isJson(chosen(definition, input).mediaType))
      return { content: 'null', contentType: 'application/json' };
    if (definition.required) throw new RequestFault('invalid_request', 'The body is required.');
    return undefined;
  }
  const content = chosen(definition, input);
  return content.write(input.body, content, random);
}

/** The bytes that a body takes on the wire. */
export function bodySize(body: RequestBody | undefined): number {
  if (body === undefined) return 0;
  const { content } = body;
  if (typeof content === 'string') return new TextEncoder().encode(content).length;
  return content instanceof Blob ? content.size : content.byteLength;
}

/** The declared content that is meant: the caller's choice, else the first. */
function chosen({ contents }: BodyDefinition, { contentType, body }: CallInput): BodyContent {
  const wanted = contentType ?? (body instanceof Blob && body.type !== '' ? body.type : undefined);
  const content =
    wanted === undefined
      ? contents[0]
      : (contents.find(({ mediaType }) => essence(mediaType) === essence(wanted)) ??
        contents.find(({ mediaType }) => covers(mediaType, wanted)));
  if (content !== undefined)
    return contentType === undefined ? content : { ...content, mediaType: contentType };
  if (contentType === undefined && contents[0] !== undefined) return contents[0];
  throw new RequestFault(
    'invalid_request',
    'The operation does not take a body of this content type.',
  );
}

/** JSON; bytes stand for themselves. */
export const jsonBody: BodyWriter = (body, { mediaType }) =>
  binaryBody(body, mediaType) ?? { content: JSON.stringify(body), contentType: mediaType };

/** Bytes or a file as they are, whatever their media type; undefined for anything else. */
export function binaryBody(body: unknown, mediaType: string): RequestBody | undefined {
  // A wildcard says nothing about this body, so the body itself does.
  const typeOr = (own: string): string => (mediaType.includes('*') ? own : mediaType);
  const unknown = 'application/octet-stream';
  if (body instanceof Blob) return { content: body, contentType: typeOr(body.type || unknown) };
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body)
    ? { content: bytesOf(body), contentType: typeOr(unknown) }
    : undefined;
}

/** A copy, so that what the caller does to the bytes later does not change a retry. */
export function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return value instanceof ArrayBuffer
    ? new Uint8Array(value.slice(0))
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
}
