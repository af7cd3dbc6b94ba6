// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { RequestFault } from './errors.ts';
import { covers, essence, isJson, isText } from './media-type.ts';
import type {
  BodyContent,
  BodyDefinition,
  BodyWriter,
  CallInput,
  OperationDefinition,
  RequestBody,
} from './operation.ts';
import { bytesOf, isBinary, isNested, isPresent, isRecord, primitiveText } from './value.ts';

/** The body as its media type wants it; `boundary` parts a multipart body. */
export function requestBody(
  operation: OperationDefinition,
  input: CallInput,
  boundary: string,
): RequestBody | undefined {
  const { body: definition, method } = operation;
  if (definition === undefined || ['GET', 'HEAD', 'TRACE'].includes(method.toUpperCase()))
    return undefined;
  if (!isPresent(input.body)) {
    // A JSON null is a value; anything else that is missing is missing.
    if (input.body === null && isJson(chosen(definition, input).mediaType))
      return { content: 'null', contentType: 'application/json' };
    if (definition.required) throw new RequestFault('invalid_request', 'The body is required.');
    return undefined;
  }
  const content = chosen(definition, input);
  const { mediaType } = content;
  const write = writerOf(definition, essence(mediaType));
  if (write !== undefined) return write(input.body, content, boundary);
  // Bytes are whole already.
  if (isJson(mediaType) && !isBinary(input.body))
    return { content: JSON.stringify(input.body), contentType: mediaType };
  return plain(input.body, mediaType);
}

function writerOf({ writers = {} }: BodyDefinition, type: string): BodyWriter | undefined {
  return type === 'application/x-www-form-urlencoded'
    ? writers.form
    : type.startsWith('multipart/')
      ? writers.multipart
      : undefined;
}

/** The bytes that a body takes on the wire. */
export function bodySize(body: RequestBody | undefined): number {
  if (body === undefined) return 0;
  const { content } = body;
  if (typeof content === 'string') return new TextEncoder().encode(content).length;
  return content instanceof Blob ? content.size : content.byteLength;
}

/** The declared content that is meant: the caller's choice, else the first. */
function chosen(definition: BodyDefinition, { contentType, body }: CallInput): BodyContent {
  const wanted = contentType ?? (body instanceof Blob && body.type !== '' ? body.type : undefined);
  const { contents } = definition;
  const content =
    wanted === undefined
      ? contents[0]
      : (contents.find(({ mediaType }) => essence(mediaType) === essence(wanted)) ??
        contents.find(({ mediaType }) => covers(mediaType, wanted)));
  if (content !== undefined) return { ...content, mediaType: contentType ?? content.mediaType };
  if (contentType === undefined && contents[0] !== undefined) return contents[0];
  throw new RequestFault(
    'invalid_request',
    'The operation does not take a body of this content type.',
  );
}

function plain(body: unknown, mediaType: string): RequestBody {
  // A wildcard says nothing about this body, so the body itself does.
  const typeOr = (own: string): string => (mediaType.includes('*') ? own : mediaType);
  if (body instanceof Blob) {
    return {
      content: body,
      contentType: typeOr(body.type === '' ? 'application/octet-stream' : body.type),
    };
  }
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
    return { content: bytesOf(body), contentType: typeOr('application/octet-stream') };
  }
  if (typeof body === 'string' || isText(mediaType)) {
    return { content: textAs(body, mediaType), contentType: typeOr('text/plain; charset=utf-8') };
  }
  if (mediaType.includes('*'))
    return { content: JSON.stringify(body), contentType: 'application/json' };
  throw new RequestFault(
    'invalid_request',
    `A body of type ${mediaType} is text, bytes or a Blob.`,
  );
}

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
