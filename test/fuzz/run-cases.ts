import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { limitSeconds } from './cpu-limit.ts';
import { fuzzCase } from './fuzz-case.ts';

const heapMegabytes = 1024;
// The child ends itself when it works for too long; this is for one that waits for something that never comes.
const idleLimitMs = 120_000;

/** What came of one case. */
export interface CaseResult {
  readonly index: number;
  readonly kind: string;
  readonly exitCode: number;
  readonly faults: readonly string[];
}

/** A case that is a bug of ours, and the file that its input was saved to. */
export interface Failure {
  readonly index: number;
  readonly why: string;
  readonly file: string;
}

/** What came of a run. */
export interface FuzzReport {
  /** By exit code: how many cases of each kind. */
  readonly exitCodes: ReadonlyMap<number, number>;
  readonly failures: readonly Failure[];
}

/** Builds cases in a child with little memory, which is ended and replaced where a case takes too long or too much. */
export async function runCases(of: {
  readonly seed: number;
  readonly count: number;
  readonly failed?: (failure: Failure) => void;
  readonly done?: (index: number) => void;
}): Promise<FuzzReport> {
  const exitCodes = new Map<number, number>();
  const failures: Failure[] = [];
  const fail = (index: number, why: string): void => {
    const failure = { index, why, file: saved(of.seed, index) };
    failures.push(failure);
    of.failed?.(failure);
  };
  let next = 0;
  while (next < of.count) {
    const { index, why } = await inChild({ ...of, first: next }, (result) => {
      exitCodes.set(result.exitCode, (exitCodes.get(result.exitCode) ?? 0) + 1);
      if (result.faults.length > 0) fail(result.index, result.faults.join('\n'));
      of.done?.(result.index);
    });
    if (why !== undefined) fail(index, why);
    next = index + 1;
  }
  return { exitCodes, failures };
}

/** The last case that the child began, and why it ended before the run did. */
function inChild(
  { seed, count, first }: { readonly seed: number; readonly count: number; readonly first: number },
  told: (result: CaseResult) => void,
): Promise<{ readonly index: number; readonly why?: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'integ-gen-fuzz-'));
  const child = fork(
    new URL('fuzz-child.ts', import.meta.url).pathname,
    [seed, first, count].map(String).concat(folder),
    {
      execArgv: [`--max-old-space-size=${heapMegabytes}`, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  let index = first;
  let words = '';
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  child.stderr?.on('data', (chunk: Buffer) => {
    words = `${words}${chunk.toString()}`.slice(-4000);
  });
  child.on('message', (message: CaseResult | { readonly index: number }) => {
    index = message.index;
    clearTimeout(timer);
    if ('kind' in message) {
      told(message);
      return;
    }
    timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, idleLimitMs);
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true });
      if (isLate) resolve({ index, why: 'it does not end' });
      else if (signal === 'SIGXCPU')
        resolve({ index, why: `it takes more than ${limitSeconds} s` });
      else if (code === 0) resolve({ index });
      else resolve({ index, why: `the process ended with ${code ?? signal ?? ''}\n${words}` });
    });
  });
}

function saved(seed: number, index: number): string {
  const file = join(mkdtempSync(join(tmpdir(), 'integ-gen-fuzz-input-')), 'case.json');
  writeFileSync(file, `${JSON.stringify(fuzzCase(seed, index), undefined, 1)}\n`);
  return file;
}
