import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { looksLikeSecret } from '../diagnostics/secret.ts';
import type { Documents, InputHash, SourceDocument, SpecDocument } from '../model/document.ts';
import { own, ownObject, ownText, pointerOf } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import { prettierOptions } from './prettier-options.ts';
import { internet } from './remote/network.ts';
import type { Network } from './remote/network.ts';
import type { Remote } from './remote/remote-files.ts';
import { loadSpec } from './spec.ts';
import { yamlDocument } from './yaml-document.ts';

/** Which integration.yaml is read. */
export interface LoadRequest {
  readonly cwd: string;
  /** Relative to `cwd`, or absolute. */
  readonly file: string;
  /** Hosts from which descriptions may be fetched, `specs.example` or `specs.example:8443`; none where absent. */
  readonly allowHosts?: readonly string[];
  /** The network for that; the internet where absent. */
  readonly network?: Network;
}

/** Reads an integration.yaml and everything that it names; all that cannot be read is reported at once. */
export async function load(request: LoadRequest): Promise<Outcome<Documents>> {
  const { cwd, file, allowHosts = [], network = internet } = request;
  const path = resolve(cwd, file);
  const name = basename(path);
  const content = await bytesOf(path);
  if (typeof content === 'string') {
    const at = { file: name, line: 1, column: 1 };
    return { diagnostics: [diagnose('yaml/unreadable', { file: name, why: content }, at)] };
  }
  const integration = yamlDocument(name, content);
  if (integration.value === undefined) return { diagnostics: integration.diagnostics };
  const documents = await loadNamed(integration.value, dirname(path), { allowHosts, network });
  return {
    value: documents.value,
    diagnostics: [...integration.diagnostics, ...documents.diagnostics],
  };
}

async function loadNamed(
  integration: SourceDocument,
  baseDirectory: string,
  remote: Remote,
): Promise<{ readonly value: Documents; readonly diagnostics: readonly Diagnostic[] }> {
  const specs = new Map<string, SpecDocument>();
  const diagnostics: Diagnostic[] = [];
  for (const { system, ...named } of specReferences(integration)) {
    // One after the other: a description may have many megabytes.
    const spec = await loadSpec({ baseDirectory, remote, ...named });
    diagnostics.push(...spec.diagnostics);
    if (spec.value !== undefined) specs.set(system, spec.value);
  }
  const prettier = await prettierOptions(integration, baseDirectory);
  const value = {
    integration,
    specs,
    inputs: inputsOf(integration, specs),
    ...(prettier.value === undefined ? {} : { prettier: prettier.value }),
    ...((prettier.packages ?? []).length === 0 ? {} : { packages: prettier.packages }),
    ...(prettier.files === undefined
      ? {}
      : { styleFiles: [...prettier.files, ...(prettier.packages ?? [])] }),
  };
  return { value, diagnostics: [...diagnostics, ...prettier.diagnostics] };
}

function specReferences(integration: SourceDocument): readonly {
  readonly system: string;
  readonly reference: string;
  readonly at: Place;
  readonly overlay?: { readonly reference: string; readonly at: Place };
}[] {
  const systems = ownObject(integration.value, 'systems') ?? {};
  return Object.keys(systems).flatMap((system) => {
    const spec = named(integration, system, 'spec');
    const overlay = named(integration, system, 'overlay');
    if (spec === undefined) return [];
    return [{ system, ...spec, ...(overlay === undefined ? {} : { overlay }) }];
  });
}

// What is no text, or holds a secret, is reported by `check`, which knows what may stand there.
function named(
  integration: SourceDocument,
  system: string,
  key: 'spec' | 'overlay',
): { readonly reference: string; readonly at: Place } | undefined {
  const reference = ownText(own(ownObject(integration.value, 'systems'), system), key);
  if (reference === undefined || reference.trim() === '' || looksLikeSecret(reference)) {
    return undefined;
  }
  return { reference, at: integration.place(pointerOf(['systems', system, key])) };
}

function inputsOf(
  integration: SourceDocument,
  specs: ReadonlyMap<string, SpecDocument>,
): readonly InputHash[] {
  const hash = createHash('sha256').update(integration.text.replaceAll('\r\n', '\n'));
  const byFile = new Map([[integration.file, hash.digest('hex')]]);
  for (const { inputs } of specs.values()) {
    for (const { file, sha256 } of inputs) byFile.set(file, sha256);
  }
  return [...byFile]
    .map(([file, sha256]) => ({ file, sha256 }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

async function bytesOf(path: string): Promise<Uint8Array | string> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
    if (code === 'EISDIR') return 'it is a folder';
    return `it cannot be opened (${code ?? 'unknown reason'})`;
  }
}
