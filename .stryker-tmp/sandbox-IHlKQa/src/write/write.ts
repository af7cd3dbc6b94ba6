// @ts-nocheck
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EmittedFile } from '../emit/emitter.ts';
import { apply, linkInOwnFolder, recover } from './apply.ts';
import { compare, noChanges } from './changes.ts';
import type { Changes } from './changes.ts';
import { sha256 } from './hash.ts';
import { manifestPath, manifestText } from './manifest.ts';

export interface WriteRequest {
  /** Absolute. */
  readonly directory: string;
  /** The same as people know it, for diagnostics. */
  readonly name: string;
  readonly files: readonly EmittedFile[];
  readonly inputs: readonly { readonly file: string; readonly sha256: string }[];
  /** Version of the generator. */
  readonly generator: string;
  /** Overwrite what was edited by hand. */
  readonly force: boolean;
  /** `write` brings it to disk, `compare` only looks. */
  readonly mode: 'write' | 'compare';
}

export interface WriteReport {
  readonly changes: Changes;
  /** Whether the manifest on disk is not the one that this build would write. */
  readonly manifestStale: boolean;
  /** Whether nothing was written because files were edited by hand. */
  readonly refused: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares the files of a build with the output directory and, unless something stands against it, writes them. */
export async function write(request: WriteRequest): Promise<WriteReport> {
  const { directory, files, force, mode } = request;
  try {
    // Before anything is put back: a repository of another's may bring the link.
    const link = await linkInOwnFolder(directory);
    if (link !== undefined) return blocked(request, link);
    if (mode === 'write') await recover(directory);
    const changes = await compare(directory, files);
    const manifest = manifestOf(request);
    const onDisk = await readFile(join(directory, manifestPath), 'utf8').catch(() => '');
    const manifestStale = sha256(onDisk) !== sha256(manifest);
    const diagnostics = complaints(changes, request);
    const refused = !force && changes.edited.length > 0;
    const report = { changes, manifestStale, refused, diagnostics };
    if (mode === 'compare' || refused || changes.blocked.length > 0) return report;
    await bringToDisk(directory, { changes, manifest, manifestStale });
    return report;
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    return failed(request, error);
  }
}

async function bringToDisk(
  directory: string,
  {
    changes,
    manifest,
    manifestStale,
  }: { changes: Changes; manifest: string; manifestStale: boolean },
): Promise<void> {
  const changed = [...changes.created, ...changes.updated, ...changes.edited];
  if (changed.length === 0 && changes.removed.length === 0 && !manifestStale) return;
  const batch = {
    write: changed.map(({ path, after }) => ({ path, text: after })),
    remove: changes.removed.map(({ path }) => path),
  };
  await apply(directory, batch, manifest);
}

function manifestOf({ files, inputs, generator }: WriteRequest): string {
  return manifestText({
    formatVersion: 1,
    generator,
    inputs,
    files: files.map(({ path, text, owner }) => ({ path, sha256: sha256(text), owner })),
  });
}

function complaints(changes: Changes, request: WriteRequest): readonly Diagnostic[] {
  const at = (path: string) => ({ file: `${request.name}/${path}`, line: 1, column: 1 });
  return [
    ...changes.edited
      .filter(() => !request.force)
      .map(({ path, foreign }) =>
        diagnose(foreign === true ? 'output/foreign' : 'output/edited', { path }, at(path)),
      ),
    ...changes.orphaned.map((path) => diagnose('output/orphaned', { path }, at(path))),
    ...changes.incomplete.map(({ path, names }) =>
      diagnose('output/handler-incomplete', { path, names: names.join(', ') }, at(path)),
    ),
    ...changes.blocked.map(({ path, why }) => diagnose('output/blocked', { path, why }, at(path))),
  ];
}

function blocked(request: WriteRequest, path: string): WriteReport {
  const changes = { ...noChanges(), blocked: [{ path, why: `${path} is a symbolic link` }] };
  const diagnostics = complaints(changes, request);
  return { changes, manifestStale: false, refused: false, diagnostics };
}

function failed(request: WriteRequest, error: NodeJS.ErrnoException): WriteReport {
  const at = { file: request.name, line: 1, column: 1 };
  const why = error.code ?? 'unknown error';
  return {
    changes: noChanges(),
    manifestStale: true,
    refused: false,
    diagnostics: [diagnose('output/not-writable', { directory: request.name, why }, at)],
  };
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
