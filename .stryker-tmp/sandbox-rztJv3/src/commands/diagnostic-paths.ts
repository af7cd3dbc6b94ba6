// @ts-nocheck
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Diagnostics with paths from the folder of an integration.yaml, as the working directory sees them. */
export function fromWorkingDirectory(
  diagnostics: readonly Diagnostic[],
  file: string,
): readonly Diagnostic[] {
  const folder = dirname(file);
  return mapPaths(diagnostics, (path) => join(folder, path));
}

function mapPaths(
  diagnostics: readonly Diagnostic[],
  path: (file: string) => string,
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    at: { ...diagnostic.at, file: path(diagnostic.at.file).split(sep).join('/') },
  }));
}

/** The way back: what is kept in an output names no folder of this machine. */
export function fromIntegrationFolder(
  diagnostics: readonly Diagnostic[],
  file: string,
): readonly Diagnostic[] {
  const folder = dirname(file);
  return mapPaths(diagnostics, (path) => relative(folder, path));
}

/** The files that were read for an integration.yaml, itself included, as the working directory sees them. */
export function readFrom(names: readonly string[], file: string): readonly string[] {
  const folder = dirname(file);
  const paths = names.map((name) => (isAbsolute(name) ? name : join(folder, name)));
  return [...new Set([file, ...paths.map((path) => path.split(sep).join('/'))])].sort();
}
