import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

import { parseArguments } from './cli/arguments.ts';
import type { Request } from './cli/arguments.ts';
import { findFiles } from './cli/find-files.ts';
import { printReport } from './cli/print-report.ts';
import { progressLine } from './cli/progress.ts';
import type { Progress } from './cli/progress.ts';
import type { CommandReport, ExitCode, IntegrationReport } from './cli/report.ts';
import { hasColor, isInteractive, processStreams } from './cli/streams.ts';
import type { Streams } from './cli/streams.ts';
import { packageVersion } from './cli/version.ts';
import { diagnose } from './diagnostics/catalog.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { formatDiagnostics, sortDiagnostics, withExcerpts } from './diagnostics/print.ts';
import type { InputHash } from './model/document.ts';
import type { EmittedFile } from './emit/emitter.ts';
import type { Plan } from './plan/plan.ts';

export type { CommandReport, ExitCode, IntegrationReport } from './cli/report.ts';
export type { Diagnostic } from './diagnostics/diagnostic.ts';

/** What `build` and `check` take from a program. */
export interface CommandOptions {
  /** Paths or globs of integration.yaml files. */
  readonly files: string | readonly string[];
  /** The working directory; that of the process where absent. */
  readonly cwd?: string;
  /** Output directory instead of the one in the file; for one file only. */
  readonly out?: string;
  /** Build although the verdict is infeasible. */
  readonly acceptInfeasible?: boolean;
}

export interface BuildOptions extends CommandOptions {
  /** Overwrite generated files that were edited by hand. */
  readonly force?: boolean;
  /** Say what would change, with diffs, and write nothing. */
  readonly dryRun?: boolean;
}

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
    if (request.command === 'explain') return await explain(request, cwd, streams);
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

/** The command was called in a way that cannot be meant. */
class UsageError extends Error {}

async function run(
  command: 'build' | 'check',
  options: BuildOptions,
  progress: Progress,
): Promise<CommandReport> {
  const cwd = resolve(options.cwd ?? '.');
  const patterns = typeof options.files === 'string' ? [options.files] : options.files;
  if ([...patterns, options.out].includes('')) {
    throw new UsageError(
      'A file or directory has an empty name; is a variable of the shell unset?',
    );
  }
  const { files, unmatched } = await findFiles(patterns, cwd);
  if (unmatched.length > 0) throw new UsageError(`No file matches ${unmatched.join(', ')}.`);
  if (options.out !== undefined && files.length > 1) {
    throw new UsageError('--out takes one integration.yaml, and several were given.');
  }
  const integrations: IntegrationReport[] = [];
  const directories = new Map<string, string>();
  for (const file of files) {
    progress.step(`${command} ${file}`);
    integrations.push(await runOne(command, { file, cwd, options, directories }));
  }
  progress.done();
  return { command, exitCode: exitCodeOf(command, integrations), integrations };
}

function exitCodeOf(
  command: 'build' | 'check',
  integrations: readonly IntegrationReport[],
): ExitCode {
  const codes = integrations.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  );
  const refusals = [
    'output/edited',
    'output/foreign',
    ...(command === 'check' ? ['output/incomplete'] : []),
  ];
  if (codes.some((code) => !refusals.includes(code))) return 1;
  return codes.length > 0 ? 3 : 0;
}

interface Job {
  readonly file: string;
  readonly cwd: string;
  readonly options: BuildOptions;
  /** Output directories that earlier files of this run have taken. */
  readonly directories: Map<string, string>;
}

async function runOne(command: 'build' | 'check', job: Job): Promise<IntegrationReport> {
  const compiled = await compile(job.file, job.cwd, job.options.acceptInfeasible === true);
  const directory = directoryOf(compiled, job);
  const { plan } = compiled;
  if (plan === undefined || directory === undefined)
    return reportOf(job, { diagnostics: compiled.diagnostics });
  const { value: verdict, reason } = plan.verdict;
  const output = shownPath(directory, job.cwd);
  const other = job.directories.get(directory);
  if (other !== undefined) {
    const shared = diagnose(
      'output/shared',
      { directory: output, other },
      { file: job.file, line: 1, column: 1 },
    );
    return reportOf(job, { diagnostics: [...compiled.diagnostics, shared] });
  }
  job.directories.set(directory, job.file);
  if (hasErrors(compiled.diagnostics))
    return reportOf(job, { output, verdict, reason, diagnostics: compiled.diagnostics });
  const { writeOutput } = await import('./write/write-output.ts');
  const outcome = await writeOutput({
    directory,
    name: output,
    files: await emit(plan),
    inputs: compiled.inputs,
    generator: packageVersion(),
    force: job.options.force === true,
    mode: command === 'check' ? 'check' : job.options.dryRun === true ? 'dry-run' : 'write',
  });
  return reportOf(job, {
    output,
    verdict,
    reason,
    ...outcome,
    diagnostics: [...compiled.diagnostics, ...outcome.diagnostics],
  });
}

