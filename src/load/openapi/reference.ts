import { dirname, resolve } from 'node:path';

import { decoded, pointerSegments } from '../../model/json.ts';

/** Where a reference leads: a file and a path in it. */
export interface Target {
  /** Absolute. */
  readonly file: string;
  readonly segments: readonly string[];
}

/** What a reference in a file leads to; `why` where it cannot be followed. */
export function locate(
  reference: string,
  file: string,
): (Target & { readonly why?: undefined }) | { readonly why: string } {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const segments = pointerSegments(hash === -1 ? '' : reference.slice(hash + 1));
  if (path === '') return { file, segments };
  if (/^[a-z][a-z0-9+.-]+:/i.test(path) || path.startsWith('//')) {
    return { why: 'it leads out of the project, and nothing is fetched' };
  }
  if (path.includes('\0')) return { why: 'it is not the name of a file' };
  return { file: resolve(dirname(file), decoded(path)), segments };
}

/** Whether a value of a discriminator's mapping is a reference and not the name of a schema. */
export function isFileReference(value: string): boolean {
  return /\.(?:ya?ml|json)(?:#|$)/i.test(value);
}
