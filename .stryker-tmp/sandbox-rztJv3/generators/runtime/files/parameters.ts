// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallInput, OperationDefinition, ParameterDefinition } from './operation.ts';
import { RequestFault } from './errors.ts';
import { isJson } from './media-type.ts';
import { percentEncode } from './percent.ts';
import {
  isWritten,
  labelText,
  matrixText,
  pairTexts,
  queryWriting,
  simpleText,
  type PairStyle,
} from './style.ts';
import { isPresent, primitiveText } from './value.ts';

/** OpenAPI leaves these to the body, the responses and the security schemes. */
const ignoredHeaders = ['accept', 'content-type', 'authorization'];

/** The path with its parameters filled in; refuses what would lead to another path. */
export function pathText({ path, parameters }: OperationDefinition, input: CallInput): string {
  const segments = path.split('/').map((segment) => {
    const filled = segment.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
      const parameter = parameters.find((known) => known.in === 'path' && known.name === name);
      return pathValue(name, parameter, valueOf(input.path, name));
    });
    if (filled !== segment && isDots(filled)) {
      throw new RequestFault(
        'invalid_request',
        `The path value of "${segment}" leads to another path.`,
      );
    }
    return filled;
  });
  return segments.join('/');
}

function pathValue(
  name: string,
  parameter: ParameterDefinition | undefined,
  value: unknown,
): string {
  if (!isPresent(value)) throw missing('path', name);
  const { style, explode = false, contentType } = parameter ?? {};
  const text =
    contentType === undefined
      ? styledPathText([name, value], style, explode)
      : percentEncode(contentText(value, contentType));
  // `/customers/` is another operation than `/customers/{id}`.
  if (text === '')
    throw new RequestFault('invalid_request', `The path parameter "${name}" is empty.`);
  return text;
}

function styledPathText(
  [name, value]: readonly [string, unknown],
  style: ParameterDefinition['style'],
  explode: boolean,
): string {
  if (!isWritten(value)) return '';
  if (style === 'label') return labelText(value, explode);
  if (style === 'matrix') return matrixText(name, value, explode);
  return simpleText(value, explode, percentEncode);
}

/** What stands after `?`; empty where nothing was given. */
export function queryText({ parameters }: OperationDefinition, input: CallInput): string {
  return present(parameters, 'query', input.query)
    .flatMap(({ parameter, value }) => {
      const { name, contentType, allowReserved = false } = parameter;
      if (contentType !== undefined) {
        return [`${percentEncode(name)}=${percentEncode(contentText(value, contentType))}`];
      }
      return pairTexts([name, value], pairStyle(parameter), queryWriting(allowReserved));
    })
    .join('&');
}

/** Header parameters by name, with cookies as one header. */
export function headerFields({ parameters }: OperationDefinition, input: CallInput): Headers {
  const headers = new Headers();
  for (const { parameter, value } of present(parameters, 'header', input.headers)) {
    const { name, contentType, explode = false } = parameter;
    if (ignoredHeaders.includes(name.toLowerCase())) continue;
    if (contentType === undefined && !isWritten(value)) continue;
    const text =
      contentType === undefined
        ? simpleText(value, explode, (part) => part)
        : asciiJson(contentText(value, contentType), contentType);
    setHeader(headers, name, text);
  }
  const cookies = present(parameters, 'cookie', input.cookies).flatMap(({ parameter, value }) => {
    const { name, contentType, explode = true } = parameter;
    return contentType === undefined
      ? pairTexts([name, value], { style: 'form', explode }, queryWriting(false))
      : [`${percentEncode(name)}=${percentEncode(contentText(value, contentType))}`];
  });
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  return headers;
}

/** Sets a header whose value can neither end the header nor be changed on the way. */
export function setHeader(headers: Headers, name: string, value: string): void {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
    throw new RequestFault(
      'invalid_request',
      `The value of the header "${name}" has a character that a header cannot hold.`,
    );
  }
  headers.set(name, value);
}

function present(
  parameters: readonly ParameterDefinition[],
  place: ParameterDefinition['in'],
  values: Readonly<Record<string, unknown>> | undefined,
): readonly { readonly parameter: ParameterDefinition; readonly value: unknown }[] {
  return parameters
    .filter((parameter) => parameter.in === place)
    .map((parameter) => ({ parameter, value: valueOf(values, parameter.name) }))
    .filter(({ parameter, value }) => {
      if (isPresent(value)) return true;
      if (parameter.required === true && !isIgnored(parameter))
        throw missing(place, parameter.name);
      return false;
    });
}

function valueOf(values: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

function isIgnored(parameter: ParameterDefinition): boolean {
  return parameter.in === 'header' && ignoredHeaders.includes(parameter.name.toLowerCase());
}

function contentText(value: unknown, contentType: string): string {
  return isJson(contentType) ? JSON.stringify(value) : primitiveText(value);
}

/** JSON can say all it holds in ASCII, which is all that is safe in a header. */
function asciiJson(text: string, contentType: string): string {
  if (!isJson(contentType)) return text;
  return text.replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function pairStyle({ style, explode }: ParameterDefinition): PairStyle {
  const isDelimited = style === 'spaceDelimited' || style === 'pipeDelimited';
  if (isDelimited || style === 'deepObject') return { style, explode: explode ?? false };
  return { style: 'form', explode: explode ?? true };
}

/** A URL parser takes `.` and `..` for a way up, in encoded form too. */
function isDots(segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(segment);
}

function missing(place: string, name: string): RequestFault {
  return new RequestFault('invalid_request', `The ${place} parameter "${name}" is required.`);
}
