// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { RequestFault } from './errors.ts';
import type { CallInput, OperationDefinition } from './operation.ts';
import { pathText, queryText } from './parameters.ts';

/** A base address that was looked at once. */
export interface Base {
  /** As a client may keep it: one that holds a secret is refused as it was, but printed without. */
  readonly baseUrl: string;
  readonly origin: string;
  /** Why no call can be made to it. */
  readonly fault: string | undefined;
}

/** The address of a call: path and query on the base address. */
export function requestUrl(
  { baseUrl, fault }: Base,
  operation: OperationDefinition,
  input: CallInput,
): string {
  if (fault !== undefined) throw new RequestFault('invalid_request', fault);
  const [path = '', fixedQuery = ''] = pathText(operation, input).split('#')[0]?.split('?') ?? [];
  const query = queryText(operation, input);
  const mark = fixedQuery === '' && query === '' ? '' : '?';
  const and = fixedQuery !== '' && query !== '' ? '&' : '';
  const slash = path.startsWith('/') ? '' : '/';
  return `${baseUrl.replace(/\/$/, '')}${slash}${path}${mark}${fixedQuery}${and}${query}`;
}

/** Refuses what would be lost or told: a query would swallow the path, and errors of `fetch` quote a password. */
export function baseOf(given: string): Base {
  const text = given.trim();
  if (!URL.canParse(text))
    return { baseUrl: '[not a URL]', origin: '', fault: 'The base address is not a URL.' };
  const { protocol, origin, username, password, search, hash } = new URL(text);
  if (`${username}${password}${search}${hash}` !== '') {
    const fault = 'The base address has a user, a query or a fragment, which belong elsewhere.';
    return { baseUrl: `${origin}/?redacted`, origin, fault };
  }
  const isHttp = protocol === 'http:' || protocol === 'https:';
  return {
    baseUrl: text,
    origin,
    fault: isHttp ? undefined : 'The base address is not one of HTTP.',
  };
}
