import { resolve } from 'node:path';

import { parseArguments } from './cli/arguments.ts';
import type { Request } from './cli/arguments.ts';
import { endSignal } from './cli/end-signal.ts';
import { printReport } from './cli/print-report.ts';
import { progressLine } from './cli/progress.ts';
import type { Progress } from './cli/progress.ts';
import type { CommandReport, ExitCode } from './cli/report.ts';
import { isInteractive, processStreams } from './cli/streams.ts';
import type { Streams } from './cli/streams.ts';
import { packageVersion } from './cli/version.ts';
import { explain } from './commands/explain.ts';
import { init } from './commands/init.ts';
import type { BuildOptions, CommandOptions } from './commands/options.ts';
import { run } from './commands/run.ts';
import { UsageError } from './commands/usage-error.ts';
import { diagnose } from './diagnostics/catalog.ts';
import { formatDiagnostics } from './diagnostics/print.ts';

export type { CommandReport, ExitCode, IntegrationReport } from './cli/report.ts';
export type { BuildOptions, CommandOptions } from './commands/options.ts';
export type { Diagnostic } from './diagnostics/diagnostic.ts';

/** Checks, decides and writes; nothing is written if anything is wrong. Mistakes are in the report, never thrown. */
export function build(options: BuildOptions): Promise<CommandReport> {
  return run('build', options, silent);
}

/** Says everything that `build` would say, and whether the output is complete, current and unedited. */
export function check(options: CommandOptions): Promise<CommandReport> {
  return run('check', options, silent);
}

/** The command line: reads `argv` (without node and script), prints, and resolves with the exit code. */
export async function main(
  argv: readonly string[],
  streams: Streams = processStreams(),
): Promise<ExitCode> {
  const parsed = parseArguments(argv, packageVersion());
  switch (parsed.kind) {
    case 'text':
      streams.out(parsed.text);
      return 0;
    case 'usage':
      streams.err(`${parsed.message}\n`);
      return 2;
    case 'not-yet': {
      const diagnostic = diagnose(
        'feature/not-yet',
        { what: parsed.what },
        { file: 'integ-gen', line: 1, column: 1 },
      );
      streams.err(formatDiagnostics([diagnostic], { color: false }));
      return 2;
    }
    case 'request':
      return runRequest(parsed.request, streams);
  }
}

async function runRequest(request: Request, streams: Streams): Promise<ExitCode> {
  try {
    const cwd = resolve(request.cwd ?? '.');
    if (request.command === 'init') return await init(request, streams);
    if (request.command === 'explain') return await explain(request, cwd, streams);
    if (request.watch) {
      const { watchBuild } = await import('./commands/watch.ts');
      return await watchBuild({ request, cwd, streams }, endSignal());
    }
    const progress = progressLine(streams.err, isInteractive(request, streams));
    const report = await run(request.command, { ...request, cwd }, progress);
    printReport(report, request, streams);
    return report.exitCode;
  } catch (error) {
    if (error instanceof UsageError) {
      streams.err(`error: ${error.message}\n`);
      return 2;
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    streams.err(
      `integ-gen met a bug of its own; nothing of it is your mistake. Please report:\n${trace}\n`,
    );
    return 70;
  }
}

const silent: Progress = { step: () => undefined, done: () => undefined };
