import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { buildClient } from '../wire/built-client.ts';
import { probeApi, probeNames, stripeFile } from '../wire/probe-descriptions.ts';
import { generate, type InstalledPeer } from './peers.ts';
import type { ToolId } from './tool-call.ts';

const require = createRequire(import.meta.url);
const githubFile = join(require.resolve('@octokit/openapi'), '../generated/api.github.com.json');

/** The descriptions, by their names in the tables. */
export const specNames = ['api', 'names', 'stripe', 'github'] as const;
export type SpecName = (typeof specNames)[number];

/** A generator. */
export interface Tool {
  readonly id: ToolId;
  readonly title: string;
  /** Its installation. */
  readonly folder: string;
  /** Generates from a file and says where the output is; throws where the tool cannot. */
  readonly write: (spec: SpecName, file: string) => Promise<string>;
}

/** An output, or why there is none. */
export type Output = { readonly out: string } | { readonly why: string };

/** A generator of others; its output is kept beside the packages that it imports. */
export function peerTool(peer: InstalledPeer): Tool {
  const { id, title, folder } = peer;
  return {
    id,
    title,
    folder,
    write: (spec, file) => {
      const out = join(folder, 'compare', spec);
      generate(peer, { spec: file, out });
      return Promise.resolve(out);
    },
  };
}

/** What an integration.yaml says that no description does, and the operation that its one flow calls. */
const said: Readonly<Record<SpecName, { operation: string; system?: readonly string[] }>> = {
  api: { operation: 'readThing' },
  names: { operation: 'getThing' },
  stripe: {
    operation: 'PostCustomers',
    system: ['auth: { type: bearer, secret: API_BEARER }'],
  },
  github: { operation: 'issues/create', system: ['auth: { type: bearer, secret: API_BEARER }'] },
};

/** This compiler; `remember` is given what removes an output. */
export function ownTool(remember: (remove: () => void) => void): Tool {
  return {
    id: 'integ-gen',
    title: 'integ-gen',
    folder: '',
    write: async (spec, file) => {
      const built = await buildClient(undefined, { ...said[spec], specFile: file });
      remember(() => {
        built.remove();
      });
      return built.out;
    },
  };
}

/** All outputs of a tool, from descriptions that name its server. */
export async function writeAll(
  tool: Tool,
  { folder, baseUrl }: { readonly folder: string; readonly baseUrl: string },
): Promise<ReadonlyMap<SpecName, Output>> {
  const outputs = new Map<SpecName, Output>();
  mkdirSync(join(folder, tool.id));
  for (const spec of specNames) {
    process.stderr.write(`${tool.title}: ${spec}\n`);
    const file = join(folder, tool.id, `${spec}.json`);
    writeFileSync(file, JSON.stringify(descriptionOf(spec, baseUrl)));
    try {
      outputs.set(spec, { out: await tool.write(spec, file) });
    } catch (error) {
      const [why = ''] = String(error).split('\n');
      outputs.set(spec, { why: `✗ not generated: ${why}` });
    }
  }
  return outputs;
}

/** A description whose server is the one at an address: some tools print it into their code. */
export function descriptionOf(spec: SpecName, baseUrl: string): unknown {
  return Object.assign({}, read(spec), { servers: [{ url: baseUrl }] });
}

function read(spec: SpecName): unknown {
  switch (spec) {
    case 'api':
      return probeApi;
    case 'names':
      return probeNames;
    case 'stripe':
      return JSON.parse(readFileSync(stripeFile, 'utf8'));
    case 'github':
      return JSON.parse(readFileSync(githubFile, 'utf8'));
  }
}
