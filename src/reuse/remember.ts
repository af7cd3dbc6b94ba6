import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EmittedFile } from '../emit/emitter.ts';
import { manifestPath } from '../write/manifest.ts';
import { generatorHash } from './generator-hash.ts';
import { textHash } from './known-files.ts';
import { recordPath, recordText } from './record.ts';
import { styleHash } from './style-hash.ts';

/** A build that has succeeded. */
export interface Finished {
  /** Absolute path of the integration.yaml. */
  readonly file: string;
  /** Absolute. */
  readonly directory: string;
  /** The output directory that integration.yaml names, from its folder. */
  readonly output: string;
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
  const { file, directory, output, files, isRepeatable } = finished;
  if (!isRepeatable || finished.diagnostics.some(({ severity }) => severity === 'error'))
    return undefined;
  const style = styleHash(resolve(dirname(file), output), new Map());
  if (style === undefined) return undefined;
  const manifest = textHash(await readFile(join(directory, manifestPath)));
  const users = files
    .filter(({ owner }) => owner === 'user')
    .map(({ path, exports = [] }) => ({ path, exports }));
  return recordText({
    formatVersion: 1,
    generator: generatorHash(),
    acceptInfeasible: finished.acceptInfeasible,
    integration: basename(file),
    output,
    manifest,
    style,
    users,
    verdict: finished.verdict,
    reason: finished.reason,
    read: finished.read,
    diagnostics: finished.diagnostics,
  });
}
