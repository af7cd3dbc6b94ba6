// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { OperationDefinition, StreamReader } from './operation.ts';
import { covers, essence, isJson, isText } from './media-type.ts';

/** A body as its media type says, or the reason why it cannot be read so. */
export interface ParsedBody {
  readonly data: unknown;
  readonly fault?: unknown;
  readonly mediaType?: string;
}

/** How a success that comes bit by bit is read; undefined where it comes as a whole. */
export function streamReader(
  { streams }: OperationDefinition,
  { ok, headers }: Response,
): StreamReader | undefined {
  if (streams === undefined || !ok) return undefined;
  const type = essence(headers.get('content-type') ?? '');
  return Object.hasOwn(streams, type) ? streams[type] : undefined;
}

/** Reads a body: JSON as a value, text as a string, anything else as bytes; nothing as undefined. */
export async function parseBody(response: Response): Promise<ParsedBody> {
  const mediaType = response.headers.get('content-type') ?? '';
  if (isJson(mediaType)) return { ...jsonBody(await response.text()), mediaType };
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.byteLength === 0) return { data: undefined, mediaType };
  // An answer without a type is most often text of a proxy on the way.
  const isWords = isText(mediaType) || (mediaType === '' && !response.ok);
  return { data: isWords ? decode(bytes, mediaType) : bytes, mediaType };
}

function jsonBody(text: string): ParsedBody {
  if (text === '') return { data: undefined };
  try {
    const data: unknown = JSON.parse(text);
    return { data };
  } catch (fault) {
    return { data: text, fault };
  }
}

/**
 * The body of a success as the description promises it. A page of a proxy is no answer of the
 * system, whatever its status says: it is a fault, and never handed over as the declared type.
 */
export function asDeclared(
  { responses }: OperationDefinition,
  status: number,
  body: ParsedBody,
): ParsedBody {
  const { data, fault, mediaType = '' } = body;
  const declared = responses[declaredKey(responses, status) ?? 'default'] ?? [];
  if (fault !== undefined || data === undefined || declared.length === 0) return body;
  if (declared.some(isJson)) return isJson(mediaType) ? body : asJson(data);
  const isAsked = mediaType === '' || declared.some((type) => covers(type, mediaType));
  return isAsked ? body : { data, fault: new TypeError(`not ${declared.join(', ')}`) };
}

/** JSON that came under another name, as some systems send it. */
function asJson(data: unknown): ParsedBody {
  const text = data instanceof Uint8Array ? decode(data, '') : data;
  const parsed = jsonBody(typeof text === 'string' ? text : '');
  return parsed.fault === undefined ? parsed : { ...parsed, data };
}

/** Whether the description declares this status, by itself or by its class. */
export function isDeclared({ responses }: OperationDefinition, status: number): boolean {
  return declaredKey(responses, status) !== undefined;
}

function declaredKey(
  responses: OperationDefinition['responses'],
  status: number,
): string | undefined {
  const keys = [`${status}`, `${Math.floor(status / 100)}XX`];
  return keys.find((key) => Object.hasOwn(responses, key));
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
