import { code, joinCode, joinLines, name, noCode, type Code } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import type { PageForm } from '../../src/plan/system.ts';
import { operationHeadline } from './definition.ts';
import { needsInput } from './operation-function.ts';
import type { ClientSubject, OperationSubject, PagingSubject } from './subject.ts';

/** The iterators over the pages and the entries of an operation; nothing where it has none. */
export function pagingFunctions(
  file: TsFile,
  { names }: ClientSubject,
  subject: OperationSubject,
): Code {
  const { paging, inputType, resultType } = subject;
  if (paging === undefined) return noCode;
  const client = name(`${names.type}Client`);
  const input = code`input: ${name(inputType)}${needsInput(subject) ? noCode : code` = {}`}`;
  const [item, result] = [name(paging.itemType), name(resultType)];
  const page = file.importType('Page', 'runtime/pages.ts');
  const state = file.importType('PagingState', 'runtime/pages.ts');
  const list = code`client, operation: ${name(subject.definitionName)}, pagination: ${name(paging.definitionName)}, input`;
  return joinCode(
    [
      definition(file, paging),
      code`export type ${item} = ${file.importType('ItemAt', 'runtime/pages.ts')}<${result}['data'], ${paging.form.items}>;`,
      code`${docComment(pagesWords(subject, paging))}
        export function ${name(paging.pagesName)}(client: ${client}, ${input}, from?: ${state}): AsyncIterable<${page}<${result}, ${item}>> {
          return ${file.importValue('pagesOf', 'runtime/pages.ts')}<${result}, ${item}>({ ${list}, from });
        }`,
      code`${docComment(itemsWords(subject))}
        export function ${name(paging.itemsName)}(client: ${client}, ${input}): AsyncIterable<${item}> {
          return ${file.importValue('itemsOf', 'runtime/pages.ts')}<${item}>({ ${list} });
        }`,
    ],
    '\n\n',
  );
}

/** The same as members of a client's type. */
export function pagingMembers(file: TsFile, subject: OperationSubject): Code {
  const { paging, inputType, resultType } = subject;
  if (paging === undefined) return noCode;
  const input = code`input${needsInput(subject) ? noCode : code`?`}: ${name(inputType)}`;
  const page = file.importType('Page', 'runtime/pages.ts');
  const state = file.importType('PagingState', 'runtime/pages.ts');
  const item = name(paging.itemType);
  return joinLines([
    code`${docComment(`${operationHeadline(subject)} Page by page.`)}
      ${name(paging.pagesName)}(${input}, from?: ${state}): AsyncIterable<${page}<${name(resultType)}, ${item}>>;`,
    code`${docComment(`${operationHeadline(subject)} Entry by entry, over all pages.`)}
      ${name(paging.itemsName)}(${input}): AsyncIterable<${item}>;`,
  ]);
}

/** The same as members of a client. */
export function pagingMethods(file: TsFile, subject: OperationSubject): Code {
  const { paging, inputType } = subject;
  if (paging === undefined) return noCode;
  const input = code`input${needsInput(subject) ? noCode : code`?`}: ${name(inputType)}`;
  const state = file.importType('PagingState', 'runtime/pages.ts');
  const { pagesName, itemsName } = paging;
  return joinLines([
    code`${name(pagesName)}: (${input}, from?: ${state}) => ${name(pagesName)}(client, input, from),`,
    code`${name(itemsName)}: (${input}) => ${name(itemsName)}(client, input),`,
  ]);
}

function definition(file: TsFile, { definitionName, form }: PagingSubject): Code {
  const type = file.importType('PaginationDefinition', 'runtime/pages.ts');
  return code`const ${name(definitionName)}: ${type} = ${printable(file, form)};`;
}

const steps = {
  cursor: { name: 'byCursor', path: 'runtime/page-cursor.ts' },
  link: { name: 'byLink', path: 'runtime/page-link.ts' },
  offset: { name: 'byOffset', path: 'runtime/page-number.ts' },
  page: { name: 'byPage', path: 'runtime/page-number.ts' },
} as const;

function printable(file: TsFile, { type, size, ...form }: PageForm) {
  const { name: step, path } = steps[type];
  const definition = { steps: file.importValue(step, path), ...form };
  return size === undefined ? definition : { ...definition, size: { ...size } };
}

function pagesWords(subject: OperationSubject, { how }: PagingSubject): readonly string[] {
  return [
    `${operationHeadline(subject)} Page by page: each is asked for when it is wanted, as one call by all policies.`,
    `How it pages: ${how}.`,
    'The `next` of a page is plain JSON: stored and given as `from` with the same input, it goes on there.',
  ];
}

function itemsWords(subject: OperationSubject): readonly string[] {
  return [
    `${operationHeadline(subject)} Entry by entry, over all pages; the next page is asked for when it is needed.`,
  ];
}
