// @ts-nocheck
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
import { sentParameters } from './definition.ts';
import { acceptChoices, bodyType, type OperationTypes } from './operation-types.ts';
import type { OperationSubject } from './subject.ts';

/** The type of what an operation is given: parameters by place, body, and the options of a call. */
export function inputType(
  file: TsFile,
  subject: OperationSubject,
  operation: OperationTypes,
): Code {
  const options = file.importType('CallOptions', 'runtime/operation.ts');
  const base = subject.key === undefined ? code`Omit<${options}, 'idempotencyKey'>` : options;
  const type = name(subject.inputType);
  const bodies = bodyFields(file, subject, operation);
  const parameters = joinLines([
    ...places.map((place) => placeField(place, subject, operation)),
    acceptField(subject),
  ]);
  if (bodies.length < 2) {
    return code`export interface ${type} extends ${base} {
      ${parameters}
      ${bodies[0]?.field ?? noCode}
    }`;
  }
  const alternatives = bodies.map(
    ({ field, mediaType }, index) => code`{
      ${field}
      ${contentTypeField(mediaType, index)}
    }`,
  );
  const common = parameters.text === '' ? base : code`${base} & { ${parameters} }`;
  return code`export type ${type} = ${common} & (${joinCode(alternatives, ' | ')});`;
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
  operation: OperationTypes,
): Code {
  const parameters = sentParameters(subject).filter((parameter) => parameter.in === place.in);
  if (parameters.length === 0) return noCode;
  const mark = parameters.some(({ required }) => required) ? noCode : code`?`;
  return code`readonly ${propertyKey(place.property)}${mark}: ${operation.group(place.in)};`;
}

// Not every system heeds it: some choose by a field of the body.
function acceptField({ operation }: OperationSubject): Code {
  const choices = acceptChoices(operation);
  if (choices.length === 0) return noCode;
  const words = 'The media type that the answer is asked for as; where absent, the system chooses.';
  return code`${docComment(words)}
    readonly accept?: ${joinCode(
      choices.map((choice) => code`${choice}`),
      ' | ',
    )};`;
}

interface BodyField {
  readonly mediaType: string;
  readonly field: Code;
}

function bodyFields(
  file: TsFile,
  { operation: { requestBody } }: OperationSubject,
  operation: OperationTypes,
): readonly BodyField[] {
  const mark = requestBody?.required === true ? noCode : code`?`;
  return (requestBody?.contents ?? []).map(({ mediaType }) => ({
    mediaType,
    field: code`readonly body${mark}: ${bodyType(file, operation, mediaType)};`,
  }));
}

// The runtime takes the first where nothing is said.
function contentTypeField(mediaType: string, index: number): Code {
  return code`readonly contentType${index === 0 ? code`?` : noCode}: ${mediaType};`;
}
