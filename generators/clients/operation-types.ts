import { code, joinCode, type Code } from '../../src/emit/code.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import type { ApiDescription, ApiResponse, Operation } from '../../src/plan/system.ts';

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
): Code {
  if (hasOperationId(api, operation)) {
    return code`${file.importType('operations', types)}[${operation.id}]`;
  }
  return code`${file.importType('paths', types)}[${operation.path}][${operation.method}]`;
}

/** The type of what an answer holds; `undefined` where no content is declared. */
export function answerType(operation: Code, { status, mediaTypes }: ApiResponse): Code {
  if (mediaTypes.length === 0) return code`undefined`;
  const answer = code`${operation}['responses'][${statusKey(status)}]`;
  return joinCode(
    mediaTypes.map((mediaType) => code`${answer}['content'][${mediaType}]`),
    ' | ',
  );
}

/** `200` is a number in the types; `4XX` and `default` are texts. */
export function statusKey(status: string): number | string {
  return /^\d{3}$/.test(status) ? Number(status) : status;
}

/** The answers that a call resolves with: 2xx, or `default` where no 2xx is declared. */
export function successAnswers({ responses }: Operation): readonly ApiResponse[] {
  const declared = responses.filter(({ status }) => status.startsWith('2'));
  return declared.length > 0 ? declared : responses.filter(({ status }) => status === 'default');
}

/** The answers that a call rejects with: everything declared that is neither 1xx nor 2xx. */
export function errorAnswers({ responses }: Operation): readonly ApiResponse[] {
  return responses.filter(({ status }) => !/^[12]/.test(status));
}

function hasOperationId({ document }: ApiDescription, { id, method, path }: Operation): boolean {
  return child(document, 'paths', path, method, 'operationId') === id;
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
