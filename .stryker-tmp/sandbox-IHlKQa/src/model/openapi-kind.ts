/** What a node of an OpenAPI document is; `any` is data that holds no references. */
// @ts-nocheck

export type OpenApiKind =
  | 'root'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'encoding'
  | 'schema'
  | 'discriminator'
  | 'example'
  | 'link'
  | 'callback'
  | 'securityScheme'
  | 'any';

/** How the value of a property is made: one node, a list of nodes, or a map from names to nodes. */
export interface Child {
  readonly kind: OpenApiKind;
  readonly shape: 'one' | 'list' | 'map' | 'one-or-list';
}

const one = (kind: OpenApiKind): Child => ({ kind, shape: 'one' });
const list = (kind: OpenApiKind): Child => ({ kind, shape: 'list' });
const map = (kind: OpenApiKind): Child => ({ kind, shape: 'map' });

const nothing: Readonly<Record<string, Child>> = {};
const operation = one('operation');
const schema = one('schema');

/** The HTTP methods that OpenAPI knows, in its order. */
export const httpMethods = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
] as const;

// OpenAPI 2.0 stands in the same table: its names do not collide with those of 3.x.
const children: Readonly<Record<OpenApiKind, Readonly<Record<string, Child>>>> = {
  root: {
    paths: map('pathItem'),
    webhooks: map('pathItem'),
    components: one('components'),
    definitions: map('schema'),
    parameters: map('parameter'),
    responses: map('response'),
    securityDefinitions: map('securityScheme'),
  },
  components: {
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    examples: map('example'),
    requestBodies: map('requestBody'),
    headers: map('header'),
    securitySchemes: map('securityScheme'),
    links: map('link'),
    callbacks: map('callback'),
    pathItems: map('pathItem'),
  },
  pathItem: {
    parameters: list('parameter'),
    ...Object.fromEntries(httpMethods.map((method) => [method, operation])),
  },
  operation: {
    parameters: list('parameter'),
    requestBody: one('requestBody'),
    responses: map('response'),
    callbacks: map('callback'),
  },
  parameter: { schema, content: map('mediaType'), examples: map('example'), items: schema },
  header: { schema, content: map('mediaType'), examples: map('example'), items: schema },
  requestBody: { content: map('mediaType') },
  response: { headers: map('header'), content: map('mediaType'), links: map('link'), schema },
  mediaType: { schema, itemSchema: schema, examples: map('example'), encoding: map('encoding') },
  encoding: { headers: map('header') },
  schema: {
    properties: map('schema'),
    patternProperties: map('schema'),
    definitions: map('schema'),
    $defs: map('schema'),
    dependentSchemas: map('schema'),
    allOf: list('schema'),
    oneOf: list('schema'),
    anyOf: list('schema'),
    prefixItems: list('schema'),
    items: { kind: 'schema', shape: 'one-or-list' },
    additionalProperties: schema,
    not: schema,
    if: schema,
    then: schema,
    else: schema,
    contains: schema,
    propertyNames: schema,
    contentSchema: schema,
    unevaluatedItems: schema,
    unevaluatedProperties: schema,
    discriminator: one('discriminator'),
  },
  callback: nothing,
  discriminator: nothing,
  example: nothing,
  link: nothing,
  securityScheme: nothing,
  any: nothing,
};

const anyChild = one('any');
const pathItemChild = one('pathItem');

/** What stands under a key of a node; unknown keys and extensions hold data. */
export function childOf(kind: OpenApiKind, key: string): Child {
  if (key.startsWith('x-')) return anyChild;
  if (kind === 'callback') return pathItemChild;
  return Object.hasOwn(children[kind], key) ? (children[kind][key] ?? anyChild) : anyChild;
}

/** Where the components of each kind stand in OpenAPI 3.x: `schema` in `schemas`. */
export const componentFolders: Readonly<Partial<Record<OpenApiKind, string>>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  example: 'examples',
  requestBody: 'requestBodies',
  header: 'headers',
  securityScheme: 'securitySchemes',
  link: 'links',
  callback: 'callbacks',
  pathItem: 'pathItems',
};
