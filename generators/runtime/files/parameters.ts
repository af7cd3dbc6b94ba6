// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallInput, OperationDefinition, ParameterDefinition } from './operation.ts';
import { RequestFault } from './errors.ts';
import { percentEncode } from './percent.ts';
import { isPresent, isRecord, itemsOf, partsOf, presentEntries, primitiveText } from './value.ts';

type Values = Readonly<Record<string, unknown>> | undefined;

/** The path with its parameters filled in; refuses what would lead to another path. */
export function pathText({ path, parameters }: OperationDefinition, input: CallInput): string {
  if (!path.includes('{')) return path;
  const filled = path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
    pathValue(
      parameters.find((known) => known.in === 'path' && known.name === name) ?? {
        name,
        in: 'path',
      },
      valueOf(input.path, name),
    ),
  );
  if (!dots.test(filled)) return filled;
  const template = path.split(ends);
  const isUp = (segment: string, index: number): boolean =>
    dots.test(segment) && segment !== template[index];
  if (!filled.split(ends).some(isUp)) return filled;
  throw invalid(`A path value of "${path}" leads to another path.`);
}

/** A URL parser takes these for a way up, in encoded form too. */
const dots = /(?:^|\/)(?:\.|%2e){1,2}(?:[/?#]|$)/i;
const ends = /[/?#]/;

function pathValue(parameter: ParameterDefinition, value: unknown): string {
  if (!isPresent(value)) throw missing(parameter);
  const text = (parameter.write ?? simpleText)(parameter, value).join('');
  // `/customers/` is another operation than `/customers/{id}`.
  if (text === '') throw invalid(`The path parameter "${parameter.name}" is empty.`);
  return text;
}

/** `a,b`, as OpenAPI writes paths where nothing else is said; a list without members is none (RFC 6570 section 2.3). */
function simpleText(_: ParameterDefinition, value: unknown): readonly string[] {
  return [
    partsOf(value)
      .map((part) => percentEncode(primitiveText(part)))
      .join(','),
  ];
}

/** What stands after `?`; empty where nothing was given. */
export function queryText({ parameters }: OperationDefinition, input: CallInput): string {
  return pairsIn('query', parameters, input.query).join('&');
}

/** Sets the header parameters, and the cookies as one header. */
export function setFields(
  headers: Record<string, string>,
  { parameters }: OperationDefinition,
  input: CallInput,
): void {
  for (const parameter of parameters) {
    if (parameter.in !== 'header' || isIgnored(parameter)) continue;
    const value = given(parameter, input.headers);
    if (value === undefined) continue;
    const parts = parameter.write?.(parameter, value) ?? partsOf(value).map(primitiveText);
    if (parts.length > 0) setHeader(headers, parameter.name, parts.join(','));
  }
  const cookies = pairsIn('cookie', parameters, input.cookies);
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
}

/** OpenAPI leaves these to the body, the responses and the security schemes. */
function isIgnored({ name }: ParameterDefinition): boolean {
  return ['accept', 'content-type', 'authorization'].includes(name.toLowerCase());
}

/** Sets a header that can neither end the header nor be changed on the way. */
export function setHeader(headers: Record<string, string>, name: string, value: string): void {
  if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    throw invalid(`The value of the header "${name}" has a character that a header cannot hold.`);
  headers[name.toLowerCase()] = value;
}

function pairsIn(
  place: 'query' | 'cookie',
  parameters: readonly ParameterDefinition[],
  values: Values,
): readonly string[] {
  const pairs: string[] = [];
  for (const parameter of parameters) {
    if (parameter.in !== place) continue;
    const value = given(parameter, values);
    if (value !== undefined) pairs.push(...(parameter.write ?? formPairs)(parameter, value));
  }
  return pairs;
}

/** `name=a&name=b`, as OpenAPI writes a query where nothing else is said. */
function formPairs({ name }: ParameterDefinition, value: unknown): readonly string[] {
  return isRecord(value)
    ? presentEntries(value).map(([key, part]) => pairText(key, part))
    : itemsOf(value).map((part) => pairText(name, part));
}

/** `name=value`, percent-encoded. */
export function pairText(name: string, value: unknown): string {
  return `${percentEncode(name)}=${percentEncode(primitiveText(value))}`;
}

function given(parameter: ParameterDefinition, values: Values): unknown {
  const value = valueOf(values, parameter.name);
  if (isPresent(value)) return value;
  if (parameter.required === true) throw missing(parameter);
  return undefined;
}

function valueOf(values: Values, name: string): unknown {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

function missing(parameter: ParameterDefinition): RequestFault {
  return invalid(`The ${parameter.in} parameter "${parameter.name}" is required.`);
}

function invalid(message: string): RequestFault {
  return new RequestFault('invalid_request', message);
}
