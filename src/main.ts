import { resolve } from 'node:path';

import type { Parsed, Request } from './cli/arguments.ts';
import { plainArguments } from './cli/plain-arguments.ts';
import { printReport } from './cli/print-report.ts';
import { progressLine } from './cli/progress.ts';
import type { Progress } from './cli/progress.ts';
import type { CommandReport, ExitCode } from './cli/report.ts';
import { isInteractive, processStreams } from './cli/streams.ts';
import type { Streams } from './cli/streams.ts';
import type { BuildOptions, CommandOptions } from './commands/options.ts';
import { run } from './commands/run.ts';
import { UsageError } from './commands/usage-error.ts';

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
  const parsed = await parsedArguments(argv);
  switch (parsed.kind) {
    case 'text':
      streams.out(parsed.text);
      return 0;
    case 'usage':
      streams.err(`${parsed.message}\n`);
      // Programs that asked for JSON get one document whatever happens.
      if (argv.includes('--json')) streams.out(usageJson(parsed.message));
      return 2;
    case 'not-yet':
      streams.err(await notYet(parsed.what));
      return 2;
    case 'request':
      return runRequest(parsed.request, streams);
  }
}

function usageJson(message: string): string {
  return `${JSON.stringify({ exitCode: 2, error: { code: 'usage', message } }, null, 2)}\n`;
}

async function parsedArguments(argv: readonly string[]): Promise<Parsed> {
  // An unchanged integration costs less than loading the parser, so the plainest lines do without it.
  const plain = plainArguments(argv);
  if (plain !== undefined) return { kind: 'request', request: plain };
  const [{ parseArguments }, { packageVersion }] = await Promise.all([
    import('./cli/arguments.ts'),
    import('./cli/version.ts'),
  ]);
  return parseArguments(argv, packageVersion());
}

async function notYet(what: string): Promise<string> {
  const [{ diagnose }, { formatDiagnostics }] = await Promise.all([
    import('./diagnostics/catalog.ts'),
    import('./diagnostics/print.ts'),
  ]);
  const at = { file: 'integ-gen', line: 1, column: 1 };
  return formatDiagnostics([diagnose('feature/not-yet', { what }, at)], { color: false });
}

async function runRequest(request: Request, streams: Streams): Promise<ExitCode> {
  try {
    const cwd = resolve(request.cwd ?? '.');
    if (request.command === 'init') {
      const { init } = await import('./commands/init.ts');
      return await init(request, streams);
    }
    if (request.command === 'explain') {
      const { explain } = await import('./commands/explain.ts');
      return await explain(request, cwd, streams);
    }
    if (request.command === 'limits') {
      const { limits } = await import('./commands/limits.ts');
      return await limits(request, cwd, streams);
    }
    if (request.watch) return await watch(request, cwd, streams);
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

async function watch(request: Request, cwd: string, streams: Streams): Promise<ExitCode> {
  const [{ watchBuild }, { endSignal }] = await Promise.all([
    import('./commands/watch.ts'),
    import('./cli/end-signal.ts'),
  ]);
  return watchBuild({ request, cwd, streams }, endSignal());
}

const silent: Progress = { step: () => undefined, done: () => undefined };
