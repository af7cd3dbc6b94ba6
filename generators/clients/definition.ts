import { code, name, type Code, type Printable } from '../../src/emit/code.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import { fieldBodies } from '../../src/plan/field-bodies.ts';
import type {
  Operation,
  Parameter,
  PlannedSystem,
  PropertyEncoding,
} from '../../src/plan/system.ts';
import { gist } from './gist.ts';
import { essence } from './media-types.ts';
import type { ClientSubject, OperationSubject } from './subject.ts';
import type { StreamKind } from './types/described-operation.ts';

/** The constant that says how an operation is written on the wire. */
export function operationDefinition(
  file: TsFile,
  { system, types }: ClientSubject,
  subject: OperationSubject,
): Code {
  const { operation, key } = subject;
  const streams = types.streams(operation.id);
  const type = file.importType('OperationDefinition', 'runtime/operation.ts');
  const definition = {
    id: operation.id,
    method: operation.method.toUpperCase(),
    path: pathOnTheWire(operation.path),
    server: operation.server,
    parameters: sentParameters(subject).map(parameterDefinition),
    body: bodyDefinition(file, operation),
    security: securityOf(system, operation),
    responses: Object.fromEntries(
      operation.responses.map(({ status, mediaTypes }) => [status, mediaTypes]),
    ),
    streams: streamReaders(file, streams),
    idempotencyKey: key === undefined ? undefined : { in: key.in, name: key.name },
  };
  return code`const ${name(subject.definitionName)}: ${type} = ${definition};`;
}

/** What a URL parser would turn into a slash, or leave out, is encoded; the placeholders stay. */
function pathOnTheWire(path: string): string {
  return path
    .split(/(\{[^{}]*\})/)
    .map((part) =>
      part.startsWith('{') ? part : part.replaceAll(/[\\\t\r\n]/g, encodeURIComponent),
    )
    .join('');
}

function streamReaders(
  file: TsFile,
  streams: ReadonlyMap<string, StreamKind>,
): Readonly<Record<string, Code>> | undefined {
  if (streams.size === 0) return undefined;
  return Object.fromEntries(
    [...streams].map(([mediaType, kind]) => {
      const path = kind === 'jsonLines' ? 'runtime/json-lines.ts' : 'runtime/event-stream.ts';
      return [essence(mediaType), file.importValue(kind, path)];
    }),
  );
}

/** The parameters that the caller gives: the header of the idempotency key is an option of the call instead. */
export function sentParameters({ operation, key }: OperationSubject): readonly Parameter[] {
  return operation.parameters.filter((parameter) => !isKey(parameter, key));
}

function isKey(parameter: Parameter, key: OperationSubject['key']): boolean {
  return (
    key?.in === 'header' &&
    parameter.in === 'header' &&
    parameter.name.toLowerCase() === key.name.toLowerCase()
  );
}

// What OpenAPI's defaults say anyway is not written.
function parameterDefinition(parameter: Parameter): Printable {
  const { in: place, contentType } = parameter;
  const isForm = place === 'query' || place === 'cookie';
  const style = parameter.style === (isForm ? 'form' : 'simple') ? undefined : parameter.style;
  const explode =
    parameter.explode === (parameter.style === 'form') ? undefined : parameter.explode;
  return {
    name: parameter.name,
    in: place,
    required: place !== 'path' && parameter.required ? true : undefined,
    ...(contentType === undefined ? { style, explode } : { contentType }),
    allowReserved: parameter.allowReserved ? true : undefined,
  };
}

function bodyDefinition(file: TsFile, { requestBody }: Operation): Printable | undefined {
  if (requestBody === undefined || requestBody.contents.length === 0) return undefined;
  const { required, contents } = requestBody;
  return {
    required: required ? true : undefined,
    contents: contents.map(({ mediaType, encoding }) => ({
      mediaType,
      encoding: propertyEncodings(encoding),
    })),
    writers: bodyWriters(
      file,
      contents.map(({ mediaType }) => mediaType),
    ),
  };
}

function propertyEncodings(
  encoding: Readonly<Record<string, PropertyEncoding>>,
): Printable | undefined {
  const properties = Object.entries(encoding).map(
    ([property, { contentType, style, explode, allowReserved }]) =>
      [property, { contentType, style, explode, allowReserved }] as const,
  );
  return properties.length === 0 ? undefined : Object.fromEntries(properties);
}

function bodyWriters(file: TsFile, mediaTypes: readonly string[]): Printable | undefined {
  const { form, multipart } = fieldBodies(mediaTypes);
  if (!form && !multipart) return undefined;
  return {
    form: form ? file.importValue('formBody', 'runtime/form.ts') : undefined,
    multipart: multipart ? file.importValue('multipartBody', 'runtime/multipart.ts') : undefined,
  };
}

// A certificate belongs to the connection, not to a request. A way of authentication that only
// integration.yaml names holds for every operation.
function securityOf({ api, auth }: PlannedSystem, { security }: Operation): Printable {
  const described = api?.securitySchemes ?? [];
  const certificates = new Set(
    described.filter(({ type }) => type === 'mutualTLS').map(({ id }) => id),
  );
  const added = auth.schemes
    .map(({ scheme }) => scheme.id)
    .filter((id) => !described.some((scheme) => scheme.id === id));
  const alternatives = security.map((alternative) =>
    alternative.map(({ scheme }) => scheme).filter((id) => !certificates.has(id)),
  );
  if (added.length === 0) return alternatives;
  return (alternatives.length === 0 ? [[]] : alternatives).map((ids) => [...ids, ...added]);
}

/** The credentials of a client: each scheme that is used, and the name of the secret for it. */
export function credentialDefinitions({ auth }: PlannedSystem): readonly Printable[] {
  return auth.schemes.flatMap(({ scheme, secret, username, password, isToken }) => {
    if (isToken === true) return [{ scheme: scheme.id, type: 'token' }];
    const common = { scheme: scheme.id, secret };
    if (scheme.type === 'apiKey') return [{ ...common, type: scheme.in, name: scheme.name }];
    if (scheme.type === 'basic') return [{ ...common, type: 'basic', username, password }];
    const isBearer = ['bearer', 'oauth2', 'openIdConnect'].includes(scheme.type);
    return isBearer ? [{ ...common, type: 'bearer' }] : [];
  });
}

/** The description of an operation for a reader: its own words and its request line. */
export function operationWords({ operation, renamed }: OperationSubject): readonly string[] {
  const { summary = '', description = '', method, path } = operation;
  const texts = [
    gist(summary),
    description === summary ? '' : gist(description),
    `${method.toUpperCase()} ${path}`,
    renamed ?? '',
  ];
  return texts.filter((text) => text.trim() !== '').flatMap((text) => ['', text]);
}

/** The first line of it. */
export function operationHeadline(subject: OperationSubject): string {
  const lines = operationWords(subject).flatMap((text) => text.split('\n'));
  return lines.find((line) => line.trim() !== '') ?? '';
}
