// `npm run compare`: what integ-gen and six other generators write from the same descriptions is called against the
// same loopback servers and compiled; two Markdown tables tell what was seen. The others are installed from npm.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { probes } from '../wire/probes.ts';
import { startRecorder, type Recorder } from '../wire/recorder.ts';
import { descriptionOf, ownTool, peerTool, specNames, writeAll } from './compared-tools.ts';
import type { Output, SpecName, Tool } from './compared-tools.ts';
import { markdownTable } from './markdown-table.ts';
import { installPeer, peers, type InstalledPeer } from './peers.ts';
import { runProbes } from './tool-run.ts';
import { weigh } from './type-check.ts';

/** A tool with its server and what it generated. */
interface Written {
  readonly tool: Tool;
  readonly recorder: Recorder;
  readonly outputs: ReadonlyMap<SpecName, Output>;
}

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'integ-gen-compare-'));
const cleanups: (() => unknown)[] = [
  () => {
    rmSync(folder, { recursive: true, force: true });
  },
];
try {
  process.exitCode = await compare();
} finally {
  for (const cleanup of cleanups) await cleanup();
}

async function compare(): Promise<number> {
  const installed = install();
  if (installed === undefined) return 1;
  const own = ownTool((remove) => cleanups.push(remove));
  const written: Written[] = [];
  for (const tool of [own, ...installed.map(peerTool)]) {
    const recorder = await startRecorder();
    cleanups.push(() => recorder.close());
    const outputs = await writeAll(tool, { folder, baseUrl: recorder.baseUrl });
    written.push({ tool, recorder, outputs });
  }
  process.stdout.write(`${await behaviour(written)}\n\n${weights(written)}\n`);
  return 0;
}

function install(): readonly InstalledPeer[] | undefined {
  try {
    return peers.map((peer) => {
      say(`installing ${peer.title}`);
      return installPeer(peer);
    });
  } catch (error) {
    say(`error: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** A row for each probe. The tools run beside each other, each with a server of its own. */
async function behaviour(written: readonly Written[]): Promise<string> {
  say('calling');
  const columns = await Promise.all(written.map(cellsOf));
  return markdownTable(
    ['', ...written.map(({ tool }) => tool.title)],
    probes.map(({ id, title }) => [title, ...columns.map((cells) => cells.get(id) ?? '')]),
  );
}

async function cellsOf({ tool, recorder, outputs }: Written): Promise<ReadonlyMap<string, string>> {
  const cells = new Map<string, string>();
  const { baseUrl } = recorder;
  for (const spec of specNames) {
    const asked = probes.filter(({ description }) => description === spec);
    const output = outputs.get(spec) ?? { why: '' };
    if ('why' in output) for (const { id } of asked) cells.set(id, output.why);
    else if (asked.length > 0) {
      const target = { tool: tool.id, folder: tool.folder, out: output.out, baseUrl };
      const description = descriptionOf(spec, baseUrl);
      for (const [id, cell] of await runProbes({ target, description, recorder }, asked))
        cells.set(id, cell);
    }
  }
  return cells;
}

function weights(written: readonly Written[]): string {
  const heavy = { stripe: 'Stripe', github: 'GitHub' } as const;
  const head = Object.values(heavy).flatMap((name) => [`${name}: errors of tsc`, 'bytes']);
  const rows = written.map(({ tool, outputs }) => [
    tool.title,
    ...(['stripe', 'github'] as const).flatMap((spec) => weightCells(outputs.get(spec))),
  ]);
  return markdownTable(['', ...head], rows);
}

function weightCells(output: Output | undefined): readonly string[] {
  if (output === undefined || 'why' in output) return [output?.why ?? '', ''];
  say(`compiling ${output.out}`);
  const { errors, firstError, unchecked, bytes } = weigh(output.out);
  if (firstError !== '') say(firstError);
  const said = errors.toLocaleString('en');
  return [unchecked ? `${said} (\`@ts-nocheck\`)` : said, bytes.toLocaleString('en')];
}
