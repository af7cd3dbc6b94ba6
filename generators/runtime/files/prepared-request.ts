// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Client } from './client-options.ts';
import { RequestFault } from './errors.ts';
import type { HttpRequest } from './host.ts';
import type { CallInput, OperationDefinition, RequestBody } from './operation.ts';
import { requestBody } from './body.ts';
import { setFields, setHeader } from './parameters.ts';
import type { Signer } from './security.ts';
import { baseOf, requestUrl } from './url.ts';

/** All of a request but its secrets; the same on every attempt. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  readonly origin: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody | undefined;
  /** False once the system has sent us to another host. */
  readonly isOwnHost: boolean;
}

/** Writes a call as its description says; throws a `RequestFault` or the fault of a value. */
export function prepareRequest(
  { base: ownBase, options: { host } }: Pick<Client, 'base' | 'options'>,
  operation: OperationDefinition,
  given: CallInput,
): PreparedRequest {
  const { method, server, idempotencyKey: place } = operation;
  // The Fetch Standard forbids these three, and whatever is no token.
  if (!/^(?!(?:CONNECT|TRACE|TRACK)$)[!#$%&'*+.^`|~\w-]+$/.test(method))
    throw new RequestFault('invalid_request', '`fetch` cannot send a request like this.');
  const random = (): number => host.random();
  const input = place === undefined ? given : place.write(operation, given, random);
  const headers: Record<string, string> = { accept: accepted(operation, given) };
  setFields(headers, operation, input);
  // A description does not always list the header among the parameters.
  const key = place?.in === 'header' ? input.headers?.[place.name] : undefined;
  if (place !== undefined && typeof key === 'string') setHeader(headers, place.name, key);
  const body = requestBody(operation, input, random);
  if (body !== undefined) setHeader(headers, 'content-type', body.contentType);
  const base = server === undefined ? ownBase : baseOf(server);
  const url = requestUrl(base, operation, input);
  return { method, url, origin: base.origin, headers, body, isOwnHost: true };
}

function accepted(
  { accept = '*/*', acceptErrors = [] }: OperationDefinition,
  { accept: chosen }: CallInput,
): string {
  return chosen === undefined ? accept : [...new Set([chosen, ...acceptErrors])].join(', ');
}

/** A request that can be sent once; made anew for each attempt. */
export interface SignedRequest extends Omit<HttpRequest, 'signal'> {
  readonly url: string;
}

/** Adds what differs from attempt to attempt: trace and secrets. */
export function signedRequest(
  { method, url, headers, body }: PreparedRequest,
  sign: Signer,
  trace: Readonly<Record<string, string>> = {},
): SignedRequest {
  const request = { url, method, headers: { ...headers }, redirect: 'manual' as const };
  for (const name in trace) setHeader(request.headers, name, trace[name] ?? '');
  sign.write(request);
  return body === undefined ? request : { ...request, body: body.content };
}

/** Where the system sends us, without secrets and parameters if it is another host. */
export function redirected(
  prepared: PreparedRequest,
  response: Response,
): PreparedRequest | undefined {
  const isMoved = [301, 302, 303, 307, 308].includes(response.status);
  // Anything but a read would be done a second time, and perhaps by someone else.
  if (!isMoved || !['GET', 'HEAD'].includes(prepared.method)) return undefined;
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, prepared.url)) return undefined;
  const target = new URL(location, prepared.url);
  target.hash = '';
  const { protocol, origin, href: url } = target;
  if (!['http:', 'https:'].includes(protocol)) return undefined;
  if (prepared.isOwnHost && origin === prepared.origin) return { ...prepared, url };
  const headers = { accept: prepared.headers['accept'] ?? '*/*' };
  return { ...prepared, url, origin, headers, isOwnHost: false };
}
