// @ts-nocheck
import { hash } from 'node:crypto';

/** A hash of what decides the prettier style of a folder, as `styleFiles` gives it. */
export function styleHash(files: readonly string[]): string {
  return hash('sha256', JSON.stringify(files));
}
