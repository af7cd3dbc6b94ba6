import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A whole process that is measured. */
export interface Subject {
  readonly name: string;
  readonly program?: string;
  readonly parameters: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Runs before each measured process and is not counted. */
  readonly before?: () => void;
}

/** Wall time of each subject, seconds: the median of its runs, by name. */
export type Times = ReadonlyMap<string, number>;

/** Runs all subjects in turn (A B C, A B C, …), so that what else the machine does hits all of them; the first round warms up. */
export function measure(subjects: readonly Subject[], runs: number): Times {
  const seconds = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= runs; round += 1) {
    for (const subject of subjects) {
      const took = once(subject);
      if (round > 0) seconds.get(subject.name)?.push(took);
    }
  }
  return new Map([...seconds].map(([name, all]) => [name, median(all)]));
}

/** Removes a folder before a run, so that the run begins with nothing. */
export function without(folder: string): () => void {
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The bytes of all files of a folder. */
export function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(folder, path)))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}

function once({ name, program, parameters, cwd, env, before }: Subject): number {
  before?.();
  const start = process.hrtime.bigint();
  const result = spawnSync(program ?? process.execPath, parameters, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1', ...env },
  });
  const took = Number(process.hrtime.bigint() - start) / 1e9;
  if (result.status === 0) return took;
  throw new Error(`${name} failed:\n${result.stdout}\n${result.stderr}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}
