import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from '../../src/main.ts';

/** What a call of a generated function is given. */
type Input = Readonly<Record<string, unknown>>;
/** What it resolves with. */
interface Answered {
  readonly status: number;
  readonly data: unknown;
}
/** A client as `index.ts` of an output gives it: its methods by name. */
export type BuiltClient = Readonly<Record<string, (input: Input) => Promise<Answered>>>;

/** The output of a build, ready to be called. */
export interface Built {
  /** The folder of the output. */
  readonly out: string;
  /** A fresh client of system `api`, so that one call's breaker and limits do not meet another's. */
  client(baseUrl: string, options?: ClientChoices): BuiltClient;
  remove(): void;
}

/** What a test may choose of a client; secrets are `secret-of-NAME` where it says nothing. */
interface ClientChoices {
  readonly secrets?: (name: string) => string;
}

/** What is written into integration.yaml about the one system of the build. */
export interface BuildChoices {
  /** Further lines of the system `api`. */
  readonly system?: readonly string[];
  /** An operation for the one flow to call. */
  readonly operation: string;
  /** The file of the specification where it is there already. */
  readonly specFile?: string;
}

/** Runs the real pipeline on a specification and imports what it wrote. */
export async function buildClient(spec: unknown, choices: BuildChoices): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'integ-gen-wire-'));
  writeFileSync(join(folder, 'integration.yaml'), integrationText(choices));
  if (choices.specFile === undefined)
    writeFileSync(join(folder, 'api.json'), JSON.stringify(spec, null, 2));
  const out = join(folder, 'out');
  const report = await build({ files: 'integration.yaml', cwd: folder, out });
  if (report.exitCode !== 0) throw new Error(JSON.stringify(report, null, 2));
  // The shape of a generated module, known only at run time.
  const index = (await import(pathToFileURL(join(out, 'index.ts')).href)) as GeneratedIndex;
  return {
    out,
    client: (baseUrl, { secrets = (name: string) => `secret-of-${name}` } = {}) =>
      index.createIntegration({ secrets, baseUrls: { api: baseUrl } }).clients.api,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface GeneratedIndex {
  readonly createIntegration: (options: unknown) => {
    readonly clients: { readonly api: BuiltClient };
  };
}

function integrationText({
  system = [],
  operation,
  specFile = './api.json',
}: BuildChoices): string {
  return [
    'integration: wire',
    'systems:',
    '  shop: { description: our shop, owned: true }',
    '  api:',
    '    description: what is called',
    `    spec: ${specFile}`,
    '    operations: all',
    // Without a limit that is known, calls are sent one a second.
    '    limits: { concurrent: 50 }',
    ...system.map((line) => `    ${line}`),
    'flows:',
    `  - { from: shop, call: act, to: api, do: ${operation}, data: a thing, volume: 100/day, duplicate: harmless }`,
    '',
  ].join('\n');
}
