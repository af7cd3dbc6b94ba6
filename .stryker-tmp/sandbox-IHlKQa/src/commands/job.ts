// @ts-nocheck
import { isAbsolute, relative, sep } from 'node:path';

import type { IntegrationReport } from '../cli/report.ts';
import type { BuildOptions } from './options.ts';

/** One integration.yaml of a run. */
export interface Job {
  readonly file: string;
  readonly cwd: string;
  readonly options: BuildOptions;
  /** Output directories that earlier files of this run have taken. */
  readonly directories: Map<string, string>;
}

/** A report in which nothing happened but what is given. */
export function reportOf(job: Job, parts: Partial<IntegrationReport>): IntegrationReport {
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

/** A directory as a person in the working directory knows it. */
export function shownPath(directory: string, cwd: string): string {
  const path = relative(cwd, directory);
  if (path === '') return '.';
  return isAbsolute(path) ? directory : path.split(sep).join('/');
}
