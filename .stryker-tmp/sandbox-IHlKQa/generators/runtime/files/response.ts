// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { OperationDefinition, StreamReader } from './operation.ts';
import { covers, essence, isJson, isText } from './media-type.ts';

/** A body as its media type says, or the reason why it cannot be read so. */
export type ParsedBody = { readonly data: unknown; readonly fault?: unknown };

/** What the caller can take: what it asks for, else the media types of the declared answers, successes first. */
export function acceptHeader(
  { responses, streams = {} }: OperationDefinition,
  chosen?: string,
): string {
  const preferred = (mediaTypes: readonly string[]): readonly string[] => {
    if (!mediaTypes.some(isJson)) return mediaTypes;
    // Where an answer comes as JSON too, only that is asked for and typed; a stream is the system's choice.
    return mediaTypes.filter((type) => isJson(type) || Object.hasOwn(streams, essence(type)));
  };
  const success = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const others = Object.entries(responses).filter(([status]) => !status.startsWith('2'));
  const asked = chosen === undefined ? success.flatMap(([, types]) => preferred(types)) : [chosen];
  const types = [...asked, ...others.flatMap(([, mediaTypes]) => preferred(mediaTypes))];
  const plainTypes = [...new Set(types)].filter((type) => /^[\x21-\x7e ]+$/.test(type));
  return plainTypes.length === 0 ? '*/*' : plainTypes.join(', ');
}

/** How a success that comes bit by bit is read; undefined where it comes as a whole. */
export function streamReader(
  { streams = {} }: OperationDefinition,
  { ok, headers }: Response,
): StreamReader | undefined {
  const type = essence(headers.get('content-type') ?? '');
  return ok && Object.hasOwn(streams, type) ? streams[type] : undefined;
}

/** JSON as a value, text as a string, anything else as bytes; nothing as undefined. */
export function parseBody(response: Response, bytes: Uint8Array): ParsedBody {
  const mediaType = response.headers.get('content-type') ?? '';
  if (bytes.byteLength === 0) return { data: undefined };
  if (isJson(mediaType)) {
    const text = new TextDecoder().decode(bytes);
    try {
      const data: unknown = JSON.parse(text);
      return { data };
    } catch (fault) {
      return { data: text, fault };
    }
  }
  // An answer without a type is most often text of a proxy on the way.
  if (isText(mediaType) || (mediaType === '' && !response.ok))
    return { data: decode(bytes, mediaType) };
  return { data: bytes };
}

/**
 * The body of a success as the description promises it. A page of a proxy is no answer of the
 * system, whatever its status says: it is a fault, and never handed over as the declared type.
 */
export function asDeclared(
  operation: OperationDefinition,
  response: Response,
  body: ParsedBody,
): ParsedBody {
  const declared = declaredTypes(operation, response.status);
  const isEmpty = body.data === undefined || declared.length === 0;
  if (body.fault !== undefined || isEmpty) return body;
  const mediaType = response.headers.get('content-type') ?? '';
  if (declared.some(isJson)) return isJson(mediaType) ? body : jsonOf(body.data);
  const isAsked = mediaType === '' || declared.some((type) => covers(type, mediaType));
  return isAsked ? body : { data: body.data, fault: new TypeError(`not ${declared.join(', ')}`) };
}

/** JSON that came under another name, as some systems send it. */
function jsonOf(data: unknown): ParsedBody {
  const text = data instanceof Uint8Array ? new TextDecoder().decode(data) : String(data);
  try {
    const parsed: unknown = JSON.parse(text);
    return { data: parsed };
  } catch (fault) {
    return { data, fault };
  }
}

function declaredTypes({ responses }: OperationDefinition, status: number): readonly string[] {
  const keys = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  const key = keys.find((each) => Object.hasOwn(responses, each));
  return key === undefined ? [] : (responses[key] ?? []);
}

/** Whether the description declares this status, by itself or by its class. */
export function isDeclared({ responses }: OperationDefinition, status: number): boolean {
  return (
    Object.hasOwn(responses, String(status)) ||
    Object.hasOwn(responses, `${Math.floor(status / 100)}XX`)
  );
}

function decode(bytes: Uint8Array, mediaType: string): string {
  const charset = /charset="?([\w-]{1,40})/i.exec(mediaType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows: the text is most likely UTF-8 anyway.
    return new TextDecoder().decode(bytes);
  }
}
