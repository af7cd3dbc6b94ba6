// @ts-nocheck
import { dirname, resolve } from 'node:path';

import type { IntegrationReport } from '../cli/report.ts';
import { packageVersion } from '../cli/version.ts';
import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EmittedFile } from '../emit/emitter.ts';
import type { Plan } from '../plan/plan.ts';
import { remember } from '../reuse/remember.ts';
import { writeOutput } from '../write/write-output.ts';
import type { OutputOutcome } from '../write/write-output.ts';
import { compile, hasErrors } from './compile.ts';
import type { Compiled } from './compile.ts';
import { fromIntegrationFolder, readFrom } from './diagnostic-paths.ts';
import { emitFiles } from './emit-files.ts';
import { reportOf, shownPath } from './job.ts';
import type { Job } from './job.ts';

/** Compiles one integration and writes it or compares it with what is there. */
export async function runOne(command: 'build' | 'check', job: Job): Promise<IntegrationReport> {
  const compiled = await compile(job.file, job.cwd, job.options);
  const directory = directoryOf(compiled, job);
  const { plan } = compiled;
  const inputs = readFrom(compiled.read, job.file);
  if (plan === undefined || directory === undefined)
    return reportOf(job, { inputs, diagnostics: compiled.diagnostics });
  const { value: verdict, reason } = plan.verdict;
  const output = shownPath(directory, job.cwd);
  const other = job.directories.get(directory);
  if (other !== undefined) {
    const shared = sharedDirectory(output, other, job);
    return reportOf(job, { inputs, diagnostics: [...compiled.diagnostics, shared] });
  }
  job.directories.set(directory, job.file);
  if (hasErrors(compiled.diagnostics))
    return reportOf(job, { output, inputs, verdict, reason, diagnostics: compiled.diagnostics });
  const files = await emitFiles(plan);
  const mode = modeOf(command, job);
  const outcome = await writeOutput({
    directory,
    name: output,
    files,
    inputs: compiled.inputs,
    generator: packageVersion(),
    force: job.options.force === true,
    mode,
  });
  if (mode === 'write') await leaveRecord({ plan, compiled, directory, files, outcome }, job);
  return reportOf(job, {
    output,
    inputs,
    verdict,
    reason,
    ...outcome,
    diagnostics: [...compiled.diagnostics, ...outcome.diagnostics],
  });
}

function modeOf(command: 'build' | 'check', { options }: Job): 'check' | 'dry-run' | 'write' {
  if (command === 'check') return 'check';
  return options.dryRun === true ? 'dry-run' : 'write';
}

function sharedDirectory(directory: string, other: string, { file }: Job): Diagnostic {
  return diagnose('output/shared', { directory, other }, { file, line: 1, column: 1 });
}

async function leaveRecord(
  done: {
    readonly plan: Plan;
    readonly compiled: Compiled;
    readonly directory: string;
    readonly files: readonly EmittedFile[];
    readonly outcome: OutputOutcome;
  },
  { file, cwd, options }: Job,
): Promise<void> {
  const { plan, compiled, directory, files, outcome } = done;
  // What was not written, or is complained of at each run, is no state to come back to.
  if (outcome.diagnostics.length > 0 || compiled.output === undefined) return;
  await remember({
    file: resolve(cwd, file),
    directory,
    output: compiled.output,
    styleFiles: compiled.styleFiles,
    acceptInfeasible: options.acceptInfeasible === true,
    files,
    verdict: plan.verdict.value,
    reason: plan.verdict.reason,
    read: compiled.read,
    diagnostics: fromIntegrationFolder(compiled.diagnostics, file),
    isRepeatable: compiled.isRepeatable,
  });
}

function directoryOf({ output }: Compiled, { file, cwd, options }: Job): string | undefined {
  if (options.out !== undefined) return resolve(cwd, options.out);
  return output === undefined ? undefined : resolve(cwd, dirname(file), output);
}
