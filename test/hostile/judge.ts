import { readFileSync } from 'node:fs';

import type { Attempt } from './attempt.ts';
import { markdownFaults, outlineOf } from './markdown-faults.ts';
import type { Outline } from './markdown-faults.ts';
import { typescriptFaults, vocabularyOf } from './typescript-faults.ts';
import type { Vocabulary } from './typescript-faults.ts';

/** What an output of harmless texts looks like: the measure for all others. */
export interface Measure {
  readonly vocabulary: Vocabulary;
  readonly outline: Outline;
}

/** The measure that some outputs of harmless texts give. */
export function measureOf(outputs: readonly Attempt[]): Measure {
  const documents = outputs.map(({ files }) => files.get('ARCHITECTURE.md') ?? '').map(outlineOf);
  return {
    vocabulary: vocabularyOf(
      outputs.flatMap(({ files }) => [...generated(files)]).map(([, text]) => text),
    ),
    outline: {
      headings: documents.flatMap(({ headings }) => headings),
      fences: documents.flatMap(({ fences }) => fences),
    },
  };
}

/** What is wrong with a build, whether it succeeded or not. */
export function faultsOf(attempt: Attempt, measure: Measure): readonly string[] {
  const { exitCode, diagnostics, thrown, files, strays } = attempt;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return [
    ...(thrown === undefined ? [] : [thrown]),
    ...(exitCode === 0 && files.size === 0 ? ['nothing was written'] : []),
    ...(exitCode !== 0 && errors.length === 0 && thrown === undefined
      ? [`exit code ${exitCode} without a diagnostic`]
      : []),
    ...(exitCode !== 0 && files.size > 0 ? ['an output in spite of errors'] : []),
    ...strays.map((path) => `a file outside the output: ${path}`),
    ...(Object.hasOwn(globalThis, 'PWN') ? ['globalThis.PWN is set'] : []),
    ...('polluted' in {} ? ['Object.prototype is polluted'] : []),
    ...[...files].flatMap(([path, text]) =>
      fileFaults(path, text, measure).map((fault) => `${path}: ${fault}`),
    ),
  ];
}

function fileFaults(
  path: string,
  text: string,
  { vocabulary, outline }: Measure,
): readonly string[] {
  if (path.startsWith('runtime/')) return text === runtimeText(path) ? [] : ['it was changed'];
  if (path.endsWith('.ts')) return typescriptFaults(text, vocabulary);
  if (path.endsWith('.json')) return jsonFaults(text);
  if (path.endsWith('.md')) {
    const { headings, fences } = outlineOf(text);
    return [
      ...markdownFaults(text),
      ...(headings.length > outline.headings.length ? ['a heading that is not ours'] : []),
      ...(fences.length > outline.fences.length ? ['a fence that is not ours'] : []),
    ];
  }
  return path === '.gitattributes' ? [] : ['a file that is not ours'];
}

function jsonFaults(text: string): readonly string[] {
  try {
    JSON.parse(text);
    return [];
  } catch {
    return ['it is no JSON'];
  }
}

function runtimeText(path: string): string {
  return readFileSync(
    new URL(`../../generators/runtime/files/${path.slice(8)}`, import.meta.url),
    'utf8',
  );
}

function generated(files: Attempt['files']): readonly (readonly [string, string])[] {
  return [...files].filter(([path]) => path.endsWith('.ts') && !path.startsWith('runtime/'));
}
