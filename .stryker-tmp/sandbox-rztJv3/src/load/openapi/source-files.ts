// @ts-nocheck
import { hash } from 'node:crypto';

import type { InputHash, Json } from '../../model/document.ts';
import type { Fetched } from '../remote/fetch-text.ts';
import { isAddress, maxPartBytes, maxSpecBytes, remoteFiles } from '../remote/remote-files.ts';
import type { Remote } from '../remote/remote-files.ts';
import { isBelow, shownPlace, textOf } from './local-files.ts';
import { parseText } from './parse-text.ts';
import { survey } from './survey.ts';

/** A document that a description refers to: its content, or why there is none. */
export type LoadedFile =
  | { readonly value: Json; readonly why?: undefined; readonly refersToFiles: boolean }
  | { readonly why: string };

/** The documents of one description, local or remote: each is read once, and remembered with its checksum. */
export interface SourceFiles {
  readonly inputs: readonly InputHash[];
  /** Reads what the user named: a path anywhere, or an address of an allowed host. */
  readText(place: string): Promise<Fetched>;
  /** Reads and parses what a document refers to: a file below `root`, or an address of an allowed host. */
  read(place: string, root: string): Promise<LoadedFile>;
}

/** Opens nothing yet; the names of files in `inputs` are relative to `baseDirectory`. */
export function sourceFiles(baseDirectory: string, remote: Remote): SourceFiles {
  const inputs: InputHash[] = [];
  const fetcher = remoteFiles(remote);
  const textAt = async (place: string, maxBytes: number): Promise<Fetched> => {
    const found = isAddress(place) ? await fetcher.fetch(place, maxBytes) : await textOf(place);
    if (found.why === undefined) {
      inputs.push({ file: shownPlace(baseDirectory, place), sha256: checksum(found.text) });
    }
    return found;
  };
  return {
    inputs,
    readText: (place) => textAt(place, maxSpecBytes),
    read: async (place, root) => {
      if (!isAddress(place) && !(await isBelow(place, root))) {
        return { why: 'it lies outside the project' };
      }
      const found = await textAt(place, maxPartBytes);
      return found.why === undefined ? parsedFile(found.text, place) : found;
    },
  };
}

async function parsedFile(text: string, place: string): Promise<LoadedFile> {
  const parsed = await parseText(text, place);
  if (parsed.broken !== undefined) {
    const { line, column, why } = parsed.broken;
    return { why: `line ${line}, column ${column}: ${why}` };
  }
  const { tooLarge, refersToFiles } = survey(parsed.value);
  if (tooLarge) return { why: 'it is too large or nested too deeply' };
  return { value: parsed.value, refersToFiles };
}

// One look for a CR costs a tenth of a replacement in a text of many megabytes.
function checksum(text: string): string {
  return hash('sha256', text.includes('\r') ? text.replaceAll('\r\n', '\n') : text);
}
