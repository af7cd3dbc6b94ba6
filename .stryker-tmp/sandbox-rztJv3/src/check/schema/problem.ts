// @ts-nocheck
import type { Json } from '../../model/document.ts';
import type { Schema } from './schema.ts';

/** The way from the document to a value, from the inside out, so that a long key is held once. */
export interface Path {
  readonly parent?: Path;
  readonly key: string | number;
}

/** One mistake that the schema shows. */
export type Problem = { readonly path: Path | undefined } & (
  | {
      readonly kind: 'unknown-key';
      readonly key: string;
      readonly nearest?: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'missing'; readonly keys: readonly string[]; readonly schema: Schema }
  | { readonly kind: 'missing-one-of'; readonly choices: readonly string[] }
  | { readonly kind: 'key-name'; readonly key: string; readonly schema: Schema }
  | { readonly kind: 'secret'; readonly isName: boolean }
  | { readonly kind: 'empty'; readonly forms: readonly Schema[] }
  | { readonly kind: 'count'; readonly found: number; readonly schema: Schema }
  | {
      readonly kind: 'value';
      readonly value: Json;
      readonly forms: readonly Schema[];
      readonly suited: readonly Schema[];
    }
);

/** The JSON pointer of a path. */
export function pointerOf(path: Path | undefined): string {
  return segmentsOf(path)
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The keys of a path from the outside in. */
export function segmentsOf(path: Path | undefined): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step = path; step !== undefined; step = step.parent) keys.push(step.key);
  return keys.reverse();
}
