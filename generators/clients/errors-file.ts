import { code, joinLines, name, propertyKey, type Code } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { EmittedFile } from '../../src/emit/emitter.ts';
import { tsFile, type TsFile } from '../../src/emit/ts-file.ts';
import { gist } from './gist.ts';
import { errorAnswers, operationTypes, problemType, statusKey } from './operation-types.ts';
import type { ClientSubject } from './subject.ts';

/** `errors.ts` of a system: the declared error answers of each operation, and the question which one it is. */
export function errorsFile(subject: ClientSubject): EmittedFile {
  return tsFile({ path: subject.names.errors, source: subject.source }, (file) => {
    file.add(problemsType(file, subject));
    file.add(problemOf(file, subject));
    file.add(declaredStatuses(subject));
    file.add(question(file, subject));
  });
}

function problemsType(file: TsFile, subject: ClientSubject): Code {
  const { api, names } = subject;
  const operations = api.operations.map((operation) => {
    const type = operationTypes(file, subject, operation);
    const answers = errorAnswers(operation).map((answer) => {
      const data = answer.mediaTypes.length === 0 ? code`unknown` : problemType(file, type, answer);
      return code`${docComment(gist(answer.description ?? ''))}
        readonly ${key(statusKey(answer.status))}: ${data};`;
    });
    return code`readonly ${propertyKey(operation.id)}: {
        ${joinLines(answers)}
      };`;
  });
  return code`/** What each declared error answer holds, by operation and status. */
    export interface ${name(`${names.type}Problems`)} {
      ${joinLines(operations)}
    }`;
}

function key(status: string | number): Code {
  return typeof status === 'number' ? code`${status}` : propertyKey(status);
}

function problemOf(file: TsFile, { names }: ClientSubject): Code {
  const error = file.importType('CallError', 'runtime/errors.ts');
  const data = file.importType('ProblemData', 'runtime/problem.ts');
  const problems = name(`${names.type}Problems`);
  return code`/** A declared error answer of an operation. */
    export type ${name(`${names.type}Problem`)}<Operation extends keyof ${problems}, Status> = ${error} & {
      readonly operation: Operation;
      readonly status: Status extends number ? Status : number;
      readonly data: ${data}<${problems}[Operation], Status>;
    };`;
}

function declaredStatuses({ api, names }: ClientSubject): Code {
  const statuses = Object.fromEntries(
    api.operations.map((operation) => [
      operation.id,
      errorAnswers(operation).map(({ status }) => status),
    ]),
  );
  return code`const declared: Readonly<Record<keyof ${name(`${names.type}Problems`)}, readonly string[]>> = ${statuses};`;
}

function question(file: TsFile, { names, system }: ClientSubject): Code {
  const isDeclared = file.importValue('isDeclaredProblem', 'runtime/problem.ts');
  const statuses = file.importType('ProblemStatus', 'runtime/problem.ts');
  const problems = name(`${names.type}Problems`);
  const what = [
    'Whether an error is a declared answer of an operation; its data is then typed. A number asks for that',
    "status; '4XX' and 'default' ask for what they cover and nothing more exact does.",
  ].join(' ');
  return code`${docComment(what)}
    export function isProblem<
      Operation extends keyof ${problems},
      Status extends ${statuses}<${problems}[Operation]>,
    >(
      error: unknown,
      operation: Operation,
      status: Status,
    ): error is ${name(`${names.type}Problem`)}<Operation, Status> {
      return ${isDeclared}(error, {
        system: ${system.id},
        operation,
        status,
        declared: declared[operation],
      });
    }`;
}
