import { code, joinCode, type Code } from '../../src/emit/code.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import { streamForm } from '../../src/plan/streams.ts';
import type { ApiResponse, Operation, Parameter } from '../../src/plan/system.ts';
import { answerForm, requestForm } from './media-types.ts';
import type { ClientSubject } from './subject.ts';
import type { StreamKind } from './types/described-operation.ts';

/** How a file names the types of one operation; asked for only where one is used, because asking imports them. */
export interface OperationTypes {
  group(place: Parameter['in']): Code;
  body(mediaType: string): Code;
  answer(status: string, mediaType: string): Code;
  /** How an answer that comes bit by bit is read; undefined where it comes as a whole. */
  stream(mediaType: string): StreamKind | undefined;
}

/** The types of an operation in `types.ts`, as a file names them. */
export function operationTypes(
  file: TsFile,
  { types, names }: ClientSubject,
  { id }: Operation,
): OperationTypes {
  const space = (): Code => file.importTypes('types', names.types);
  return {
    group: (place) => types.group(id, place)(space),
    body: (mediaType) => types.body(id, mediaType)(space),
    answer: (status, mediaType) => types.answer(id, status, mediaType)(space),
    stream: (mediaType) => types.streams(id).get(mediaType),
  };
}

/** The type of what an answer holds; `undefined` where no content is declared. */
export function answerType(
  file: TsFile,
  operation: OperationTypes,
  { status, mediaTypes }: ApiResponse,
): Code {
  if (mediaTypes.length === 0) return code`undefined`;
  return unionOf(
    readTypes(mediaTypes).map((mediaType) => {
      const value = (): Code => operation.answer(status, mediaType);
      const stream = isSuccess(status) ? operation.stream(mediaType) : undefined;
      return stream === undefined
        ? contentType(file, mediaType, value)
        : streamType(file, stream, value);
    }),
  );
}

/** The type of an answer that a call rejects with: it comes as a whole. */
export function problemType(file: TsFile, operation: OperationTypes, answer: ApiResponse): Code {
  return answerType(file, { ...operation, stream: () => undefined }, answer);
}

/** The media types of the successes of an operation, where one comes bit by bit and another may be asked for. */
export function acceptChoices(operation: Operation): readonly string[] {
  const types = successAnswers(operation).flatMap(({ mediaTypes }) => readTypes(mediaTypes));
  const isMixed = types.some((type) => streamForm(type) !== undefined);
  return isMixed && new Set(types).size > 1 ? [...new Set(types)] : [];
}

// The runtime asks for JSON alone where there is JSON, and refuses what is not; a stream is the system's choice.
function readTypes(mediaTypes: readonly string[]): readonly string[] {
  const isValue = (mediaType: string): boolean => answerForm(mediaType) === 'value';
  if (!mediaTypes.some(isValue)) return mediaTypes;
  return mediaTypes.filter((type) => isValue(type) || streamForm(type) !== undefined);
}

function streamType(file: TsFile, kind: StreamKind, value: () => Code): Code {
  if (kind === 'jsonLines')
    return code`${file.importType('AnswerStream', 'runtime/answer-stream.ts')}<${value()}>`;
  const events = file.importType('EventStream', 'runtime/event-stream.ts');
  return kind === 'textEvents' ? events : code`${events}<${value()}>`;
}

function isSuccess(status: string): boolean {
  return status.startsWith('2') || status === 'default';
}

/** The type of a request body of one media type. */
export function bodyType(file: TsFile, operation: OperationTypes, mediaType: string): Code {
  const value = (): Code => operation.body(mediaType);
  switch (requestForm(mediaType)) {
    case 'value':
      return value();
    case 'fields':
      return code`${file.importType('MultipartFields', 'runtime/multipart.ts')}<${value()}>`;
    case 'text':
      return code`string`;
    case 'bytes':
      return code`Blob | ArrayBuffer | ArrayBufferView`;
    case 'any':
      return structured(file, value());
  }
}

function structured(file: TsFile, value: Code): Code {
  return code`${file.importType('Structured', 'runtime/structured.ts')}<${value}>`;
}

function contentType(file: TsFile, mediaType: string, value: () => Code): Code {
  switch (answerForm(mediaType)) {
    case 'value':
    case 'fields':
      return value();
    case 'text':
      return code`string`;
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
