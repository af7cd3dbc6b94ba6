import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics, withExcerpts } from '../diagnostics/print.ts';
import type { Documents, InputHash } from '../model/document.ts';
import type { Plan } from '../plan/plan.ts';
import { allowedHosts } from './allowed-hosts.ts';
import { fromWorkingDirectory } from './diagnostic-paths.ts';
import type { CommandOptions } from './options.ts';

/** What became of one integration.yaml: its plan, and where that is written, as far as it was understood. */
export interface Compiled {
  readonly plan?: Plan;
  readonly output?: string;
  /** What was understood, for the manifest. */
  readonly inputs: readonly InputHash[];
  /** What decided the prettier style, as it was read; absent where that cannot be told from files alone. */
  readonly styleFiles?: readonly string[];
  /** Every file that was read or looked for, from the folder of the integration.yaml, or absolute. */
  readonly read: readonly string[];
  /** Paths start at the working directory. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the inputs are all that was looked at, so that the same inputs give the same result. */
  readonly isRepeatable: boolean;
}

/** load → check → decide, as far as the file allows. */
export async function compile(
  file: string,
  cwd: string,
  options: Pick<CommandOptions, 'acceptInfeasible' | 'allowHosts'>,
): Promise<Compiled> {
  const { load } = await import('../load/load.ts');
  const loaded = await load({ cwd, file, allowHosts: allowedHosts(options.allowHosts) });
  const documents = loaded.value;
  if (documents === undefined) return failed(shown(loaded.diagnostics, file), []);
  const read = await readFor(documents);
  const text = documents.integration.text;
  const stage = await import('../check/check.ts');
  const checked = await stage.check(documents);
  const said = [...loaded.diagnostics, ...checked.diagnostics];
  if (checked.value === undefined || hasErrors(said)) return failed(shown(said, file, text), read);
  const [{ decide }, { renamedOperations, renamedSchemas }, { missingPackages }] =
    await Promise.all([
      import('../decide/decide.ts'),
      import('./renamed-operations.ts'),
      import('./missing-packages.ts'),
    ]);
  const decided = decide(checked.value, { acceptInfeasible: options.acceptInfeasible === true });
  const plan = decided.value;
  const renamed =
    plan === undefined
      ? []
      : [...renamedOperations(plan, documents.specs), ...renamedSchemas(plan, documents.specs)];
  const missing = plan === undefined ? [] : missingPackages(plan, file);
  const diagnostics = shown([...said, ...decided.diagnostics, ...renamed, ...missing], file, text);
  const found = {
    output: checked.value.output,
    inputs: documents.inputs,
    ...(documents.styleFiles === undefined ? {} : { styleFiles: documents.styleFiles }),
    read,
    diagnostics,
    isRepeatable: isRepeatable(documents),
  };
  return plan === undefined ? found : { ...found, plan };
}

function failed(diagnostics: readonly Diagnostic[], read: readonly string[]): Compiled {
  return { inputs: [], read, diagnostics, isRepeatable: false };
}

async function readFor(documents: Documents): Promise<readonly string[]> {
  const { namedFiles } = await import('../load/named-files.ts');
  const names = [
    ...documents.inputs.map((input) => input.file),
    ...namedFiles(documents.integration),
  ];
  // What was fetched is no file that could change here.
  return [...new Set(names.filter((name) => !/^https?:/i.test(name)))].sort();
}

// A description of several files depends on where the project ends, on links, and on files that are not there.
function isRepeatable({ specs }: Documents): boolean {
  return [...specs.values()].every(
    ({ inputs, dangling }) => inputs.length === 1 && (dangling?.size ?? 0) === 0,
  );
}

function shown(
  diagnostics: readonly Diagnostic[],
  file: string,
  text?: string,
): readonly Diagnostic[] {
  const name = file.split('/').at(-1) ?? file;
  const sources = new Map(text === undefined ? [] : [[name, text] as const]);
  return fromWorkingDirectory(sortDiagnostics(withExcerpts(diagnostics, sources)), file);
}

/** Whether anything keeps the output from being written. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
