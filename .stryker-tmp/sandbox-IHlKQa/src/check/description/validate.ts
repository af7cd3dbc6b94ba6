// @ts-nocheck
import type { ErrorObject } from 'ajv';

import type { JsonObject } from '../../model/document.ts';
import { ownText } from '../../model/json.ts';
import type { Oddity } from './copier.ts';
import { validator30, validator31 } from './openapi-validators.ts';

/** Compares a document with the schema of its version of OpenAPI; says in own words what departs from it. */
export async function validate(document: JsonObject): Promise<readonly Oddity[]> {
  const version = ownText(document, 'openapi') ?? '';
  const test = await (version.startsWith('3.0') ? validator30() : validator31());
  test(version.startsWith('3.2') ? as31(document) : document);
  return leaves(test.errors ?? []).map(({ instancePath, ...error }) => ({
    pointer: instancePath,
    what: inWords(error),
  }));
}

/** There is no schema of 3.2 here; of what it adds to 3.1, a pruned document holds only the schema of an item. */
function as31(document: JsonObject): JsonObject {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === 'itemSchema' ? undefined : value,
  );
  // It was JSON before.
  return Object.assign(JSON.parse(text) as object, { openapi: '3.1.0' });
}

const unions = new Set(['oneOf', 'anyOf', 'allOf', 'not', 'if', '$ref', '$dynamicRef']);

// Where one of several forms is demanded, each form complains: only what lies deepest says what is really wrong.
function leaves(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const byPath = new Map<string, ErrorObject>();
  for (const error of errors) {
    const known = byPath.get(error.instancePath);
    if (known === undefined || rank(error) > rank(known)) byPath.set(error.instancePath, error);
  }
  const inner = new Set<string>();
  for (const path of byPath.keys()) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      inner.add(path.slice(0, end));
    }
    if (path !== '') inner.add('');
  }
  return [...byPath.values()].filter(({ instancePath }) => !inner.has(instancePath));
}

function rank(error: ErrorObject): number {
  if (unions.has(error.keyword)) return 0;
  return missing(error) === '$ref' ? 1 : 2;
}

function missing(error: Pick<ErrorObject, 'keyword' | 'params'>): string | undefined {
  return error.keyword === 'required' ? String(error.params['missingProperty']) : undefined;
}

function inWords(error: Pick<ErrorObject, 'keyword' | 'params'>): string {
  const lacking = missing(error);
  if (lacking !== undefined) return `lacks "${lacking}"`;
  const key: unknown = error.params['additionalProperty'] ?? error.params['unevaluatedProperty'];
  if (typeof key === 'string') return `has "${key}", which OpenAPI does not know there`;
  if (error.keyword === 'type') return `is no ${String(error.params['type'])}`;
  if (error.keyword === 'enum' || error.keyword === 'const')
    return 'has a value that OpenAPI does not allow';
  return 'does not have the form that OpenAPI demands';
}