function reportOf(job: Job, parts: Partial<IntegrationReport>): IntegrationReport {
  const none = {
    diagnostics: [],
    created: [],
    updated: [],
    removed: [],
    unchanged: [],
    kept: [],
    edited: [],
  };
  return { file: job.file, ...none, ...parts };
}

interface Compiled {
  readonly plan?: Plan;
  readonly output?: string;
  readonly inputs: readonly InputHash[];
  readonly diagnostics: readonly Diagnostic[];
}

/** load → check → decide, as far as the file allows. Paths of the diagnostics start at the working directory. */
async function compile(file: string, cwd: string, acceptInfeasible: boolean): Promise<Compiled> {
  const { load } = await import('./load/load.ts');
  const loaded = await load({ cwd, file });
  const documents = loaded.value;
  if (documents === undefined) return { inputs: [], diagnostics: shown(loaded.diagnostics, file) };
  const text = documents.integration.text;
  const stage = await import('./check/check.ts');
  const checked = await stage.check(documents);
  const said = [...loaded.diagnostics, ...checked.diagnostics];
  if (checked.value === undefined || hasErrors(said))
    return { inputs: [], diagnostics: shown(said, file, text) };
  const { decide } = await import('./decide/decide.ts');
  const decided = decide(checked.value, { acceptInfeasible });
  const diagnostics = shown([...said, ...decided.diagnostics], file, text);
  const found = { output: checked.value.output, inputs: documents.inputs, diagnostics };
  return decided.value === undefined ? found : { ...found, plan: decided.value };
}

function shown(
  diagnostics: readonly Diagnostic[],
  file: string,
  text?: string,
): readonly Diagnostic[] {
  const folder = dirname(file);
  const name = file.split('/').at(-1) ?? file;
  const sources = new Map(text === undefined ? [] : [[name, text] as const]);
  return sortDiagnostics(withExcerpts(diagnostics, sources)).map((diagnostic) => ({
    ...diagnostic,
    at: { ...diagnostic.at, file: join(folder, diagnostic.at.file).split(sep).join('/') },
  }));
}

/** Everything that the emitters print from a plan, formatted. */
async function emit(plan: Plan): Promise<readonly EmittedFile[]> {
  const [{ emitters }, { formatFiles }, { planJson }] = await Promise.all([
    import('../generators/index.ts'),
    import('./emit/format.ts'),
    import('./plan/json.ts'),
  ]);
  const emitted = await Promise.all(emitters.map(async (emitter) => emitter.emit(plan)));
  const json: EmittedFile = {
    path: 'plan.json',
    text: planJson(plan),
    owner: 'generated',
    format: false,
  };
  const files = [...emitted.flat(), json].sort((a, b) => (a.path < b.path ? -1 : 1));
  const twice = files.find(
    ({ path }, index) => files[index + 1]?.path.toLowerCase() === path.toLowerCase(),
  );
  if (twice !== undefined) throw new Error(`Two emitters made the path ${twice.path}.`);
  return formatFiles(files, plan.prettier);
}

async function explain(request: Request, cwd: string, streams: Streams): Promise<ExitCode> {
  const file = (request.files[0] ?? '').replaceAll('\\', '/');
  const { plan, diagnostics } = await compile(file, cwd, request.acceptInfeasible);
  // Warnings are for who builds; whoever asks for a reason wants the answer.
  const loud = diagnostics.filter(({ severity }) => severity === 'error');
  if (loud.length > 0) streams.err(formatDiagnostics(loud, { color: hasColor(request, streams) }));
  if (plan === undefined) return 1;
  const { explainPlan } = await import('./plan/explain.ts');
  const explained = explainPlan(plan, { ids: request.ids, json: request.json });
  if (explained.unknown.length > 0) {
    streams.err(explained.unknown.map((line) => `error: ${line}\n`).join(''));
    return 2;
  }
  streams.out(explained.text);
  return hasErrors(diagnostics) ? 1 : 0;
}

function directoryOf({ output }: Compiled, { file, cwd, options }: Job): string | undefined {
  if (options.out !== undefined) return resolve(cwd, options.out);
  return output === undefined ? undefined : resolve(cwd, dirname(file), output);
}

function shownPath(directory: string, cwd: string): string {
  const path = relative(cwd, directory);
  if (path === '') return '.';
  return isAbsolute(path) ? directory : path.split(sep).join('/');
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

const silent: Progress = { step: () => undefined, done: () => undefined };
