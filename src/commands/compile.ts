import { dirname, isAbsolute, join, sep } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics, withExcerpts } from '../diagnostics/print.ts';
import type { Documents, InputHash } from '../model/document.ts';
import type { Plan } from '../plan/plan.ts';
import { allowedHosts } from './allowed-hosts.ts';
import type { CommandOptions } from './options.ts';

/** What became of one integration.yaml: its plan, and where that is written, as far as it was understood. */
export interface Compiled {
  readonly plan?: Plan;
  readonly output?: string;
  /** What was understood, for the manifest. */
  readonly inputs: readonly InputHash[];
  /** Every file that was read or looked for, from the working directory. */
  readonly read: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** load → check → decide, as far as the file allows. Paths of the diagnostics start at the working directory. */
export async function compile(
  file: string,
  cwd: string,
  options: Pick<CommandOptions, 'acceptInfeasible' | 'allowHosts'>,
): Promise<Compiled> {
  const { load } = await import('../load/load.ts');
  const loaded = await load({ cwd, file, allowHosts: allowedHosts(options.allowHosts) });
  const documents = loaded.value;
  if (documents === undefined)
    return { inputs: [], read: [file], diagnostics: shown(loaded.diagnostics, file) };
  const read = await readFor(documents, file);
  const text = documents.integration.text;
  const stage = await import('../check/check.ts');
  const checked = await stage.check(documents);
  const said = [...loaded.diagnostics, ...checked.diagnostics];
  if (checked.value === undefined || hasErrors(said))
    return { inputs: [], read, diagnostics: shown(said, file, text) };
  const [{ decide }, { renamedOperations }] = await Promise.all([
    import('../decide/decide.ts'),
    import('./renamed-operations.ts'),
  ]);
  const decided = decide(checked.value, { acceptInfeasible: options.acceptInfeasible === true });
  const plan = decided.value;
  const renamed = plan === undefined ? [] : renamedOperations(plan, documents.specs);
  const diagnostics = shown([...said, ...decided.diagnostics, ...renamed], file, text);
  const found = { output: checked.value.output, inputs: documents.inputs, read, diagnostics };
  return plan === undefined ? found : { ...found, plan };
}

async function readFor(documents: Documents, file: string): Promise<readonly string[]> {
  const { namedFiles } = await import('../load/named-files.ts');
  const beside = [
    ...documents.inputs.map((input) => input.file),
    ...namedFiles(documents.integration),
  ]
    // What was fetched is no file that could change here.
    .filter((name) => !/^https?:/i.test(name))
    .map((name) => (isAbsolute(name) ? name : join(dirname(file), name)).split(sep).join('/'));
  return [...new Set([file, ...beside])].sort();
}

function shown(
  diagnostics: readonly Diagnostic[],
  file: string,
  text?: string,
): readonly Diagnostic[] {
  const folder = dirname(file);
  const name = file.split('/').at(-1) ?? file;
  const sources = new Map(text === undefined ? [] : [[name, text] as const]);
  return sortDiagnostics(withExcerpts(diagnostics, sources)).map((diagnostic) => ({
    ...diagnostic,
    at: { ...diagnostic.at, file: join(folder, diagnostic.at.file).split(sep).join('/') },
  }));
}

/** Whether anything keeps the output from being written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
