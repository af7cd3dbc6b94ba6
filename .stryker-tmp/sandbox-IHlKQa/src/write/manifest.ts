// @ts-nocheck
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the manifest stands in the output. */
export const manifestPath = '.integ-gen/manifest.json';

/** What was written at the last build. */
export interface Manifest {
  readonly formatVersion: 1;
  readonly generator: string;
  /** Every file that the build read, relative to the folder of the integration.yaml. */
  readonly inputs: readonly { readonly file: string; readonly sha256: string }[];
  readonly files: readonly ManifestFile[];
}

interface ManifestFile {
  readonly path: string;
  readonly sha256: string;
  readonly owner: 'generated' | 'user';
}

/** The manifest of an output directory; undefined where there is none or it cannot be understood. */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const text = await readFile(join(directory, manifestPath), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseManifest(text);
}

/** A manifest from its text; undefined where it cannot be understood. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isManifest(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a manifest: one line a file, files and inputs sorted, no date, no absolute path. */
export function manifestText(manifest: Manifest): string {
  const inputs = [...manifest.inputs].sort((a, b) => (a.file < b.file ? -1 : 1));
  const files = [...manifest.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const lines = (entries: readonly object[]): string =>
    `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
  const { formatVersion, generator } = manifest;
  return `{"formatVersion":${formatVersion},"generator":${JSON.stringify(generator)},
"inputs":${lines(inputs)},
"files":${lines(files)}}
`;
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  if (!('formatVersion' in value) || value.formatVersion !== 1) return false;
  return (
    'files' in value &&
    Array.isArray(value.files) &&
    value.files.every(isManifestFile) &&
    'inputs' in value &&
    Array.isArray(value.inputs) &&
    value.inputs.every(isManifestInput)
  );
}

function isManifestInput(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'file' in value &&
    typeof value.file === 'string' &&
    'sha256' in value &&
    typeof value.sha256 === 'string'
  );
}

function isManifestFile(value: unknown): value is ManifestFile {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'path' in value &&
    typeof value.path === 'string' &&
    'sha256' in value &&
    typeof value.sha256 === 'string' &&
    'owner' in value
  );
}
