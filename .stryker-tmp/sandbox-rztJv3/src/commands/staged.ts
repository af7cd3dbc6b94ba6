// @ts-nocheck
import { join, resolve } from 'node:path';

import { gitIndex } from '../cli/git-index.ts';
import type { IntegrationReport } from '../cli/report.ts';
import { diagnose } from '../diagnostics/catalog.ts';
import { manifestPath } from '../write/manifest.ts';
import { hasErrors } from './compile.ts';
import { UsageError } from './usage-error.ts';

/**
 * For a hook before a commit: complains of each integration whose files git would not commit as they stand on disk.
 * One that the commit does not touch and that this build left as it was is let through, so that work goes on beside it.
 */
export async function complainOfUnstaged(
  integrations: readonly IntegrationReport[],
  cwd: string,
): Promise<readonly IntegrationReport[]> {
  const files = integrations.map((integration) => filesOf(integration, cwd));
  const index = await gitIndex(files.flat());
  if (index === undefined)
    throw new UsageError('--staged needs git, and a directory inside a repository.');
  return integrations.map((integration, at) => {
    const own = files[at] ?? [];
    const unstaged = own.filter((path) => index.isUnstaged(path));
    const concerned = hasChanged(integration) || own.some((path) => index.isStaged(path));
    return unstaged.length > 0 && concerned
      ? complained(integration, unstaged.length)
      : integration;
  });
}

function filesOf(integration: IntegrationReport, cwd: string): readonly string[] {
  const { output, inputs, created, updated, edited, removed, unchanged } = integration;
  if (output === undefined || hasErrors(integration.diagnostics)) return [];
  const written = [...created, ...updated, ...edited, ...removed, ...unchanged, manifestPath];
  return [...inputs, ...written.map((path) => join(output, path))].map((path) =>
    resolve(cwd, path),
  );
}

function hasChanged({ created, updated, edited, removed }: IntegrationReport): boolean {
  return created.length + updated.length + edited.length + removed.length > 0;
}

function complained(integration: IntegrationReport, count: number): IntegrationReport {
  const { file, inputs, output = '' } = integration;
  const at = { file, line: 1, column: 1 };
  const add = [...inputs, output].join(' ');
  const complaint = diagnose('output/not-staged', { output, count, add }, at);
  return { ...integration, diagnostics: [...integration.diagnostics, complaint] };
}
