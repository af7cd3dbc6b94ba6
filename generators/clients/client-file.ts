import { code, joinLines, name, noCode, type Code } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { EmittedFile } from '../../src/emit/emitter.ts';
import { tsFile, type TsFile } from '../../src/emit/ts-file.ts';
import { credentialDefinitions, operationDefinition, operationHeadline } from './definition.ts';
import { needsInput, operationFunction } from './operation-function.ts';
import { pagingFunctions, pagingMembers, pagingMethods } from './paging-functions.ts';
import type { ClientSubject, OperationSubject } from './subject.ts';

/** `client.ts` of a system: one function an operation, and an object that has them all. */
export function clientFile(subject: ClientSubject): EmittedFile {
  const { operations } = subject;
  return tsFile({ path: subject.names.client, source: subject.source }, (file) => {
    for (const operation of operations) {
      file.add(operationDefinition(file, subject, operation));
      file.add(operationFunction(file, subject, operation));
      if (operation.paging !== undefined) file.add(pagingFunctions(file, subject, operation));
    }
    file.add(optionsType(file, subject));
    file.add(clientType(file, subject, operations));
    file.add(createFunction(file, subject, operations));
  });
}

function optionsType(file: TsFile, { names, system }: ClientSubject): Code {
  const options =
    system.tenants === undefined
      ? file.importType('ClientOptions', 'runtime/client.ts')
      : file.importType('TenantClientOptions', 'runtime/tenants.ts');
  const type = name(`${names.type}Options`);
  const own = code`Omit<${options}, 'system' | 'credentials' | 'baseUrl'>`;
  const { baseUrl } = system;
  const field =
    baseUrl === undefined
      ? code`readonly baseUrl: string;`
      : code`${docComment(`${baseUrl.value} where absent. ${baseUrl.reason}`)}
          readonly baseUrl?: string;`;
  return code`${docComment(`What a client of ${system.id} is made of.`)}
    export interface ${type} extends ${own} {
      ${field}
      ${tokensField(file, system)}
    }`;
}

/** A client that needs tokens is not made without their source. */
function tokensField(file: TsFile, { auth }: ClientSubject['system']): Code {
  return auth.token === undefined
    ? noCode
    : code`readonly tokens: ${file.importType('TokenSources', 'runtime/access-token.ts')};`;
}

function clientType(
  file: TsFile,
  { names, system, api }: ClientSubject,
  operations: readonly OperationSubject[],
): Code {
  const client = file.importType('Client', 'runtime/client.ts');
  const methods = operations.map((operation) => {
    const mark = needsInput(operation) ? code`` : code`?`;
    const method = code`${docComment(operationHeadline(operation), { deprecated: operation.operation.deprecated })}
      ${name(operation.functionName)}(input${mark}: ${name(operation.inputType)}): Promise<${name(operation.resultType)}>;`;
    return joinLines([method, pagingMembers(file, operation)]);
  });
  return code`${docComment(`${system.id}: ${api.title}. The state of its limits, its breaker and its retry budget.`)}
    export interface ${name(`${names.type}Client`)} extends ${client} {
      readonly system: ${system.id};
      ${joinLines(methods)}
    }`;
}

function createFunction(
  file: TsFile,
  subject: ClientSubject,
  operations: readonly OperationSubject[],
): Code {
  return subject.system.tenants === undefined
    ? createOne(file, subject, operations)
    : createForTenants(file, { subject, operations, what: subject.system.tenants.what });
}

function createOne(
  file: TsFile,
  subject: ClientSubject,
  operations: readonly OperationSubject[],
): Code {
  const { names, system } = subject;
  const create = file.importValue('createClient', 'runtime/client.ts');
  const client = name(`${names.type}Client`);
  return code`${docComment(`A client of ${system.id}; one for a process, so that its limits hold.`)}
    export function ${name(names.create)}(options: ${name(`${names.type}Options`)}): ${client} {
      const client: ${client} = Object.assign(
        ${create}(${optionsText(file, subject)}),
        ${methodsText(file, subject, operations)},
      );
      return client;
    }`;
}

function createForTenants(
  file: TsFile,
  {
    subject,
    operations,
    what,
  }: {
    readonly subject: ClientSubject;
    readonly operations: readonly OperationSubject[];
    readonly what: string;
  },
): Code {
  const { names, system } = subject;
  const create = file.importValue('tenantClients', 'runtime/tenants.ts');
  const clients = file.importType('TenantClients', 'runtime/tenants.ts');
  const shared = file.importType('Client', 'runtime/client.ts');
  const client = name(`${names.type}Client`);
  return code`${docComment(`The clients of ${system.id}, one for each ${what}; made once in a process, so that their limits hold.`)}
    export function ${name(names.create)}(options: ${name(`${names.type}Options`)}): ${clients}<${client}> {
      const ofTenant = (shared: ${shared}): ${client} => {
        const client: ${client} = Object.assign(shared, ${methodsText(file, subject, operations)});
        return client;
      };
      return ${create}(${optionsText(file, subject)}, ofTenant);
    }`;
}

function optionsText(file: TsFile, { system }: ClientSubject): Code {
  const address = system.baseUrl === undefined ? noCode : code`baseUrl: ${system.baseUrl.value},`;
  return code`{
      ${address}
      ...options,
      system: ${system.id},
      credentials: ${credentialDefinitions(file, system)},
    }`;
}

function methodsText(
  file: TsFile,
  { system }: ClientSubject,
  operations: readonly OperationSubject[],
): Code {
  const methods = operations.map((operation) => {
    const { functionName, inputType } = operation;
    const mark = needsInput(operation) ? noCode : code`?`;
    const method = code`${name(functionName)}: (input${mark}: ${name(inputType)}) => ${name(functionName)}(client, input),`;
    return joinLines([method, pagingMethods(file, operation)]);
  });
  return code`{
      system: ${system.id} as const,
      ${joinLines(methods)}
    }`;
}
