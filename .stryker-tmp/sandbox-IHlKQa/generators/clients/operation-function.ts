// @ts-nocheck
import { code, joinCode, name, noCode, type Code } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import { operationWords, sentParameters } from './definition.ts';
import { inputType } from './input-type.ts';
import {
  answerType,
  operationTypes,
  statusKey,
  successAnswers,
  type OperationTypes,
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
  const operation = operationTypes(file, client, subject.operation);
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

function resultType(file: TsFile, subject: OperationSubject, operation: OperationTypes): Code {
  const result = file.importType('CallResult', 'runtime/operation.ts');
  const answers = successAnswers(subject.operation).map((answer) => {
    const status = statusKey(answer.status);
    const data = answerType(file, operation, answer);
    return typeof status === 'number'
      ? code`${result}<${status}, ${data}>`
      : code`${result}<number, ${data}>`;
  });
  const type = answers.length === 0 ? code`${result}` : joinCode(answers, ' | ');
  return code`export type ${name(subject.resultType)} = ${type};`;
}
