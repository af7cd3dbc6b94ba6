import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

import { findFiles } from '../cli/find-files.ts';
import type { Progress } from '../cli/progress.ts';
import type { CommandReport, ExitCode, IntegrationReport } from '../cli/report.ts';
import { packageVersion } from '../cli/version.ts';
import { diagnose } from '../diagnostics/catalog.ts';
import { compile, hasErrors } from './compile.ts';
import type { Compiled } from './compile.ts';
import { emitFiles } from './emit-files.ts';
import type { BuildOptions } from './options.ts';
import { complainOfUnstaged } from './staged.ts';
import { UsageError } from './usage-error.ts';

/** Runs `build` or `check` on every file that is named, one after the other. */
export async function run(
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
  const told = options.staged === true ? await complainOfUnstaged(integrations, cwd) : integrations;
  progress.done();
  return { command, exitCode: exitCodeOf(command, told), integrations: told };
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
    'output/not-staged',
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
  const compiled = await compile(job.file, job.cwd, job.options);
  const directory = directoryOf(compiled, job);
  const { plan, read: inputs } = compiled;
  if (plan === undefined || directory === undefined)
    return reportOf(job, { inputs, diagnostics: compiled.diagnostics });
  const { value: verdict, reason } = plan.verdict;
  const output = shownPath(directory, job.cwd);
  const other = job.directories.get(directory);
  if (other !== undefined) {
    const shared = diagnose(
      'output/shared',
      { directory: output, other },
      { file: job.file, line: 1, column: 1 },
    );
    return reportOf(job, { inputs, diagnostics: [...compiled.diagnostics, shared] });
  }
  job.directories.set(directory, job.file);
  if (hasErrors(compiled.diagnostics))
    return reportOf(job, { output, inputs, verdict, reason, diagnostics: compiled.diagnostics });
  const { writeOutput } = await import('../write/write-output.ts');
  const outcome = await writeOutput({
    directory,
    name: output,
    files: await emitFiles(plan),
    inputs: compiled.inputs,
    generator: packageVersion(),
    force: job.options.force === true,
    mode: command === 'check' ? 'check' : job.options.dryRun === true ? 'dry-run' : 'write',
  });
  return reportOf(job, {
    output,
    inputs,
    verdict,
    reason,
    ...outcome,
    diagnostics: [...compiled.diagnostics, ...outcome.diagnostics],
  });
}

function reportOf(job: Job, parts: Partial<IntegrationReport>): IntegrationReport {
  const none = {
    inputs: [],
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

function directoryOf({ output }: Compiled, { file, cwd, options }: Job): string | undefined {
  if (options.out !== undefined) return resolve(cwd, options.out);
  return output === undefined ? undefined : resolve(cwd, dirname(file), output);
}

function shownPath(directory: string, cwd: string): string {
  const path = relative(cwd, directory);
  if (path === '') return '.';
  return isAbsolute(path) ? directory : path.split(sep).join('/');
}
