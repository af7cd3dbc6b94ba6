// @ts-nocheck
import { readFileSync } from 'node:fs';

/** A text that is part of integ-gen and stands beside the module that asks: a template, a file of the runtime. */
export function readAsset(path: string, importMetaUrl: string): string {
  return readFileSync(new URL(path, importMetaUrl), 'utf8').replaceAll('\r\n', '\n');
}
