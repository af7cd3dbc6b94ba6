// @ts-nocheck
import { code, joinCode, joinLines, name, type Code } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { EmittedFile } from '../../src/emit/emitter.ts';
import { camelNames, pascalName } from '../../src/emit/names.ts';
import type { SystemNames } from '../../src/emit/output-names.ts';
import { tsFile } from '../../src/emit/ts-file.ts';
import type { PlannedSystem, PortMethod } from '../../src/plan/system.ts';

interface PortSubject {
  readonly system: PlannedSystem;
  readonly names: SystemNames;
  readonly source: string;
}

/** What a system without a description must offer, and the file in which the user writes it. */
export function portFiles(subject: PortSubject): readonly EmittedFile[] {
  const methods = methodsOf(subject.system);
  return [portFile(subject, methods), handlersFile(subject, methods)];
}

interface NamedMethod extends PortMethod {
  readonly method: string;
  readonly input: string;
  readonly result: string;
}

function methodsOf({ port }: PlannedSystem): readonly NamedMethod[] {
  const methods = port?.methods ?? [];
  const naming = camelNames(methods.map(({ step }) => step));
  return methods.map((found) => {
    const method = naming.of(found.step);
    const type = pascalName(method);
    return { ...found, method, input: `${type}Input`, result: `${type}Result` };
  });
}

function portFile(
  { system, names, source }: PortSubject,
  methods: readonly NamedMethod[],
): EmittedFile {
  return tsFile({ path: names.port, source }, (file) => {
    file.add(code`/** What a call carries besides its input. */
      export interface PortCall {
        readonly signal?: AbortSignal;
        /** The same for each repeat of one call, so that a repeat can be recognised. */
        readonly idempotencyKey?: string;
      }`);
    const signatures = methods.map((found) => {
      const input = file.importType(found.input, names.handlers);
      const result = file.importType(found.result, names.handlers);
      return code`${docComment(wordsOf(found))}
        ${name(found.method)}(input: ${input}, call: PortCall): Promise<${result}>;`;
    });
    file.add(code`${docComment(`${system.id}, which has no API description: ${system.description}`)}
      export interface ${name(`${names.type}Port`)} {
        ${joinLines(signatures)}
      }`);
  });
}

function handlersFile(
  { system, names, source }: PortSubject,
  methods: readonly NamedMethod[],
): EmittedFile {
  const exports = methods.flatMap(({ input, result }) => [input, result]);
  const printed = tsFile({ path: names.handlers, source, owner: 'user' }, (file) => {
    const port = file.importType(`${names.type}Port`, names.port);
    for (const method of methods) file.add(fieldTypes(method));
    const bodies = methods.map(
      (found) => code`${docComment(wordsOf(found))}
        ${name(found.method)}() {
          return Promise.reject(new Error(${`The step "${found.step}" of ${system.id} is still to be written.`}));
        },`,
    );
    file.add(code`${docComment(`How ${system.id} is reached.`)}
      export const ${name(names.key)}: ${port} = {
        ${joinCode(bodies, '\n\n')}
      };`);
  });
  return { ...printed, exports };
}

function fieldTypes({ step, input, result }: NamedMethod): Code {
  return code`${docComment(`What "${step}" is given; name its fields.`)}
    export interface ${name(input)} {
      readonly [field: string]: unknown;
    }

    ${docComment(`What "${step}" brings back; name its fields.`)}
    export interface ${name(result)} {
      readonly [field: string]: unknown;
    }`;
}

function wordsOf({ step, mode, flows }: PortMethod): string {
  const verb = mode === 'read' ? 'Reads' : 'Does';
  return `${verb} "${step}" for ${flows.length === 1 ? 'the flow' : 'the flows'} ${flows.join(', ')}.`;
}
