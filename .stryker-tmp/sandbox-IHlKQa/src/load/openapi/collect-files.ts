// @ts-nocheck
import type { Json } from '../../model/document.ts';
import { isList, isObject } from '../../model/json.ts';
import { isFileReference, locate } from './reference.ts';
import type { LoadedFile, SourceFiles } from './source-files.ts';

/** More files than any published description has. */
const maxFiles = 20_000;

/** Reads every file that a document refers to, and those that they refer to; by path or address. */
export async function collectFiles(
  main: { readonly file: string; readonly value: Json },
  files: SourceFiles,
  root: string,
): Promise<Map<string, LoadedFile>> {
  const loaded = new Map<string, LoadedFile>([
    [main.file, { value: main.value, refersToFiles: true }],
  ]);
  // A map keeps the order of insertion and visits what is added meanwhile: breadth first.
  for (const [file, content] of loaded) {
    if (content.why !== undefined || !content.refersToFiles) continue;
    for (const path of filesOf(content.value, file)) {
      if (loaded.has(path) || loaded.size > maxFiles) continue;
      loaded.set(path, await files.read(path, root));
    }
  }
  return loaded;
}

function filesOf(document: Json, file: string): Set<string> {
  const found = new Set<string>();
  const add = (reference: string): void => {
    const target = locate(reference, file);
    if (target.why === undefined) found.add(target.file);
  };
  const look = (value: Json | undefined): void => {
    if (isList(value)) value.forEach(look);
    if (!isObject(value)) return;
    for (const key of Object.keys(value)) {
      const inner = value[key];
      if (key === '$ref' && typeof inner === 'string') add(inner);
      else if (key === 'mapping' && isObject(inner)) mappingFiles(inner).forEach(add);
      else look(inner);
    }
  };
  look(document);
  return found;
}

function mappingFiles(mapping: Json): string[] {
  const values: readonly unknown[] = isObject(mapping) ? Object.values(mapping) : [];
  return values.filter(
    (value): value is string => typeof value === 'string' && isFileReference(value),
  );
}
