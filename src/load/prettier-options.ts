import { join } from 'node:path';

import { diagnose } from '../diagnostics/catalog.ts';
import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { JsonObject, SourceDocument } from '../model/document.ts';
import { own, ownObject, ownText } from '../model/json.ts';
import { styleFiles } from './style-files.ts';

/** The options of the user's prettier configuration that hold for the output folder; no value where there are none. */
export async function prettierOptions(
  integration: SourceDocument,
  baseDirectory: string,
): Promise<Outcome<JsonObject>> {
  const root = integration.value;
  const name = ownText(root, 'integration');
  const directory =
    ownText(ownObject(root, 'output'), 'directory') ??
    (name === undefined ? undefined : `integrations/${name}`);
  if (directory === undefined) return { diagnostics: [] };
  const folder = join(baseDirectory, directory);
  // Loading prettier takes longer than seeing that nobody has set a style.
  if (styleFiles(folder, new Map())?.length === 0) return { diagnostics: [] };
  const { resolveConfig } = await import('prettier');
  try {
    const file = join(folder, 'index.ts');
    const options = await resolveConfig(file, { useCache: false, editorconfig: true });
    if (options === null) return { diagnostics: [] };
    // Options that are not data, such as plugins given as objects, have no place in a plan.
    return { value: JSON.parse(JSON.stringify(options)) as JsonObject, diagnostics: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown reason';
    const why = (message.split('\n')[0] ?? message).replaceAll(`${baseDirectory}/`, '');
    const pointer = own(own(root, 'output'), 'directory') === undefined ? '' : '/output/directory';
    const at = integration.place(pointer);
    return { diagnostics: [diagnose('output/prettier-unreadable', { directory, why }, at)] };
  }
}
