// @ts-nocheck
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EmittedFile } from '../emit/emitter.ts';
import { manifestPath } from '../write/manifest.ts';
import { generatorHash } from './generator-hash.ts';
import { textHash } from './known-files.ts';
import { machineKey } from './machine-key.ts';
import { recordPath, recordText } from './record.ts';
import type { BuildRecord } from './record.ts';
import { styleHash } from './style-hash.ts';

/** A build that has succeeded. */
export interface Finished {
  /** Absolute path of the integration.yaml. */
  readonly file: string;
  /** Absolute. */
  readonly directory: string;
  /** The output directory that integration.yaml names, from its folder. */
  readonly output: string;
  /** What decided the prettier style when it was read, which may have changed since; undefined where nobody can tell. */
  readonly styleFiles: readonly string[] | undefined;
  readonly acceptInfeasible: boolean;
  readonly files: readonly EmittedFile[];
  readonly verdict: string;
  readonly reason: string;
  /** Every file that was read or looked for, from the folder of the integration.yaml, or absolute as it was named. */
  readonly read: readonly string[];
  /** Files from the folder of the integration.yaml. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the files in the manifest are all that the build looked at; what else it asked could be answered otherwise. */
  readonly isRepeatable: boolean;
}

/** Leaves a record from which the next run tells that nothing has changed; or takes away one that no longer holds. */
export async function remember(finished: Finished): Promise<void> {
  try {
    await leave(finished);
  } catch (error) {
    // The output may be readable only, or another build at work there: the next run does the whole then.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

async function leave(finished: Finished): Promise<void> {
  const { directory } = finished;
  const place = join(directory, recordPath);
  const text = await textFor(finished);
  if (text === undefined) {
    await rm(place, { force: true });
    return;
  }
  if ((await readFile(place, 'utf8').catch(() => '')) === text) return;
  const draft = `${place}.new`;
  // A rename replaces a link that stands there; a write would follow it.
  await rm(draft, { force: true });
  await writeFile(draft, text, { flag: 'wx' });
  await rename(draft, place);
}

async function textFor(finished: Finished): Promise<string | undefined> {
  const { file, directory, output, styleFiles, files, isRepeatable } = finished;
  if (!isRepeatable || finished.diagnostics.some(({ severity }) => severity === 'error'))
    return undefined;
  const key = machineKey();
  if (styleFiles === undefined || key === undefined) return undefined;
  const manifest = textHash(await readFile(join(directory, manifestPath)));
  const users = files
    .filter(({ owner }) => owner === 'user')
    .map(({ path, exports = [] }) => ({ path, exports }));
  const record: BuildRecord = {
    formatVersion: 1,
    generator: generatorHash(),
    acceptInfeasible: finished.acceptInfeasible,
    integration: basename(file),
    output,
    manifest,
    style: styleHash(styleFiles),
    users,
    verdict: finished.verdict,
    reason: finished.reason,
    read: finished.read,
    diagnostics: finished.diagnostics,
  };
  return recordText(record, key);
}
