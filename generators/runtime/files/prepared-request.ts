// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { ClientOptions } from './client-options.ts';
import type { CallInput, OperationDefinition } from './operation.ts';
import { requestBody, type RequestBody } from './body.ts';
import { uuid, withIdempotencyKey } from './idempotency-key.ts';
import { headerFields, setHeader } from './parameters.ts';
import { acceptHeader } from './response.ts';
import type { Signer } from './security.ts';
import { requestUrl } from './url.ts';

/** All of a request but its secrets; the same on every attempt. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
  /** False once the system has sent us to another host. */
  readonly isOwnHost: boolean;
}

/** Writes a call as its description says; throws a `RequestFault` or the fault of a value. */
export function prepareRequest(
  { baseUrl, host }: ClientOptions,
  operation: OperationDefinition,
  given: CallInput,
): PreparedRequest {
  const input = withIdempotencyKey(operation, given, () => host.random());
  const headers = headerFields(operation, input);
  headers.set('accept', acceptHeader(operation, input.accept));
  const { idempotencyKey: place } = operation;
  // A description does not always list the header among the parameters.
  const key = place?.in === 'header' ? input.headers?.[place.name] : undefined;
  if (place !== undefined && typeof key === 'string') setHeader(headers, place.name, key);
  const body = requestBody(operation, input, `part-${uuid(() => host.random())}`);
  if (body !== undefined) setHeader(headers, 'content-type', body.contentType);
  const url = requestUrl(baseUrl, operation, input);
  return { method: operation.method.toUpperCase(), url, headers, body, isOwnHost: true };
}

/** A request that can be sent once; made anew for each attempt. */
export function signedRequest(
  prepared: PreparedRequest,
  sign: Signer,
  signal: AbortSignal,
): Request {
  const { method, body } = prepared;
  const url = new URL(prepared.url);
  const headers = new Headers(prepared.headers);
  sign.write({ method, url, headers });
  const content = body === undefined ? {} : { body: body.content };
  return new Request(url.href, { method, headers, redirect: 'manual', signal, ...content });
}

/** Where the system sends us, without secrets and parameters if it is another host. */
export function redirected(
  prepared: PreparedRequest,
  response: Response,
): PreparedRequest | undefined {
  const location = response.headers.get('location');
  const isMoved = [301, 302, 303, 307, 308].includes(response.status);
  // Anything but a read would be done a second time, and perhaps by someone else.
  if (location === null || !isMoved || !['GET', 'HEAD'].includes(prepared.method)) return undefined;
  if (!URL.canParse(location, prepared.url.href)) return undefined;
  const url = new URL(location, prepared.url);
  if (!['http:', 'https:'].includes(url.protocol)) return undefined;
  if (prepared.isOwnHost && url.origin === prepared.url.origin) return { ...prepared, url };
  const headers = new Headers({ accept: prepared.headers.get('accept') ?? '*/*' });
  return { ...prepared, url, headers, isOwnHost: false };
}
