// @ts-nocheck
import { createTwoFilesPatch } from 'diff';

import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Changes, FileChange } from './changes.ts';
import { write } from './write.ts';
import type { WriteRequest } from './write.ts';

export interface OutputRequest extends Omit<WriteRequest, 'mode'> {
  /** `write`; `dry-run` shows diffs; `check` complains of everything that is not as a build would leave it. */
  readonly mode: 'write' | 'dry-run' | 'check';
}

/** What happened to the output, as lists of paths. */
export interface OutputOutcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  readonly kept: readonly string[];
  readonly edited: readonly string[];
  readonly diff?: string;
}

/** Writes the output, or says how it differs from what a build would write. */
export async function writeOutput(request: OutputRequest): Promise<OutputOutcome> {
  const { mode, name } = request;
  const report = await write({ ...request, mode: mode === 'write' ? 'write' : 'compare' });
  const { changes } = report;
  const stale = mode === 'check' ? staleness(report, name) : [];
  const outcome = {
    diagnostics: [...report.diagnostics, ...stale],
    created: paths(changes.created),
    updated: paths(changes.updated),
    removed: paths(changes.removed),
    unchanged: changes.unchanged,
    kept: changes.kept,
    edited: paths(changes.edited),
  };
  return mode === 'dry-run' ? { ...outcome, diff: diffOf(changes) } : outcome;
}

function staleness(
  { changes, manifestStale }: { changes: Changes; manifestStale: boolean },
  name: string,
): readonly Diagnostic[] {
  const complain = (list: readonly FileChange[], what: string): readonly Diagnostic[] =>
    list.map(({ path }) =>
      diagnose(
        'output/incomplete',
        { path, what },
        { file: `${name}/${path}`, line: 1, column: 1 },
      ),
    );
  if (isNotBuilt(changes)) {
    const params = { path: name, what: 'holds no output of a build yet' };
    return [diagnose('output/incomplete', params, { file: name, line: 1, column: 1 })];
  }
  const found = [
    ...complain(changes.created, 'is missing'),
    ...complain(changes.updated, 'is not what build would write'),
    ...complain(changes.removed, 'is no longer generated'),
  ];
  if (found.length > 0 || changes.edited.length > 0 || !manifestStale) return found;
  const manifest: FileChange = { path: '.integ-gen/manifest.json', before: '', after: '' };
  return complain([manifest], 'is not what build would write');
}

// A complaint for each of fifty files would say less.
function isNotBuilt({ created, updated, removed, edited, unchanged }: Changes): boolean {
  return (
    created.length > 0 && updated.length + removed.length + edited.length + unchanged.length === 0
  );
}

function diffOf({ created, updated, edited, removed }: Changes): string {
  return [...created, ...updated, ...edited, ...removed]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, before, after }) =>
      createTwoFilesPatch(path, path, before, after, '', '', { context: 3 }),
    )
    .join('');
}

function paths(changes: readonly FileChange[]): readonly string[] {
  return changes.map(({ path }) => path);
}
