// @ts-nocheck
import { open, rm } from 'node:fs/promises';

/** Why a file was not created; `exists` where one of that name is there. */
export type NotCreated =
  { readonly exists: true } | { readonly exists: false; readonly why: string };

/** Writes a file that is not there yet; one that is there stays as it is, and nothing half-written is left. */
export async function createFile(path: string, text: string): Promise<NotCreated | undefined> {
  let isOurs = false;
  try {
    const file = await open(path, 'wx');
    isOurs = true;
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return undefined;
  } catch (error) {
    if (isOurs) await rm(path, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return code === 'EEXIST' ? { exists: true } : { exists: false, why: code };
  }
}
