// @ts-nocheck
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { loadSpec } from '../load/spec.ts';
import type { Surroundings } from '../load/surroundings.ts';
import type { Answers } from './answers.ts';
import { ask } from './ask/ask.ts';
import type { Known } from './ask/ask.ts';
import type { Asker } from './ask/asker.ts';
import { inferApi } from './infer/api.ts';
import type { Api } from './infer/api.ts';
import { kebab } from './infer/ids.ts';
import { inferences } from './infer/inferences.ts';
import type { Inference } from './infer/inferences.ts';
import { specReference } from './infer/spec-reference.ts';
import { emptiness } from './infer/usable.ts';
import { withoutAsking } from './infer/without-asking.ts';
import { render } from './render/render.ts';

/** What `init` starts from. */
export interface InitRequest {
  /** Absolute folder of the file that will be written. */
  readonly cwd: string;
  /** Descriptions that were given, in their order: paths from `cwd` or absolute. */
  readonly specs: readonly string[];
  readonly around: Surroundings;
  /** Absent: nothing is asked. */
  readonly asker?: Asker;
}

/** An integration.yaml that is ready to be written. */
export interface Drafted {
  readonly text: string;
  readonly integration: string;
  /** Their ids. */
  readonly systems: readonly string[];
  /** How many. */
  readonly flows: number;
  readonly inferred: readonly Inference[];
}

/** Recognises, asks (or does not), and drafts an integration.yaml; writes nothing. */
export async function init(request: InitRequest): Promise<Outcome<Drafted>> {
  const { around } = request;
  const taken = new Set<string>();
  const opened: Outcome<Api>[] = [];
  // One after the other: a description may have many megabytes.
  for (const path of await specsOf(request)) opened.push(await openApi(request.cwd, path, taken));
  const diagnostics = opened.flatMap((outcome) => outcome.diagnostics);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  const apis = opened.flatMap(({ value }) => value ?? []);
  const name = proposedName(around.name);
  const answered = await answersOf(request, { name, apis, taken });
  if (answered.value === undefined) return { diagnostics: answered.diagnostics };
  const answers = answered.value;
  const value = {
    text: render(answers, around.schema),
    integration: answers.name,
    systems: answers.systems.map(({ id }) => id),
    flows: answers.flows.length,
    inferred: inferences(answers, { name, nameFrom: around.nameFrom }),
  };
  return { value, diagnostics };
}

// A package of a scope is called by what stands behind it.
function proposedName(name: string): string {
  const id = kebab(name.replace(/^@[^/]*\//, ''));
  return id === '' ? 'integration' : id;
}

async function answersOf(
  { cwd, asker }: InitRequest,
  known: Omit<Known, 'open'>,
): Promise<Outcome<Answers>> {
  if (asker === undefined) return withoutAsking(known.name, known.apis);
  const open = async (path: string): Promise<Api | string> => {
    const { value, diagnostics } = await openApi(cwd, path, known.taken);
    return value ?? wordsOf(diagnostics);
  };
  return { value: await ask(asker, { ...known, open }), diagnostics: [] };
}

/** Two tell what a flow connects; of more nobody can say which are meant. */
const mostUnasked = 2;

async function specsOf({ specs, around, asker }: InitRequest): Promise<readonly string[]> {
  const found = around.specs;
  if (specs.length > 0 || found.length === 0) return specs;
  if (asker === undefined) return found.length <= mostUnasked ? found : [];
  return asker.chooseSome({
    message: 'Which of these API descriptions take part? Space chooses, Enter goes on',
    options: found.map((value) => ({ value, label: value })),
  });
}

async function openApi(cwd: string, path: string, taken: Set<string>): Promise<Outcome<Api>> {
  const reference = specReference(cwd, path);
  const at = { file: reference, line: 1, column: 1 };
  const { value: spec, diagnostics } = await loadSpec({ baseDirectory: cwd, reference, at });
  if (spec === undefined) return { diagnostics };
  const api = inferApi(spec, taken);
  if (api.operations.length > 0) return { value: api, diagnostics };
  return { diagnostics: [...diagnostics, ...(await emptiness(spec))] };
}

function wordsOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ message, fix }) => `${message} ${fix}`).join('\n');
}
