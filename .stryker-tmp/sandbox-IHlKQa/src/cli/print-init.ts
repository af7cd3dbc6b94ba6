// @ts-nocheck
import { paintFor } from '../diagnostics/paint.ts';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatDiagnostics, sortDiagnostics } from '../diagnostics/print.ts';
import { visible } from '../diagnostics/visible.ts';
import type { Request } from './arguments.ts';
import type { ExitCode } from './report.ts';
import { hasColor } from './streams.ts';
import type { Streams } from './streams.ts';

/** What `init` did. */
export interface InitReport {
  readonly exitCode: ExitCode;
  /** The file, from the working directory. */
  readonly file: string;
  /** What was written; absent where nothing was. */
  readonly drafted?: {
    readonly integration: string;
    readonly systems: readonly string[];
    /** How many. */
    readonly flows: number;
    /** What nobody had to say, and where it was taken from. */
    readonly inferred: readonly {
      readonly key: string;
      readonly value: string;
      readonly from: string;
    }[];
    /** Whether integ-gen is not installed where the file's schema comment looks for it. */
    readonly install: boolean;
  };
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints what `init` did: for people with the next command, or as JSON. */
export function printInit(report: InitReport, request: Request, streams: Streams): void {
  const color = hasColor(request, streams);
  const shown = report.diagnostics.filter(({ severity }) => severity === 'error' || !request.quiet);
  if (shown.length > 0) streams.err(formatDiagnostics(sortDiagnostics(shown), { color }));
  if (request.json) streams.out(initJson(report));
  else if (!request.quiet && report.drafted !== undefined) streams.out(initText(report, color));
}

function initJson({ exitCode, file, drafted, diagnostics }: InitReport): string {
  const document = {
    command: 'init',
    exitCode,
    file,
    written: drafted !== undefined,
    ...(drafted === undefined ? {} : { ...drafted, next: nextCommands(file, drafted.install) }),
    diagnostics: diagnostics.map(({ at, ...diagnostic }) => ({ ...diagnostic, ...at })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function initText({ file, drafted }: InitReport, color: boolean): string {
  if (drafted === undefined) return '';
  const paint = paintFor(color);
  const { inferred, install, systems, flows } = drafted;
  const counts = `${systems.length} systems, ${flows} ${flows === 1 ? 'flow' : 'flows'}`;
  return [
    `${paint.bold(file)}: written (${counts})`,
    ...inferred.map(({ key, value, from }) => visible(`  ${key}: ${value} (from ${from})`)),
    'Next:',
    ...nextCommands(file, install).map((command) => `  ${command}`),
    '',
  ].join('\n');
}

function nextCommands(file: string, install: boolean): readonly string[] {
  const build = `npx integ-gen build ${file}`;
  return install ? ['npm install --save-dev integ-gen', build] : [build];
}
