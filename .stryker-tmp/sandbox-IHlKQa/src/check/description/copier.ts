// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import {
  bare,
  isList,
  isObject,
  jsonObject,
  own,
  ownObject,
  ownText,
  pointerOf,
} from '../../model/json.ts';
import { childOf, componentFolders } from '../../model/openapi-kind.ts';
import type { Child, OpenApiKind } from '../../model/openapi-kind.ts';
import { componentNames } from './component-names.ts';
import { lookUp, referenceOf, resolve } from './lookup.ts';
import type { Found, Linked } from './lookup.ts';
import type { Fault } from './operation-index.ts';
import { repairSchema } from './schema-repairs.ts';

/** Something that departs from the standard and can be used all the same. */
export interface Oddity {
  readonly pointer: string;
  readonly what: string;
}

type Components = Record<string, Record<string, Json>>;

/** What no client needs: it may be large, name addresses, and hold what only looks like a reference. */
const dropped: Readonly<Partial<Record<OpenApiKind, ReadonlySet<string>>>> = {
  schema: new Set(['example', 'examples', 'externalDocs', 'xml']),
  parameter: new Set(['example', 'examples']),
  header: new Set(['example', 'examples']),
  mediaType: new Set(['example', 'examples']),
  response: new Set(['links']),
  operation: new Set(['callbacks', 'externalDocs', 'tags', 'servers', 'parameters', 'security']),
};

/**
 * Copies parts of a description with all that they refer to. References into other places than components become
 * components, so each that is left is `#/components/<kind>/<name>`; extensions and examples stay behind.
 */
