// @ts-nocheck
import { dirname, join } from 'node:path';

import { projectRoot } from './openapi/local-files.ts';

/** Names under which prettier looks for its configuration, in each folder upward. */
const names: readonly string[] = [
  ...['package.json', 'package.yaml', '.editorconfig', '.prettierrc'],
  ...['json', 'yaml', 'yml', 'json5', 'toml'].map((ending) => `.prettierrc.${ending}`),
  ...['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].flatMap((ending) => [
    `.prettierrc.${ending}`,
    `prettier.config.${ending}`,
  ]),
];

/** Every path at which a prettier configuration for a folder is, or could appear within its project. */
export async function prettierFiles(folder: string): Promise<readonly string[]> {
  const { resolveConfigFile } = await import('prettier');
  const inForce = await resolveConfigFile(join(folder, 'index.ts')).catch(() => null);
  const root = await projectRoot(folder);
  const folders = [folder];
  for (let at = folder; at !== root && at !== dirname(at);) {
    at = dirname(at);
    folders.push(at);
  }
  const possible = folders.flatMap((one) => names.map((name) => join(one, name)));
  return inForce === null ? possible : [...possible, inForce];
}
