// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import { jsonObject, isObject, own, ownList, ownObject, ownText } from '../../model/json.ts';
import type { Parameter } from '../../model/operation.ts';
import type { Copier } from './copier.ts';
import { referenceOf, resolve } from './lookup.ts';
import type { IndexedOperation } from './operation-index.ts';

const locations = ['path', 'query', 'header', 'cookie'] as const;
// OpenAPI has other places for what these say, and tells readers to ignore them here.
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation, copied: those of its path too, its own first in rank; one for each name in the path. */
export function copyParameters(
  root: JsonObject,
  operation: IndexedOperation,
  copier: Copier,
): readonly Json[] {
  const { pathItem, node, path, pointer } = operation;
  const pathPointer = pointer.slice(0, pointer.lastIndexOf('/'));
  const merged = new Map<string, Json>();
  const lists = [
    { list: ownList(pathItem, 'parameters'), at: pathPointer },
    { list: ownList(node, 'parameters'), at: pointer },
  ];
  for (const { list, at } of lists) {
    const here = new Set<string>();
    for (const [index, parameter] of list.entries()) {
      const where = `${at}/parameters/${index}`;
      const key = keyOf(root, parameter, path);
      if (key.kind === 'odd') copier.oddities.push({ pointer: where, what: key.what });
      if (key.kind === 'named') {
        if (here.has(key.name)) copier.oddities.push({ pointer: where, what: twice(key.name) });
        here.add(key.name);
        merged.set(key.name, copier.copy(parameter, 'parameter', where));
      }
      if (key.kind === 'unresolved') copier.copy(parameter, 'parameter', where);
    }
  }
  for (const name of namesInPath(path)) {
    if (merged.has(`path ${name}`)) continue;
    copier.oddities.push({
      pointer,
      what: `does not describe the parameter "${name}" of its path`,
    });
    merged.set(`path ${name}`, undeclared(name));
  }
  return [...merged.values()];
}

function twice(name: string): string {
  return `describes the parameter "${name.slice(name.indexOf(' ') + 1)}" again, so the one before is not used`;
}

type Key =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'odd'; readonly what: string }
  | { readonly kind: 'ignored' | 'unresolved' };

function keyOf(root: JsonObject, parameter: Json, path: string): Key {
  const reference = referenceOf(parameter);
  const found = reference === undefined ? { value: parameter } : resolve({ root }, reference);
  if (!('value' in found)) return { kind: 'unresolved' };
  const name = ownText(found.value, 'name');
  const location = locations.find((known) => known === own(found.value, 'in'));
  if (name === undefined || name === '')
    return { kind: 'odd', what: 'is a parameter without name' };
  if (location === undefined) {
    return { kind: 'odd', what: 'is a parameter of which "in" says no place that exists' };
  }
  if (location === 'header' && ignoredHeaders.has(name.toLowerCase())) return { kind: 'ignored' };
  if (location === 'path' && !namesInPath(path).includes(name)) {
    return { kind: 'odd', what: `is a parameter of the path, which does not hold {${name}}` };
  }
  return { kind: 'named', name: `${location} ${name}` };
}

/** The names between braces in a path template, each once. */
export function namesInPath(path: string): readonly string[] {
  return [...new Set(Array.from(path.matchAll(/\{([^{}]+)\}/g), (match) => match[1] ?? ''))];
}

function undeclared(name: string): Json {
  return jsonObject([
    ['name', name],
    ['in', 'path'],
    ['required', true],
    ['schema', jsonObject([['type', 'string']])],
  ]);
}

/** A parameter of the model from a copied one; the defaults are those of the OpenAPI tables. */
export function readParameter(node: JsonObject): Parameter | undefined {
  const name = ownText(node, 'name');
  const location = locations.find((known) => known === own(node, 'in'));
  if (name === undefined || location === undefined) return undefined;
  const style = styleOf(ownText(node, 'style'), location);
  const description = ownText(node, 'description');
  const [contentType] = Object.keys(ownObject(node, 'content') ?? {});
  return {
    name,
    in: location,
    required: location === 'path' || own(node, 'required') === true,
    ...(description === undefined ? {} : { description }),
    style,
    explode: explodeOf(own(node, 'explode'), style),
    allowReserved: location === 'query' && own(node, 'allowReserved') === true,
    ...(contentType === undefined || isObject(own(node, 'schema')) ? {} : { contentType }),
  };
}

const styles: Readonly<
  Record<Parameter['in'], readonly [Parameter['style'], ...Parameter['style'][]]>
> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

function styleOf(declared: string | undefined, location: Parameter['in']): Parameter['style'] {
  const allowed = styles[location];
  return allowed.find((style) => style === declared) ?? allowed[0];
}

function explodeOf(declared: Json | undefined, style: Parameter['style']): boolean {
  return typeof declared === 'boolean' ? declared : style === 'form';
}
