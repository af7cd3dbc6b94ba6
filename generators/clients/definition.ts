import { code, name, type Code, type Printable } from '../../src/emit/code.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import { bodyForm, credentialForm, parameterForm } from '../../src/plan/wire-forms.ts';
import type {
  Operation,
  Parameter,
  PlannedScheme,
  PlannedSystem,
  PropertyEncoding,
} from '../../src/plan/system.ts';
import { gist } from './gist.ts';
import { acceptDefinition } from './accept.ts';
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
    parameters: sentParameters(subject).map((parameter) => parameterDefinition(file, parameter)),
    body: bodyDefinition(file, operation),
    security: securityOf(system, operation),
    ...acceptDefinition(operation, streams),
    responses: Object.fromEntries(
      operation.responses
        .filter(({ status }) => !/^[45]/.test(status))
        .map(({ status, mediaTypes }) => [status, mediaTypes]),
    ),
    streams: streamReaders(file, streams),
    idempotencyKey:
      key === undefined
        ? undefined
        : {
            in: key.in,
            name: key.name,
            write: file.importValue('idempotencyKey', 'runtime/idempotency-key.ts'),
          },
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

// What OpenAPI's defaults say anyway is not written, and needs no code of its own.
function parameterDefinition(file: TsFile, parameter: Parameter): Printable {
  const { in: place } = parameter;
  const { writer, ...form } = parameterForm(parameter);
  const write = {
    default: () => undefined,
    style: () => file.importValue(styleWriters[place], 'runtime/parameter-style.ts'),
    content: () => file.importValue('byMediaType', 'runtime/parameter-content.ts'),
  }[writer]();
  return {
    name: parameter.name,
    in: place,
    required: place !== 'path' && parameter.required ? true : undefined,
    ...form,
    write,
  };
}

const styleWriters = {
  path: 'pathStyle',
  query: 'queryStyle',
  header: 'headerStyle',
  cookie: 'queryStyle',
} as const;

function bodyDefinition(file: TsFile, { requestBody }: Operation): Printable | undefined {
  if (requestBody === undefined || requestBody.contents.length === 0) return undefined;
  const { required, contents } = requestBody;
  return {
    required: required ? true : undefined,
    contents: contents.map(({ mediaType, encoding }) => {
      const { name: writer, path } = bodyWriters[bodyForm(mediaType)];
      return {
        mediaType,
        write: file.importValue(writer, path),
        encoding: propertyEncodings(encoding),
      };
    }),
  };
}

const bodyWriters = {
  any: { name: 'anyBody', path: 'runtime/any-body.ts' },
  form: { name: 'formBody', path: 'runtime/form.ts' },
  json: { name: 'jsonBody', path: 'runtime/body.ts' },
  multipart: { name: 'multipartBody', path: 'runtime/multipart.ts' },
  plain: { name: 'plainBody', path: 'runtime/plain-body.ts' },
} as const;

function propertyEncodings(
  encoding: Readonly<Record<string, PropertyEncoding>>,
): Printable | undefined {
  const properties = Object.entries(encoding).map(
    ([property, { contentType, style, explode, allowReserved }]) =>
      [property, { contentType, style, explode, allowReserved }] as const,
  );
  return properties.length === 0 ? undefined : Object.fromEntries(properties);
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

/** The credentials of a client: each scheme that is used, and what meets it with which secrets. */
export function credentialDefinitions(file: TsFile, { auth }: PlannedSystem): readonly Printable[] {
  return auth.schemes.flatMap((planned) => {
    const credential = credentialCode(file, planned);
    return credential === undefined ? [] : [[planned.scheme.id, credential]];
  });
}

function credentialCode(file: TsFile, planned: PlannedScheme): Code | undefined {
  const { scheme, secret, username, password } = planned;
  const isPair = username !== undefined && password !== undefined;
  switch (credentialForm(planned)) {
    case 'token':
      return code`${file.importValue('accessToken', 'runtime/access-token.ts')}(options.tokens)`;
    case 'apiKey':
      return scheme.type === 'apiKey'
        ? code`${file.importValue(`${scheme.in}Key`, 'runtime/api-key.ts')}(${scheme.name}, ${secret})`
        : undefined;
    case 'basic': {
      const basic = file.importValue('basic', 'runtime/basic.ts');
      return isPair ? code`${basic}(${username}, ${password})` : code`${basic}(${secret})`;
    }
    case 'bearer':
      return code`${file.importValue('bearer', 'runtime/bearer.ts')}(${secret})`;
    case undefined:
      return undefined;
  }
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
