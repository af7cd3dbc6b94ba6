import { resolve } from 'node:path';

import { findFiles } from '../cli/find-files.ts';
import type { Progress } from '../cli/progress.ts';
import type { CommandReport, ExitCode, IntegrationReport } from '../cli/report.ts';
import { findUnchanged, openSession } from '../reuse/unchanged.ts';
import type { Session } from '../reuse/unchanged.ts';
import { fromWorkingDirectory, readFrom } from './diagnostic-paths.ts';
import { reportOf, shownPath } from './job.ts';
import type { Job } from './job.ts';
import type { BuildOptions } from './options.ts';
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
  const session = openSession();
  for (const file of files) {
    progress.step(`${command} ${file}`);
    integrations.push(await runOne(command, { file, cwd, options, directories }, session));
  }
  session.seen.save();
  const told = options.staged === true ? await withUnstaged(integrations, cwd) : integrations;
  progress.done();
  return { command, exitCode: exitCodeOf(command, told), integrations: told };
}

async function withUnstaged(
  integrations: readonly IntegrationReport[],
  cwd: string,
): Promise<readonly IntegrationReport[]> {
  const { complainOfUnstaged } = await import('./staged.ts');
  return complainOfUnstaged(integrations, cwd);
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

// The whole path is loaded only when something must be compiled.
async function runOne(
  command: 'build' | 'check',
  job: Job,
  session: Session,
): Promise<IntegrationReport> {
  const same = unchangedReport(job, session);
  if (same !== undefined) return same;
  const whole = await import('./run-one.ts');
  return whole.runOne(command, job);
}

function unchangedReport(job: Job, session: Session): IntegrationReport | undefined {
  const { file, cwd, options, directories } = job;
  // Who forces wants everything done, and a dry run shows a difference or that there is none.
  if (options.force === true || options.dryRun === true) return undefined;
  // What a host answers today is known when it is asked.
  if ((options.allowHosts ?? []).length > 0) return undefined;
  const question = {
    file: resolve(cwd, file),
    acceptInfeasible: options.acceptInfeasible === true,
    ...(options.out === undefined ? {} : { out: resolve(cwd, options.out) }),
  };
  const found = findUnchanged(question, session);
  if (found === undefined || directories.has(found.directory)) return undefined;
  const { directory, verdict, reason, unchanged, kept } = found;
  directories.set(directory, file);
  const diagnostics = fromWorkingDirectory(found.diagnostics, file);
  const output = shownPath(directory, cwd);
  const inputs = readFrom(found.read, file);
  return reportOf(job, { output, inputs, verdict, reason, diagnostics, unchanged, kept });
}
