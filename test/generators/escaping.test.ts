import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { clients } from '../../generators/clients/emitter.ts';
import { integration } from '../../generators/integration/emitter.ts';
import { resilience } from '../../generators/resilience/emitter.ts';
import { formatFiles } from '../../src/emit/format.ts';
import type { EmittedFile } from '../../src/emit/emitter.ts';
import { planWithText } from './sample.ts';

const hostile = [
  "'",
  '"',
  '`',
  '\\',
  '${globalThis.PWN=1}',
  "');globalThis.PWN=1;//",
  '");globalThis.PWN=1;//',
  '*/globalThis.PWN=1;/*',
  '\u2028globalThis.PWN=1//',
  '\nglobalThis.PWN=1//',
  '</script><script>',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'delete',
  '[][(![]+[])[+[]]]',
  'x\r\nX-Evil: 1',
  '../../etc/x',
  '..\\..\\x',
  'C:\\x',
  'CON',
  'a\0b',
  'x'.repeat(300),
  'é',
  'e\u0301',
  '\u202ereversed',
  '\ud800',
  '@ts-nocheck',
  '\n@ts-expect-error',
  '/ <reference path="x" />',
  '# sourceMappingURL=x',
  "2020'+PWN+'",
  "x', y(){}, z:'",
  '(a+)+$',
  '1e999',
  '-0',
  ' ',
];

async function emitted(text: string): Promise<readonly EmittedFile[]> {
  const plan = planWithText(text);
  const files: EmittedFile[] = [];
  for (const { emit } of [clients, resilience, integration]) files.push(...(await emit(plan)));
  return formatFiles(files);
}

function parsed({ path, text }: EmittedFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function syntaxErrors({ text }: EmittedFile): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** Kinds of all nodes; how the name of a property is written does not count. */
function shape(node: ts.Node): string {
  if (ts.isPropertyName(node) && 'name' in node.parent && node.parent.name === node) return 'key';
  if (ts.isStringLiteral(node) || ts.isNumericLiteral(node)) return 'literal';
  const children: string[] = [];
  node.forEachChild((child) => {
    children.push(shape(child));
  });
  return `${ts.SyntaxKind[node.kind]}(${children.join(',')})`;
}

describe('text of others in every place', async () => {
  const harmless = await emitted('harmless');
  const shapes = new Map(harmless.map((file) => [file.path, shape(parsed(file))]));

  it.each(hostile.map((text) => [text]))('stays a literal or a comment: %j', async (text) => {
    for (const file of await emitted(text)) {
      if (!file.path.endsWith('.ts')) continue;
      expect(syntaxErrors(file), file.path).toEqual([]);
      expect(shape(parsed(file)), file.path).toBe(shapes.get(file.path));
      expect(file.text, file.path).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
      expect(file.text, file.path).not.toMatch(/^\s*(?:\/\/\/|\/?\*+\s*@ts-)/m);
    }
  });

  it('writes the same files, whatever the text is', async () => {
    const paths = (files: readonly EmittedFile[]): readonly string[] =>
      files.map(({ path }) => path);
    expect(paths(await emitted('../../etc/x'))).toEqual(paths(harmless));
  });
});
