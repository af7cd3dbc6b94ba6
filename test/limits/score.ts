import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { readLimits } from '../../src/limits/read-limits.ts';
import { loadSpec } from '../../src/load/spec.ts';
import type { DocumentedLimit } from '../../src/model/documented-limit.ts';

/** A row of the labels: a limit, or what only looks like one. */
interface Label {
  readonly file: string;
  readonly pointer: string;
  readonly label: 'limit' | 'negative';
  readonly limit?: number | null;
  readonly window_seconds?: number | null;
  readonly doubt?: boolean;
  readonly family?: string;
}

/** Limits that a text states at a place whose labels name others only; each was read by a person. */
const gapFile = new URL('label-gaps.jsonl', import.meta.url).pathname;

const [directory, labelFile, ...rest] = process.argv.slice(2);
if (directory === undefined || labelFile === undefined || rest.length > 0) {
  process.stderr.write('usage: npm run limits:score -- DIR LABELS\n');
  process.exit(2);
}
process.exitCode = await run(resolve(directory), resolve(labelFile));

async function run(folder: string, labels: string): Promise<number> {
  const total = { right: 0, wrong: 0, gaps: 0, expected: 0, found: 0, negatives: 0 };
  const gaps = rowsOf(gapFile);
  for (const [file, rows] of byFile(labels)) {
    if (!existsSync(join(folder, file))) {
      process.stdout.write(`${file}: there is no such file\n`);
      continue;
    }
    const score = await scoreOf(
      folder,
      rows,
      gaps.filter((row) => row.file === file),
    );
    for (const line of score.lines) process.stdout.write(`${file}: ${line}\n`);
    total.right += score.right;
    total.wrong += score.wrong;
    total.gaps += score.gaps;
    total.negatives += score.negatives;
    total.expected += score.expected;
    total.found += score.found;
  }
  const precision = total.right / (total.right + total.wrong);
  const corrected = (total.right + total.gaps) / (total.right + total.wrong);
  const recall = total.found / total.expected;
  process.stdout.write(
    `precision ${precision.toFixed(4)} (${total.right} right, ${total.wrong} wrong, ${total.negatives} of them at negatives)\n` +
      `precision ${corrected.toFixed(4)} where ${total.gaps} that the text states and the labels lack are right (label-gaps.jsonl)\n` +
      `recall ${recall.toFixed(4)} (${total.found} of ${total.expected})\n`,
  );
  return corrected >= 0.98 && total.negatives === 0 && recall >= 0.92 ? 0 : 1;
}

function byFile(labels: string): Map<string, Label[]> {
  const files = new Map<string, Label[]>();
  for (const row of rowsOf(labels)) files.set(row.file, [...(files.get(row.file) ?? []), row]);
  return files;
}

function rowsOf(file: string): Label[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  // A line of the labels; a wrong one shows in the figures.
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Label);
}

interface Score {
  readonly lines: readonly string[];
  readonly right: number;
  readonly wrong: number;
  /** Of these, what the text states all the same. */
  readonly gaps: number;
  readonly negatives: number;
  readonly expected: number;
  readonly found: number;
}

async function scoreOf(
  folder: string,
  rows: readonly Label[],
  gaps: readonly Label[],
): Promise<Score> {
  const file = rows[0]?.file ?? '';
  const at = { file, line: 1, column: 1 };
  const { value } = await loadSpec({ baseDirectory: folder, reference: file, at, asWritten: true });
  if (value === undefined) throw new Error(`${file} cannot be read`);
  const limits = readLimits(value.root).limits;
  const counted = rows.filter(
    ({ label, family }) => label === 'limit' && family !== 'binance-weight',
  );
  const known = new Set(counted.map(pairOf));
  const scored = new Set(counted.filter(isScored).map(pairOf));
  const places = new Set(counted.filter((row) => isScored(row)).map(({ pointer }) => pointer));
  const negatives = new Set(
    rows.filter(({ label }) => label === 'negative').map(({ pointer }) => pointer),
  );
  const pairs = new Map(limits.map((limit) => [pairOfLimit(limit), limit]));
  const right = [...pairs.keys()].filter((pair) => known.has(pair));
  const others = [...pairs].filter(([pair]) => !known.has(pair));
  const bad = others.filter(
    ([, limit]) => negatives.has(limit.source.pointer) || places.has(limit.source.pointer),
  );
  const found = [...scored].filter((pair) => pairs.has(pair));
  return {
    right: right.length,
    wrong: bad.length,
    gaps: bad.filter(([pair]) => gaps.some((row) => pairOf(row) === pair)).length,
    negatives: bad.filter(([, limit]) => negatives.has(limit.source.pointer)).length,
    expected: scored.size,
    found: found.length,
    lines: [
      ...[...scored].filter((pair) => !pairs.has(pair)).map((pair) => `missed ${pair}`),
      ...bad.map((one) => `wrong ${lineOf(one)}`),
      ...others.filter((one) => !bad.includes(one)).map((one) => `not labelled ${lineOf(one)}`),
    ],
  };
}

function lineOf([pair, { source }]: readonly [string, DocumentedLimit]): string {
  return `${pair} at ${source.pointer}: ${JSON.stringify(source.quote)}`;
}

function isScored({ limit, doubt }: Label): boolean {
  return typeof limit === 'number' && doubt !== true;
}

function pairOf({ limit, window_seconds }: Label): string {
  return `${limit ?? '?'} per ${window_seconds ?? '?'}`;
}

function pairOfLimit({ requests, concurrent, points, bytes, perSeconds }: DocumentedLimit): string {
  return `${requests ?? concurrent ?? points ?? bytes ?? '?'} per ${perSeconds ?? '?'}`;
}
