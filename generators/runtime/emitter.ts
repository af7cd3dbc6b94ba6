import { posix } from 'node:path';

import { readAsset } from '../../src/emit/asset.ts';
import type { EmittedFile, Emitter } from '../../src/emit/emitter.ts';
import { describedSystems } from '../../src/emit/output-names.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { streamForm, streamedTypes } from '../../src/plan/streams.ts';

/** The files of the runtime that the clients need, unchanged; none where no described system is called. */
export const runtime: Emitter = {
  id: 'runtime',
  emit: (plan) =>
    describedSystems(plan).length === 0 ? [] : runtimeFiles([...roots, ...onDemand(plan)]),
};

/** What the generated files import, and what the user gives to `createIntegration`. */
const roots: readonly string[] = [
  'client.ts',
  'counter-file.ts',
  'counter.ts',
  'errors.ts',
  'host.ts',
  'node-host.ts',
  'operation.ts',
  'problem.ts',
  'settings.ts',
];

// Files that only some clients import.
function onDemand(plan: Plan): readonly string[] {
  const operations = describedSystems(plan).flatMap((system) => system.operations);
  const streams = describedSystems(plan)
    .flatMap(({ api }) => api?.operations ?? [])
    .flatMap(streamedTypes)
    .map(streamForm);
  return [
    ...(operations.some(({ pagination }) => pagination !== undefined) ? ['pages.ts'] : []),
    ...(streams.includes('events') ? ['event-stream.ts'] : []),
    ...(streams.includes('lines') ? ['json-lines.ts'] : []),
  ];
}

function runtimeFiles(wanted: readonly string[]): readonly EmittedFile[] {
  const texts = new Map<string, string>();
  const open = [...wanted];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (texts.has(path)) continue;
    const text = readAsset(`./files/${path}`, import.meta.url);
    texts.set(path, text);
    open.push(...importedFrom(path, text));
  }
  return [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({ path: `runtime/${path}`, text, owner: 'generated', format: false }));
}

function importedFrom(path: string, text: string): readonly string[] {
  return [...text.matchAll(/\bfrom '(\.[^']+\.ts)';/g)].map(([, specifier = '']) =>
    posix.join(posix.dirname(path), specifier),
  );
}
