// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { ClientOptions } from './client-options.ts';
import { RequestFault } from './errors.ts';
import type { HttpRequest } from './host.ts';
import type { CallInput, OperationDefinition, RequestBody } from './operation.ts';
import { requestBody } from './body.ts';
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
  const method = operation.method.toUpperCase();
  if (!isSendable(method))
    throw new RequestFault('invalid_request', '`fetch` cannot send a request like this.');
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
  return { method, url, headers, body, isOwnHost: true };
}

/** The Fetch Standard forbids these three, and whatever is no token. */
function isSendable(method: string): boolean {
  return /^[!#$%&'*+.^`|~\w-]+$/.test(method) && !/^(?:CONNECT|TRACE|TRACK)$/.test(method);
}

/** A request that can be sent once; made anew for each attempt. */
export interface SignedRequest extends Omit<HttpRequest, 'signal'> {
  readonly url: string;
}

/** Adds what differs from attempt to attempt: trace and secrets. */
export function signedRequest(
  prepared: PreparedRequest,
  sign: Signer,
  trace: Readonly<Record<string, string>> = {},
): SignedRequest {
  const { method, body } = prepared;
  const url = new URL(prepared.url);
  const headers = new Headers(prepared.headers);
  for (const [name, value] of Object.entries(trace)) headers.set(name, value);
  sign.write({ method, url, headers });
  const content = body === undefined ? {} : { body: body.content };
  return { url: url.href, method, headers, redirect: 'manual', ...content };
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
