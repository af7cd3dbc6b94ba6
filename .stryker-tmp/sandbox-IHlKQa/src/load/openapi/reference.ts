// @ts-nocheck
import { dirname, resolve } from 'node:path';

import { decoded, pointerSegments } from '../../model/json.ts';
import { addressRefusal, isAddress } from '../remote/remote-files.ts';

/** Where a reference leads: a document and a path in it. */
export interface Target {
  /** An absolute path, or an https address without fragment. */
  readonly file: string;
  readonly segments: readonly string[];
}

/**
 * What a reference in a document leads to; `why` where it may not be followed. From an address only addresses are reached,
 * never files.
 */
export function locate(
  reference: string,
  file: string,
): (Target & { readonly why?: undefined }) | { readonly why: string } {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const segments = pointerSegments(hash === -1 ? '' : reference.slice(hash + 1));
  if (path === '') return { file, segments };
  if (isAddress(file)) return remoteTarget(path, file, segments);
  if (isAddress(path)) return remoteTarget(path, undefined, segments);
  if (/^[a-z][a-z0-9+.-]+:/i.test(path) || path.startsWith('//')) {
    return { why: 'it leads out of the project by another way than https' };
  }
  if (path.includes('\0')) return { why: 'it is not the name of a file' };
  const name = decoded(path);
  // On Windows two backslashes lead to another machine, which merely to look at tells it who asks.
  if (/^[\\/]{2}/.test(name)) return { why: 'it leads out of the project' };
  return { file: resolve(dirname(file), name), segments };
}

function remoteTarget(
  path: string,
  base: string | undefined,
  segments: readonly string[],
): ReturnType<typeof locate> {
  if (!URL.canParse(path, base)) return { why: 'it is no address' };
  const url = new URL(path, base);
  const why = addressRefusal(url);
  return why === undefined ? { file: url.href, segments } : { why };
}

/** A reference as it may be printed: a user and a password in it are not. */
export function withoutCredentials(reference: string): string {
  // In an address backslashes are slashes, and there need be none.
  const beforeHost = /^([a-z][a-z0-9+.-]{1,30}:[\\/]{0,20}|[\\/]{2,20})[^/\\?#]*@/i;
  return reference.replace(beforeHost, '$1***@');
}

/** Whether a value of a discriminator's mapping is a reference and not the name of a schema. */
export function isFileReference(value: string): boolean {
  return /\.(?:ya?ml|json)(?:#|$)/i.test(value);
}
