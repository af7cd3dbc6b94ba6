// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallInput, OperationDefinition } from './operation.ts';
import { RequestFault } from './errors.ts';
import { pathText, queryText } from './parameters.ts';

/** The address of a call: the operation's own server or the client's, path and query. */
export function requestUrl(baseUrl: string, operation: OperationDefinition, input: CallInput): URL {
  const base = checkedBase(operation.server ?? baseUrl);
  const [path = '', fixedQuery = ''] = pathText(operation, input).split('#')[0]?.split('?') ?? [];
  const query = [fixedQuery, queryText(operation, input)].filter((part) => part !== '').join('&');
  const url = new URL(`${base.replace(/\/$/, '')}${path.startsWith('/') ? path : `/${path}`}`);
  url.search = query;
  return url;
}

/** A base address as a client may keep it: one that holds a secret is refused as it was, but printed without. */
export function printableBase(base: string): string {
  if (!URL.canParse(base)) return '[not a URL]';
  const { origin, username, password, search, hash } = new URL(base);
  return [username, password, search, hash].every((part) => part === '')
    ? base
    : `${origin}/?redacted`;
}

/** Refuses what would be lost or told: a query would swallow the path, and errors of `fetch` quote a password. */
function checkedBase(base: string): string {
  if (!URL.canParse(base))
    throw new RequestFault('invalid_request', 'The base address is not a URL.');
  const { protocol, username, password, search, hash } = new URL(base);
  if (!['http:', 'https:'].includes(protocol))
    throw new RequestFault('invalid_request', 'The base address is not one of HTTP.');
  if ([username, password, search, hash].every((part) => part === '')) return base;
  throw new RequestFault(
    'invalid_request',
    'The base address has a user, a query or a fragment, which belong elsewhere.',
  );
}
