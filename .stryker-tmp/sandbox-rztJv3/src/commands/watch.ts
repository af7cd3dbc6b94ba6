// @ts-nocheck
import { dirname, relative, resolve, sep } from 'node:path';

import type { Request } from '../cli/arguments.ts';
import { changedFiles, fingerprints } from '../cli/changed-files.ts';
import type { Fingerprints } from '../cli/changed-files.ts';
import { printReport } from '../cli/print-report.ts';
import type { IntegrationReport } from '../cli/report.ts';
import type { Streams } from '../cli/streams.ts';
import { prettierFiles } from '../load/prettier-files.ts';
import { run } from './run.ts';
import { UsageError } from './usage-error.ts';

interface Session {
  readonly request: Request;
  readonly cwd: string;
  readonly streams: Streams;
}

/** `integ-gen build --watch`: builds, and again whenever something that was read has changed, until the signal. */
export async function watchBuild(session: Session, signal: AbortSignal): Promise<0> {
  const { request, streams, cwd } = session;
  let seen: Fingerprints = new Map();
  let changed: readonly string[] | undefined;
  for (;;) {
    const startMs = Date.now();
    const inputs = await inputsOf(await buildAndPrint(session, changed), cwd);
    const added = inputs.filter((path) => !seen.has(path));
    seen = new Map([...seen, ...(await fingerprints(added, startMs))]);
    if (changed === undefined && !request.quiet)
      streams.err(`watching ${request.files.join(' ')} and what is read for it; Ctrl+C ends\n`);
    const change = await changedFiles(seen, signal);
    if (change === undefined) return 0;
    ({ changed, now: seen } = change);
    sayWhatNeedsStart(session, changed);
  }
}

/** Builds all, because two may want the same directory; tells of those that the change concerns. */
async function buildAndPrint(
  { request, cwd, streams }: Session,
  changed: readonly string[] | undefined,
): Promise<readonly IntegrationReport[]> {
  const silent = { step: () => undefined, done: () => undefined };
  try {
    const report = await run('build', { ...request, cwd }, silent);
    const told =
      changed === undefined
        ? report.integrations
        : report.integrations.filter((one) => isConcerned(one, changed, cwd));
    printReport({ ...report, integrations: told }, request, streams);
    return report.integrations;
  } catch (error) {
    // Files may go for a while; that none was there to begin with is a wrong use.
    if (!(error instanceof UsageError) || changed === undefined) throw error;
    streams.err(`error: ${error.message}\n`);
    return [];
  }
}

function isConcerned(
  { inputs, created, updated, edited, removed }: IntegrationReport,
  changed: readonly string[],
  cwd: string,
): boolean {
  const written = created.length + updated.length + edited.length + removed.length;
  return written > 0 || inputs.some((file) => changed.includes(resolve(cwd, file)));
}

async function inputsOf(
  integrations: readonly IntegrationReport[],
  cwd: string,
): Promise<readonly string[]> {
  const read = integrations.flatMap(({ inputs }) => inputs.map((file) => resolve(cwd, file)));
  // Not in the output itself, which only builds write.
  const folders = new Set(
    integrations.map(({ file, output }) => dirname(resolve(cwd, output ?? file))),
  );
  const styles = await Promise.all([...folders].map((folder) => prettierFiles(folder)));
  return [...new Set([...read, ...styles.flat()])];
}

// A process reads a module once, so a style that is code stays as it was.
function sayWhatNeedsStart({ cwd, streams }: Session, changed: readonly string[]): void {
  for (const path of changed) {
    if (!/prettier[^/\\]*\.[cm]?[jt]s$/.test(path)) continue;
    const name = relative(cwd, path).split(sep).join('/');
    streams.err(`${name} is code, which is read once: start again to see the change\n`);
  }
}
