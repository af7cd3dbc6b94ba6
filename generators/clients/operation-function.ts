import {
  code,
  joinCode,
  joinLines,
  name,
  noCode,
  propertyKey,
  type Code,
} from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import type { BodyContent, Parameter } from '../../src/plan/system.ts';
import { operationWords, sentParameters } from './definition.ts';
import {
  answerType,
  bodyType,
  operationType,
  statusKey,
  successAnswers,
} from './operation-types.ts';
import type { ClientSubject, OperationSubject } from './subject.ts';

/** Whether a call must be given something. */
export function needsInput(subject: OperationSubject): boolean {
  return (
    subject.operation.requestBody?.required === true ||
    sentParameters(subject).some(({ required }) => required)
  );
}

/** What an operation takes, what it resolves with, and the function that sends it. */
export function operationFunction(
  file: TsFile,
  client: ClientSubject,
  subject: OperationSubject,
): Code {
  const operation = operationType(file, client.api, {
    operation: subject.operation,
    types: client.names.types,
  });
  return joinCode(
    [
      inputType(file, subject, operation),
      resultType(file, subject, operation),
      callFunction(file, client, subject),
    ],
    '\n\n',
  );
}

function callFunction(file: TsFile, { names }: ClientSubject, subject: OperationSubject): Code {
  const send = file.importValue('send', 'runtime/client.ts');
  const client = name(`${names.type}Client`);
  const input = code`input: ${name(subject.inputType)}${needsInput(subject) ? noCode : code` = {}`}`;
  const result = name(subject.resultType);
  return code`${docComment(operationWords(subject), { deprecated: subject.operation.deprecated })}
    export function ${name(subject.functionName)}(client: ${client}, ${input}): Promise<${result}> {
      return ${send}<${result}>(client, ${name(subject.definitionName)}, input);
    }`;
}

function inputType(file: TsFile, subject: OperationSubject, operation: Code): Code {
  const options = file.importType('CallOptions', 'runtime/operation.ts');
  const base = subject.key === undefined ? code`Omit<${options}, 'idempotencyKey'>` : options;
  const contents = subject.operation.requestBody?.contents ?? [];
  const fields = joinLines([
    ...places.map((place) => placeField(place, subject, operation)),
    contents.length === 1 ? bodyField(subject, operation, contents) : noCode,
  ]);
  const type = name(subject.inputType);
  if (contents.length < 2) {
    return code`export interface ${type} extends ${base} {
      ${fields}
    }`;
  }
  const bodies = contents.map(
    (content, index) => code`{
      ${bodyField(subject, operation, [content])}
      ${contentTypeField(content, index)}
    }`,
  );
  const none =
    subject.operation.requestBody?.required === true ? [] : [code`{ readonly body?: never }`];
  const given =
    fields.text === ''
      ? base
      : code`${base} & {
      ${fields}
    }`;
  return code`export type ${type} = ${given} & (${joinCode([...bodies, ...none], ' | ')});`;
}

const places = [
  { property: 'path', in: 'path' },
  { property: 'query', in: 'query' },
  { property: 'headers', in: 'header' },
  { property: 'cookies', in: 'cookie' },
] as const;

function placeField(
  place: (typeof places)[number],
  subject: OperationSubject,
  operation: Code,
): Code {
  const parameters = sentParameters(subject).filter((parameter) => parameter.in === place.in);
  if (parameters.length === 0) return noCode;
  const mark = parameters.some(({ required }) => required) ? code`` : code`?`;
  const type = code`NonNullable<${operation}['parameters'][${place.in}]>`;
  return code`readonly ${propertyKey(place.property)}${mark}: ${picked(type, place.in, parameters)};`;
}

// Only headers can be declared without being the caller's: the key of the call is an option of its own.
function picked(type: Code, place: string, parameters: readonly Parameter[]): Code {
  if (place !== 'header') return type;
  const keys = parameters.map((parameter) => code`${parameter.name}`);
  return code`Pick<${type}, ${joinCode(keys, ' | ')}>`;
}

function bodyField(
  { operation: { requestBody } }: OperationSubject,
  operation: Code,
  contents: readonly BodyContent[],
): Code {
  const mark = requestBody?.required === true ? code`` : code`?`;
  const types = contents.map(({ mediaType }) => bodyType(operation, mediaType));
  return code`readonly body${mark}: ${joinCode(types, ' | ')};`;
}

// The runtime takes the first where nothing is said.
function contentTypeField({ mediaType }: BodyContent, index: number): Code {
  return code`readonly contentType${index === 0 ? code`?` : code``}: ${mediaType};`;
}

function resultType(file: TsFile, subject: OperationSubject, operation: Code): Code {
  const result = file.importType('CallResult', 'runtime/operation.ts');
  const answers = successAnswers(subject.operation).map((answer) => {
    const status = statusKey(answer.status);
    const data = answerType(operation, answer);
    return typeof status === 'number'
      ? code`${result}<${status}, ${data}>`
      : code`${result}<number, ${data}>`;
  });
  const type = answers.length === 0 ? code`${result}` : joinCode(answers, ' | ');
  return code`export type ${name(subject.resultType)} = ${type};`;
}
