import { code, joinCode, type Code } from '../../src/emit/code.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import type { ApiDescription, ApiResponse, Operation } from '../../src/plan/system.ts';
import { answerForm, requestForm } from './media-types.ts';

/** The type of an operation; asked for only where it is used, because asking imports it. */
export type OperationType = () => Code;

/** The type of an operation in `types.ts`: by its operationId where it has one, else by path and method. */
export function operationType(
  file: TsFile,
  api: ApiDescription,
  {
    operation,
    types,
  }: {
    readonly operation: Operation;
    /** Path of `types.ts` in the output. */
    readonly types: string;
  },
): OperationType {
  if (hasOperationId(api, operation)) {
    return () => code`${file.importType('operations', types)}[${typeName(operation.id)}]`;
  }
  return () => code`${file.importType('paths', types)}[${operation.path}][${operation.method}]`;
}

/** The type of what an answer holds; `undefined` where no content is declared. A stream of events is not read. */
export function answerType(
  file: TsFile,
  operation: OperationType,
  { status, mediaTypes }: ApiResponse,
): Code {
  if (mediaTypes.length === 0) return code`undefined`;
  const answer = (): Code => code`${operation()}['responses'][${statusKey(status)}]`;
  return unionOf(readTypes(mediaTypes).map((mediaType) => contentType(file, answer, mediaType)));
}

// The runtime asks for JSON alone where there is JSON, and refuses what is not; a stream is the system's choice.
function readTypes(mediaTypes: readonly string[]): readonly string[] {
  const forms = mediaTypes.map(answerForm);
  if (!forms.includes('value')) return mediaTypes;
  return mediaTypes.filter((_, index) => forms[index] === 'value' || forms[index] === 'stream');
}

/** The type of a request body of one media type. */
export function bodyType(file: TsFile, operation: OperationType, mediaType: string): Code {
  const value = (): Code =>
    code`NonNullable<${operation()}['requestBody']>['content'][${mediaType}]`;
  switch (requestForm(mediaType)) {
    case 'value':
      return value();
    case 'fields':
      return code`${file.importType('MultipartFields', 'runtime/operation.ts')}<${value()}>`;
    case 'text':
    case 'stream':
      return code`string`;
    case 'bytes':
      return code`Blob | ArrayBuffer | ArrayBufferView`;
    case 'any':
      return structured(file, value());
  }
}

function structured(file: TsFile, value: Code): Code {
  return code`${file.importType('Structured', 'runtime/operation.ts')}<${value}>`;
}

function contentType(file: TsFile, answer: OperationType, mediaType: string): Code {
  const value = (): Code => code`${answer()}['content'][${mediaType}]`;
  switch (answerForm(mediaType)) {
    case 'value':
    case 'fields':
      return value();
    case 'text':
      return code`string`;
    case 'stream':
      return code`ReadableStream<Uint8Array>`;
    case 'bytes':
      return code`Uint8Array`;
    case 'any':
      return structured(file, value());
  }
}

// Several media types may be of one type.
function unionOf(types: readonly Code[]): Code {
  const byText = new Map(types.map((type) => [type.text, type] as const));
  return joinCode([...byText.values()], ' | ');
}

/** `200` is a number in the types; `4XX` and `default` are texts. */
export function statusKey(status: string): number | string {
  return /^\d{3}$/.test(status) ? Number(status) : status;
}

/** The answers that a call resolves with: 2xx and 3xx, and `default` where no 2xx is declared. */
export function successAnswers(operation: Operation): readonly ApiResponse[] {
  const { responses } = operation;
  const hasSuccess = responses.some(({ status }) => status.startsWith('2'));
  return responses.filter(({ status }) => {
    if (status === 'default') return !hasSuccess;
    return status === '304' ? isConditional(operation) : /^[23]/.test(status);
  });
}

/** The answers that a call rejects with: 4xx, 5xx and `default`. */
export function errorAnswers({ responses }: Operation): readonly ApiResponse[] {
  return responses.filter(({ status }) => /^[45]|^default$/.test(status));
}

// "Not modified" only answers a request that asks for it, and a call sends no header that is not declared.
function isConditional({ parameters }: Operation): boolean {
  return parameters.some(
    (parameter) =>
      parameter.in === 'header' &&
      ['if-none-match', 'if-modified-since'].includes(parameter.name.toLowerCase()),
  );
}

function hasOperationId({ document }: ApiDescription, { id, method, path }: Operation): boolean {
  // An empty one is none to openapi-typescript.
  return id !== '' && child(document, 'paths', path, method, 'operationId') === id;
}

function child(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, key)
        ? (found as Readonly<Record<string, unknown>>)[key] // an object is read by a key that it has
        : undefined,
    value,
  );
}

/** The key of an operation in the types: a reference cannot hold a `#`, so openapi-typescript writes another sign. */
function typeName(id: string): string {
  return id.replaceAll('#', '/');
}
