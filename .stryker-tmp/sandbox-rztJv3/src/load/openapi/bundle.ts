// @ts-nocheck
import { basename, dirname } from 'node:path';

import type { Json, JsonObject, Unfollowed } from '../../model/document.ts';
import { isList, isObject, own, ownText, pointerOf } from '../../model/json.ts';
import { childOf, componentFolders } from '../../model/openapi-kind.ts';
import type { Child, OpenApiKind } from '../../model/openapi-kind.ts';
import { shownPlace } from './local-files.ts';
import { isFileReference, locate, withoutCredentials } from './reference.ts';
import type { Target } from './reference.ts';
import type { LoadedFile } from './source-files.ts';

/** More references behind one another than any description has where nothing can be moved. */
const maxInlined = 100;

type Mutable = Record<string, Json>;

type Resolved = { readonly value: Json; readonly why?: undefined } | Unfollowed;

/** What is bundled: the first document, and by path or address what it refers to. */
export interface Bundle {
  readonly file: string;
  readonly root: JsonObject;
  readonly major: 2 | 3;
  readonly files: ReadonlyMap<string, LoadedFile>;
  /** Folder to which references are relative in messages. */
  readonly baseDirectory: string;
}

/**
 * Moves what stands in other files into the first document, in place: under `components/<kind>/<name>`, where the standard
 * has such a place for the kind, and inline elsewhere. Returns why a reference that is left leads nowhere, by its text.
 */
export function bundle(input: Bundle): ReadonlyMap<string, Unfollowed> {
  const bundler = new Bundler(input);
  bundler.visit(input.root, { kind: 'root', shape: 'one' }, input.file);
  bundler.finish();
  return bundler.dangling;
}

class Bundler {
  readonly dangling = new Map<string, Unfollowed>();
  readonly #input: Bundle;
  readonly #visited = new Set<unknown>();
  readonly #hoisted = new Map<string, string>();
  readonly #inlining = new Set<unknown>();
  /** Moved, and not yet gone through: a chain of files may be longer than recursion bears. */
  readonly #waiting: { readonly value: Json; readonly kind: OpenApiKind; readonly file: string }[] =
    [];
  /** From which file something was moved: it may be met at its new place first. */
  readonly #origins = new Map<unknown, string>();
  /** What a reference was before it was rewritten, for pointers that lead through it. */
  readonly #before = new Map<unknown, { readonly reference: string; readonly file: string }>();

  constructor(input: Bundle) {
    this.#input = input;
  }

