import { hash } from 'node:crypto';

import { styleFiles } from '../load/style-files.ts';
import type { StyleFolders } from '../load/style-files.ts';

/** A hash of the files that decide the prettier style of a folder; undefined where it cannot be told from files alone. */
export function styleHash(folder: string, known: StyleFolders): string | undefined {
  const files = styleFiles(folder, known);
  return files && hash('sha256', JSON.stringify(files));
}
