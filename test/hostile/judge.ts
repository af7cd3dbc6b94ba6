import { readFileSync } from 'node:fs';

import { parseDocument, visit } from 'yaml';

import type { Attempt } from './attempt.ts';
import { markdownFaults, outlineOf, titlesOf } from './markdown-faults.ts';
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
  if (path === 'ARCHITECTURE.md') return [...markdownFaults(text), ...titleFaults(text)];
  if (path.endsWith('.md')) {
    const { headings, fences } = outlineOf(text);
    return [
      ...markdownFaults(text),
      ...(headings.length > outline.headings.length ? ['a heading that is not ours'] : []),
      ...(fences.length > outline.fences.length ? ['a fence that is not ours'] : []),
    ];
  }
  if (path === 'operations/alerts.yaml') return alertFaults(text);
  return path === '.gitattributes' ? [] : ['a file that is not ours'];
}

/** Sections that the document may have; which of them it has hangs on its length. */
const sections = new Set([
  'On call',
  'Pattern',
  'Conflicts and echoes',
  'Components',
  'Demand and outage',
  'Authentication',
  'Errors and retry',
  'Idempotency and order',
  'Observability',
  'Failure modes',
  'Highest risks',
  'Phases, exits',
  'Checklist',
  'Assumptions',
  'Compliance',
]);

function titleFaults(text: string): readonly string[] {
  const [first, ...others] = titlesOf(text);
  const strange = others.filter((title) => !sections.has(title));
  return first === '' && strange.length === 0
    ? []
    : [`a heading that is not ours: ${strange.join(', ')}`];
}

/** Rules are a list of groups, without anchors, aliases or tags that a text could have smuggled in. */
function alertFaults(text: string): readonly string[] {
  const document = parseDocument(text);
  let marked = false;
  visit(document, {
    Alias: () => {
      marked = true;
    },
    Node: (_, node) => {
      marked ||= node.tag?.startsWith('!') === true;
    },
  });
  const isOurs = document.errors.length === 0 && !marked;
  const keys = isOurs ? Object.keys(document.toJS() as object) : [];
  return keys.join() === 'groups' ? [] : ['it is no list of groups'];
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
