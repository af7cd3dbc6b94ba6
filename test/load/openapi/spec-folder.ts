import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { loadSpec } from '../../../src/load/spec.ts';

type Loaded = Awaited<ReturnType<typeof loadSpec>>;

/** Where the tests say that integration.yaml names the spec. */
export const place = { file: 'integration.yaml', line: 4, column: 11 };

/** Writes files into an empty project, loads one of them, and removes the project. */
export async function loadFrom(
  files: Readonly<Record<string, string>>,
  reference: string,
): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'spec-'));
  try {
    for (const [path, text] of Object.entries({ 'package.json': '{}', ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await loadSpec({ baseDirectory: folder, reference, at: place });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The codes of what was reported. */
export function codesOf(loaded: Loaded): readonly string[] {
  return loaded.diagnostics.map(({ code }) => code);
}
