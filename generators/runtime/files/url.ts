// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallInput, OperationDefinition } from './operation.ts';
import { RequestFault } from './errors.ts';
import { pathText, queryText } from './parameters.ts';

/** The address of a call: the operation's own server or the client's, path and query. */
export function requestUrl(baseUrl: string, operation: OperationDefinition, input: CallInput): URL {
  const base = operation.server ?? baseUrl;
  if (!URL.canParse(base))
    throw new RequestFault('invalid_request', 'The base address is not a URL.');
  const [path = '', fixedQuery = ''] = pathText(operation, input).split('#')[0]?.split('?') ?? [];
  const query = [fixedQuery, queryText(operation, input)].filter((part) => part !== '').join('&');
  const url = new URL(`${base.replace(/\/$/, '')}${path.startsWith('/') ? path : `/${path}`}`);
  url.search = query;
  return url;
}
