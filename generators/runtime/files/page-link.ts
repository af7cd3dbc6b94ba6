// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Client } from './client-options.ts';
import { CallError, RequestFault } from './errors.ts';
import type { CallInput, CallResult, OperationDefinition } from './operation.ts';
import {
  fieldAt,
  isEnd,
  wrongAnswer,
  type AnsweredPage,
  type LinkedCall,
  type PagedCall,
  type PageSteps,
} from './paging.ts';

const percent: Readonly<Record<string, string>> = { '?': '%3F', '{': '%7B', '}': '%7D' };

/** The next page is at the address that the page before names. */
export const byLink: PageSteps = {
  next(call, before, answered) {
    const link = nextAddress(call, answered);
    const { items } = answered;
    if (link === undefined || isEnd(link === before.link, items)) return undefined;
    return { link, seen: before.seen + items.length };
  },
  linked: linkedInput,
};

/** The call for an address: path and query are those of the address, headers and options those of the caller. */
function linkedInput(
  client: Client,
  operation: OperationDefinition,
  { input, link }: { readonly input: CallInput; readonly link: string },
): LinkedCall {
  const base = baseOf(client, operation);
  const url = link.startsWith('/') ? safeUrl(`${base.origin}${link}`, base) : undefined;
  if (url?.origin !== base.origin)
    throw new CallError({
      kind: 'invalid_request',
      system: client.options.system,
      operation: operation.id,
      message: 'The place to go on from is not one of this list.',
    });
  const parameters = operation.parameters.filter(
    ({ in: place }) => place === 'header' || place === 'cookie',
  );
  // These would end the query or stand for a parameter of the path.
  const query = url.search.slice(1).replaceAll(/[?{}]/g, (sign) => percent[sign] ?? sign);
  const path = query === '' ? url.pathname : `${url.pathname}?${query}`;
  return {
    operation: { ...operation, server: base.origin, path, parameters },
    input: { ...input, path: {}, query: {} },
  };
}

/** Path and query of the next page; undefined at the end. Another origin is an error, because it gets no credentials. */
function nextAddress(
  { client, operation, pagination }: Pick<PagedCall, 'client' | 'operation' | 'pagination'>,
  { asked, result }: Pick<AnsweredPage, 'asked' | 'result'>,
): string | undefined {
  const { header, next = [] } = pagination;
  const address =
    header === undefined
      ? addressAt(result.data, next)
      : nextLink(result.headers.get(header) ?? '');
  if (address === undefined) return undefined;
  const base = baseOf(client, operation);
  const url = safeUrl(address, pageUrl(base, asked, result));
  // Behind a proxy that ends TLS, systems write http for themselves.
  if (url?.protocol === 'http:' && base.protocol === 'https:') url.protocol = 'https:';
  if (url?.origin === base.origin) return `${url.pathname}${withoutSecrets(client, url)}`;
  throw wrongAnswer(
    { client, operation },
    result,
    'The address of the next page is on another origin, which gets no call and no credentials.',
  );
}

function addressAt(data: unknown, path: readonly string[]): string | undefined {
  const found = fieldAt(data, path);
  const value = typeof found === 'object' ? fieldAt(found, ['href']) : found;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The target of rel="next" in a header of RFC 8288. */
function nextLink(header: string): string | undefined {
  for (const [, target = '', parameters = ''] of header.matchAll(
    /<([^<>]*)>((?:[^<",]|"[^"]*")*)/g,
  )) {
    const [, quoted, plain = ''] =
      /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? [];
    const relations = (quoted ?? plain).toLowerCase().split(/\s+/);
    if (relations.includes('next')) return target.trim();
  }
  return undefined;
}

// A relative address is meant from the page that holds it.
function pageUrl(base: URL, { operation }: LinkedCall, { raw }: CallResult): URL {
  return safeUrl(raw.url, base) ?? safeUrl(operation.path, base) ?? base;
}

function baseOf(client: Client, { server }: OperationDefinition): URL {
  const base = safeUrl(server ?? client.options.baseUrl);
  if (base === undefined)
    throw new RequestFault('invalid_request', 'The base address is not a URL.');
  return base;
}

function safeUrl(text: string, base?: URL): URL | undefined {
  if (text === '' || !URL.canParse(text, base?.href)) return undefined;
  const url = new URL(text, base?.href);
  return url.username === '' && url.password === '' ? url : undefined;
}

/** The query without what the signer adds again: a secret is no part of a place to go on from. */
function withoutSecrets(client: Client, { search }: URL): string {
  const secret = client.options.credentials.flatMap(([, { query }]) => query ?? []);
  if (secret.length === 0 || search === '') return search;
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => !secret.includes(decoded(pair.split('=')[0] ?? '')));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