export class Copier {
  readonly components: Components = bare<Record<string, Json>>();
  readonly faults: Fault[] = [];
  readonly oddities: Oddity[] = [];
  /** Where a component that was renamed or made stands in the description; by its new pointer. */
  readonly origins = new Map<string, string>();
  /** References that lead nowhere in parts that can do without. */
  readonly lost: Fault[] = [];
  readonly #spec: Linked;
  readonly #root: JsonObject;
  readonly #isNew: boolean;
  readonly #names;
  readonly #queue: {
    kind: OpenApiKind;
    folder: string;
    name: string;
    found: Extract<Found, { value: Json }>;
  }[] = [];
  readonly #inlining = new Set<Json>();

  constructor(spec: Linked & { readonly root: JsonObject }) {
    const { root } = spec;
    this.#spec = spec;
    this.#root = root;
    this.#isNew = ownText(root, 'openapi')?.startsWith('3.0') === false;
    this.#names = componentNames(root);
  }

  /** Copies a part; call `finish` when all parts are copied. */
  copy(value: Json, kind: OpenApiKind, pointer: string): Json {
    return this.#copyChild(value, { kind, shape: 'one' }, pointer);
  }

  /** Copies what the copied parts refer to, until nothing is missing. */
  finish(): void {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const { kind, folder, name, found } = next;
      const pointer = pointerOf(found.segments);
      const target = pointerOf(['components', folder, name]);
      if (target !== pointer) this.origins.set(target, pointer);
      const place = (this.components[folder] ??= bare());
      place[name] = this.copy(found.value, kind, pointer);
    }
  }

  #copyChild(value: Json, child: Child, pointer: string): Json {
    if (isList(value)) {
      if (child.kind === 'any') return value.map((item) => plain(item));
      return value.map((item, index) =>
        this.#copyChild(item, { ...child, shape: 'one' }, `${pointer}/${index}`),
      );
    }
    if (!isObject(value)) return plain(value);
    if (child.kind === 'any') return plain(value);
    if (child.shape === 'map') return this.#copyMap(value, child, pointer);
    const reference = referenceOf(value);
    if (reference !== undefined)
      return this.#follow(value, reference, { kind: child.kind, pointer });
    return this.#copyNode(value, child.kind, pointer);
  }

  #copyMap(map: JsonObject, { kind }: Child, pointer: string): Json {
    const reference = referenceOf(map);
    const found = reference === undefined ? undefined : lookUp(this.#root, reference);
    if (reference === undefined || found?.why !== undefined || !isObject(found?.value))
      return this.#copyEntries(map, kind, pointer);
    const source = found.value;
    const at = { target: source, reference, pointer };
    return this.#once(at, () => this.#copyEntries(source, kind, pointer));
  }

  #copyEntries(map: JsonObject, kind: OpenApiKind, pointer: string): Json {
    const copy = bare();
    for (const key of Object.keys(map)) {
      if (kind === 'response' && key.startsWith('x-')) continue;
      const inner = own(map, key);
      if (inner === undefined) continue;
      copy[key] = this.#copyChild(inner, { kind, shape: 'one' }, `${pointer}${pointerOf([key])}`);
    }
    return copy;
  }

  #copyNode(node: JsonObject, kind: OpenApiKind, pointer: string): Json {
    const copy = bare();
    for (const key of Object.keys(node)) {
      if (key.startsWith('x-') || dropped[kind]?.has(key) === true) continue;
      const inner = own(node, key);
      const child = childOf(kind, key);
      if (inner === undefined || (kind === 'schema' && isStray(key, inner, child))) continue;
      copy[key] = this.#copyChild(inner, child, `${pointer}${pointerOf([key])}`);
    }
    const note = (what: string): void => void this.oddities.push({ pointer, what });
    if (kind === 'schema') repairSchema(copy, note);
    if (kind === 'discriminator') this.#repairMapping(copy, note);
    return copy;
  }

  #follow(node: JsonObject, reference: string, at: { kind: OpenApiKind; pointer: string }): Json {
    const found = this.#target(reference);
    if (found.why !== undefined) {
      const { kind, why } = found;
      const stays = kind === 'refused' || essential.has(at.kind);
      (stays ? this.faults : this.lost).push({ pointer: at.pointer, reference, kind, why });
      return placeholder(at.kind);
    }
    const folder = componentFolders[at.kind];
    if (folder === undefined) return this.#inline(found.value, reference, at);
    const copy = bare([['$ref', this.#component(at.kind, folder, found)]]);
    if (!this.#isNew || at.kind !== 'schema') return copy;
    const beside = bare(Object.entries(node).filter(([key]) => key !== '$ref'));
    return Object.keys(beside).length === 0
      ? copy
      : Object.assign(this.#copyNode(beside, at.kind, at.pointer) as object, copy);
  }

  #target(reference: string): Found {
    // Beside a reference of 3.1 stands more of the schema.
    const isEnd = (value: Json): boolean =>
      this.#isNew && isObject(value) && Object.keys(value).length > 1;
    const found = resolve(this.#spec, reference, isEnd);
    if (found.why !== undefined || found.segments.length > 0) return found;
    return { kind: 'refused', why: 'it leads to the document itself' };
  }

  #component(kind: OpenApiKind, folder: string, found: Extract<Found, { value: Json }>): string {
    const { name, isNew } = this.#names.nameOf(folder, found.segments);
    if (isNew) this.#queue.push({ kind, folder, name, found });
    return `#/components/${folder}/${name}`;
  }

  /** The standard has no components of this kind, so what the reference means stands where it stood. */
  #inline(
    value: Json,
    reference: string,
    { kind, pointer }: { kind: OpenApiKind; pointer: string },
  ): Json {
    const at = { target: value, reference, pointer };
    return this.#once(at, () => this.copy(value, kind, pointer));
  }

  /** Copies what is put in place of a reference; nothing where that leads back into itself. */
  #once(
    { target, reference, pointer }: { target: Json; reference: string; pointer: string },
    copy: () => Json,
  ): Json {
    if (this.#inlining.has(target)) {
      this.lost.push({ pointer, reference, kind: 'loop', why: 'it leads back to itself' });
      return bare();
    }
    this.#inlining.add(target);
    const copied = copy();
    this.#inlining.delete(target);
    return copied;
  }

  #repairMapping(discriminator: Record<string, Json>, note: (what: string) => void): void {
    const mapping = discriminator['mapping'];
    if (!isObject(mapping)) return;
    const schemas = ownObject(ownObject(this.#root, 'components'), 'schemas') ?? {};
    const repaired = bare();
    for (const key of Object.keys(mapping)) {
      const value = mapping[key];
      if (typeof value !== 'string') continue;
      const reference = Object.hasOwn(schemas, value)
        ? `#${pointerOf(['components', 'schemas', value])}`
        : value;
      const found = reference.startsWith('#') ? this.#target(reference) : { why: '' };
      if (found.why === undefined) repaired[key] = this.#component('schema', 'schemas', found);
      else note('maps a value to a schema that is not there');
    }
    discriminator['mapping'] = repaired;
    if (Object.keys(repaired).length === 0) Reflect.deleteProperty(discriminator, 'mapping');
  }
}

/** Whether an unknown key of a schema holds something that a reader of types could take for another schema. */
function isStray(key: string, value: Json, { kind }: Child): boolean {
  return kind === 'any' && (isObject(value) || isList(value)) && !schemaData.has(key);
}

const schemaData = new Set([
  ...['default', 'const', 'enum', 'type', 'required', 'dependentRequired'],
]);

/** What an operation cannot be called without. */
const essential: ReadonlySet<OpenApiKind> = new Set([
  'pathItem',
  'operation',
  'parameter',
  'requestBody',
]);

/** What stands for a part that is not there: anything is possible. */
function placeholder(kind: OpenApiKind): Json {
  const anything = bare([['schema', bare()]]);
  if (kind === 'header') return anything;
  if (kind !== 'response') return bare();
  return jsonObject([
    ['description', ''],
    ['content', bare([['*/*', anything]])],
  ]);
}

/** A copy without prototypes; what JSON cannot hold becomes null. */
function plain(value: Json): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (isList(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return bare(Object.entries(value).map(([key, inner]): [string, Json] => [key, plain(inner)]));
}