  /** Goes through what was moved, until nothing more is moved. */
  finish(): void {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      this.visit(next.value, { kind: next.kind, shape: 'one' }, next.file);
    }
  }

  visit(value: Json | undefined, child: Child, around: string): void {
    const file = this.#origins.get(value) ?? around;
    if (child.kind === 'any' || typeof value !== 'object' || value === null) return;
    if (isList(value)) {
      for (const item of value) this.visit(item, { ...child, shape: 'one' }, file);
      return;
    }
    if (!isObject(value) || this.#visited.has(value)) return;
    this.#visited.add(value);
    // The document belongs to this run: bundling in place saves a copy of many megabytes.
    const node: Mutable = value;
    if (typeof own(node, '$ref') === 'string') this.#followReference(node, child, file);
    if (child.kind === 'discriminator') this.#followMapping(node, file);
    for (const key of Object.keys(node)) this.visit(node[key], innerOf(child, key), file);
  }

  #followReference(node: Mutable, child: Child, file: string): void {
    const reference = ownText(node, '$ref') ?? '';
    if (reference.startsWith('#') && file === this.#input.file) return;
    this.#before.set(node, { reference, file });
    const target = locate(reference, file);
    if (target.why !== undefined) {
      this.#leave(node, withoutCredentials(reference), { kind: 'refused', why: target.why });
      return;
    }
    if (target.file === this.#input.file) {
      node['$ref'] = `#${pointerOf(target.segments)}`;
      return;
    }
    const found = this.#resolve(target);
    if (found.why !== undefined) {
      this.#leave(node, this.#label(target), found);
      return;
    }
    const folder = child.shape === 'map' ? undefined : this.#folder(child.kind);
    if (folder === undefined) {
      this.#inline(node, child, { ...target, value: found.value });
      return;
    }
    node['$ref'] =
      `#${pointerOf([...folder, this.#hoist(child.kind, folder, { ...target, value: found.value })])}`;
  }

  #followMapping(node: Mutable, file: string): void {
    const mapping = own(node, 'mapping');
    if (!isObject(mapping) || this.#visited.has(mapping)) return;
    this.#visited.add(mapping);
    const mutable: Mutable = mapping;
    for (const key of Object.keys(mapping)) {
      const value = mapping[key];
      const isReference =
        typeof value === 'string' && (value.startsWith('#') || isFileReference(value));
      if (!isReference) continue;
      const holder: Mutable = { $ref: value };
      this.#followReference(holder, { kind: 'schema', shape: 'one' }, file);
      mutable[key] = holder['$ref'] ?? value;
    }
  }

  #leave(node: Mutable, label: string, { kind, why }: Unfollowed): void {
    node['$ref'] = label;
    this.dangling.set(label, { kind, why });
  }

  #label({ file, segments }: Target): string {
    const path = shownPlace(this.#input.baseDirectory, file);
    return segments.length === 0 ? path : `${path}#${pointerOf(segments)}`;
  }

  /** Where the document keeps nodes of a kind; undefined where it has no such place. */
  #folder(kind: OpenApiKind): readonly string[] | undefined {
    if (this.#input.major === 2) {
      const name = { schema: 'definitions', parameter: 'parameters', response: 'responses' };
      return kind in name ? [name[kind as keyof typeof name]] : undefined;
    }
    const folder = componentFolders[kind];
    return folder === undefined ? undefined : ['components', folder];
  }

  #hoist(kind: OpenApiKind, folder: readonly string[], target: Target & { value: Json }): string {
    const key = [...folder, target.file, pointerOf(target.segments)].join('|');
    const known = this.#hoisted.get(key);
    if (known !== undefined) return known;
    const place = folder.reduce<Mutable>(openFolder, this.#input.root);
    const name = freeName(place, target);
    this.#hoisted.set(key, name);
    place[name] = target.value;
    this.#origins.set(target.value, target.file);
    this.#waiting.push({ value: target.value, kind, file: target.file });
    return name;
  }

  #inline(node: Mutable, child: Child, target: Target & { value: Json }): void {
    if (!isObject(target.value)) {
      this.#leave(node, this.#label(target), { kind: 'missing', why: 'it is no object' });
      return;
    }
    if (this.#inlining.has(target.value) || this.#inlining.size > maxInlined) {
      this.#leave(node, this.#label(target), { kind: 'loop', why: 'it leads back to itself' });
      return;
    }
    this.#inlining.add(target.value);
    this.visit(target.value, child, target.file);
    this.#inlining.delete(target.value);
    delete node['$ref'];
    for (const [key, inner] of Object.entries(target.value)) {
      if (!Object.hasOwn(node, key)) node[key] = inner;
    }
  }

  #resolve({ file, segments }: Target, hops = 0): Resolved {
    const loaded = this.#input.files.get(file);
    if (loaded === undefined) return { kind: 'refused', why: 'it was not read' };
    if (loaded.why !== undefined) return { kind: 'refused', why: loaded.why };
    let value: Json | undefined = loaded.value;
    for (const [index, segment] of segments.entries()) {
      const inner: Json | undefined = isList(value) ? value[Number(segment)] : own(value, segment);
      if (inner === undefined)
        return this.#through(value, { file, segments: segments.slice(index) }, hops);
      value = inner;
    }
    return { value };
  }

  /** Goes on behind a reference that stands in the middle of a pointer. */
  #through(value: Json | undefined, rest: Target, hops: number): Resolved {
    const nothing: Unfollowed = { kind: 'missing', why: 'the file has nothing there' };
    const reference = own(value, '$ref');
    if (typeof reference !== 'string' || hops > 20) return nothing;
    const before = this.#before.get(value) ?? { reference, file: rest.file };
    const target = locate(before.reference, before.file);
    if (target.why !== undefined) return { kind: 'refused', why: target.why };
    return this.#resolve(
      { file: target.file, segments: [...target.segments, ...rest.segments] },
      hops + 1,
    );
  }
}

function innerOf(child: Child, key: string): Child {
  return child.shape === 'map' ? { ...child, shape: 'one' } : childOf(child.kind, key);
}

function openFolder(parent: Mutable, key: string): Mutable {
  const found = own(parent, key);
  if (isObject(found)) return found;
  const made: Mutable = {};
  parent[key] = made;
  return made;
}

function freeName(place: JsonObject, { file, segments }: Target): string {
  const stem = basename(file).replace(/\.[^.]*$/, '');
  const fileName = /^_?index$/i.test(stem) ? basename(dirname(file)) : stem;
  const last = segments.at(-1);
  const name = cleanName(last ?? fileName);
  if (isFree(place, name)) return name;
  const longer = last === undefined ? name : cleanName(`${fileName}_${last}`);
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? longer : `${longer}_${count}`;
    if (isFree(place, candidate)) return candidate;
  }
}

function cleanName(text: string): string {
  const clean = text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return clean === '' || clean in Object.prototype ? `${clean}_` : clean;
}

function isFree(place: JsonObject, name: string): boolean {
  return !Object.hasOwn(place, name);
}
