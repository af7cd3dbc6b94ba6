import { join } from 'node:path';

import { diagnose } from '../diagnostics/catalog.ts';
import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { JsonObject, SourceDocument } from '../model/document.ts';
import { own, ownObject, ownText } from '../model/json.ts';
import { outputPackages } from './output-packages.ts';
import { styleFiles } from './style-files.ts';

/** The style of an output folder: the user's prettier options, and what decided them. */
export interface Style extends Outcome<JsonObject> {
  /** As `styleFiles` gives them; looked at before the options are read. */
  readonly files?: readonly string[];
  /** Packages of the project that the output can use. */
  readonly packages?: readonly string[];
}

/** The options of the user's prettier configuration that hold for the output folder; no value where there are none. */
export async function prettierOptions(
  integration: SourceDocument,
  baseDirectory: string,
): Promise<Style> {
  const root = integration.value;
  const name = ownText(root, 'integration');
  const directory =
    ownText(ownObject(root, 'output'), 'directory') ??
    (name === undefined ? undefined : `integrations/${name}`);
  if (directory === undefined) return { diagnostics: [] };
  const folder = join(baseDirectory, directory);
  const files = styleFiles(folder, new Map());
  // Loading prettier takes longer than seeing that nobody has set a style.
  const packages = outputPackages(folder);
  if (files?.length === 0) return { files, packages, diagnostics: [] };
  const { resolveConfig } = await import('prettier');
  const seen = { packages, ...(files === undefined ? {} : { files }) };
  try {
    const file = join(folder, 'index.ts');
    const options = await resolveConfig(file, { useCache: false, editorconfig: true });
    if (options === null) return { ...seen, diagnostics: [] };
    // Options that are not data, such as plugins given as objects, have no place in a plan.
    const value = JSON.parse(JSON.stringify(options)) as JsonObject;
    return { ...seen, value, diagnostics: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown reason';
    const why = (message.split('\n')[0] ?? message).replaceAll(`${baseDirectory}/`, '');
    const pointer = own(own(root, 'output'), 'directory') === undefined ? '' : '/output/directory';
    const at = integration.place(pointer);
    return { diagnostics: [diagnose('output/prettier-unreadable', { directory, why }, at)] };
  }
}
