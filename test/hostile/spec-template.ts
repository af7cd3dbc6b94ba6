/**
 * A small description in which every place that takes a name bears a mark, `⟦place|usual text⟧`. It is
 * kept as text, so that a hostile name is put in as a document on disk would have it.
 */
const template = {
  openapi: '3.1.0',
  info: { title: '⟦title|Orders⟧', version: '⟦version|1.0.0⟧', '⟦extension|x-kind⟧': { a: 1 } },
  servers: [
    {
      url: '⟦server|https://api.example/{stage}⟧',
      variables: {
        '⟦server variable|stage⟧': { default: '⟦server variable value|v1⟧', enum: ['v1'] },
      },
    },
  ],
  tags: [{ name: '⟦tag|orders⟧', description: 'Orders.' }],
  security: [{ '⟦security scheme|key⟧': [] }, { login: ['⟦scope|read⟧'] }],
  paths: {
    '/⟦path|orders⟧/{⟦path parameter|id⟧}': {
      parameters: [
        {
          name: '⟦path parameter|id⟧',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '⟦pattern|^[a-z]+$⟧' },
        },
        { $ref: '#/components/parameters/⟦parameter component~|Page⟧' },
      ],
      get: {
        operationId: '⟦operationId|getOrder⟧',
        tags: ['⟦tag|orders⟧'],
        parameters: [
          {
            name: '⟦query parameter|sort⟧',
            in: '⟦parameter location|query⟧',
            style: '⟦style|form⟧',
            schema: { type: 'string', enum: ['⟦enum value|up⟧', 'down'] },
          },
          { name: '⟦header parameter|X-Trace⟧', in: 'header', schema: { type: 'string' } },
          { name: '⟦cookie parameter|seen⟧', in: 'cookie', schema: { type: 'string' } },
        ],
        responses: {
          '200': {
            description: 'An order.',
            headers: {
              '⟦header|X-Left⟧': {
                description: 'Left.',
                schema: { type: 'integer', default: '⟦header default|1⟧' },
              },
            },
            content: {
              '⟦media type|application/json⟧': {
                schema: { $ref: '#/components/schemas/⟦schema~|Order⟧' },
              },
            },
            links: { '⟦link|next⟧': { operationId: '⟦operationId|getOrder⟧' } },
          },
          '⟦status|404⟧': { $ref: '#/components/responses/⟦response component~|Missing⟧' },
        },
      },
      put: {
        operationId: 'putOrder',
        requestBody: { $ref: '#/components/requestBodies/⟦body component~|OrderBody⟧' },
        responses: { '204': { description: 'Done.' } },
        '⟦method|x-method⟧': { responses: {} },
      },
    },
    '/pets': {
      post: {
        operationId: 'createPet',
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: { '⟦form field|photo⟧': { type: 'string', format: 'binary' } },
              },
              encoding: { '⟦form field|photo⟧': { contentType: '⟦part type|image/png⟧' } },
            },
          },
        },
        responses: {
          '200': {
            description: 'A pet.',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Pet' } },
            },
          },
        },
        callbacks: {
          '⟦callback|done⟧': {
            '{$request.query.url}': { post: { responses: { '200': { description: 'ok' } } } },
          },
        },
      },
    },
  },
  webhooks: {
    '⟦webhook|order.changed⟧': { post: { responses: { '200': { description: 'ok' } } } },
  },
  components: {
    schemas: {
      '⟦schema|Order⟧': {
        type: 'object',
        title: 'Order',
        required: ['⟦property|state⟧'],
        properties: {
          '⟦property|state⟧': { type: 'string', enum: ['⟦property enum|open⟧', 'closed'] },
          since: { type: 'string', format: '⟦format|date-time⟧', default: '⟦default|2020-01-01⟧' },
          count: { type: 'integer', minimum: '⟦minimum#0⟧', maximum: '⟦maximum#9⟧' },
          kind: { const: '⟦const|order⟧' },
          labels: { type: 'object', additionalProperties: { type: '⟦type|string⟧' } },
          lines: { type: 'array', items: { $ref: '⟦reference|#/components/schemas/Pet⟧' } },
          '⟦second property|note⟧': {
            type: 'string',
            maxLength: '⟦length#9⟧',
            'x-enum-descriptions': ['⟦enum description|open⟧'],
            'x-enum-varnames': ['⟦enum name|Open⟧'],
          },
        },
        patternProperties: { '⟦pattern property|^x-⟧': { type: 'string' } },
      },
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: {
          propertyName: '⟦discriminator|type⟧',
          mapping: {
            '⟦mapping key|cat⟧': '⟦mapping value|#/components/schemas/Cat⟧',
            dog: '#/components/schemas/Dog',
          },
        },
      },
      Cat: { type: 'object', properties: { '⟦discriminator|type⟧': { type: 'string' } } },
      Dog: { type: 'object', properties: { '⟦discriminator|type⟧': { type: 'string' } } },
    },
    parameters: {
      '⟦parameter component|Page⟧': { name: 'page', in: 'query', schema: { type: 'integer' } },
    },
    responses: { '⟦response component|Missing⟧': { description: 'Missing.' } },
    requestBodies: {
      '⟦body component|OrderBody⟧': {
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/⟦schema~|Order⟧' } },
        },
      },
    },
    securitySchemes: {
      '⟦security scheme|key⟧': { type: 'apiKey', in: 'header', name: '⟦key header|X-Key⟧' },
      login: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: '⟦token address|https://id.example/token⟧',
            scopes: { '⟦scope|read⟧': 'Reads.' },
          },
        },
      },
    },
  },
};

const text = JSON.stringify(template);

/** Places of the small description that take a name, in the order of the document. */
export const specPlaces: readonly string[] = placesOf(text);

/** The small description as JSON with a text in some of its places. */
export function specText(payload = '', places: readonly string[] = []): string {
  return fill(text, payload, places);
}

/** Places of a template. */
export function placesOf(marked: string): readonly string[] {
  const places = [...marked.matchAll(/⟦([^|#⟧]+)[|#]/g)].map(([, found = '']) => found);
  return [...new Set(places.map((found) => found.replace('~', '')))];
}

/** A template with a text in some places and the usual texts in all others. */
export function fill(marked: string, payload: string, places: readonly string[]): string {
  return marked
    .replaceAll(/"⟦([^|#⟧]+)#(\d+)⟧"/g, (_, found: string, usual: string) =>
      places.includes(found) ? JSON.stringify(payload) : usual,
    )
    .replaceAll(/⟦([^|⟧~]+)(~?)\|([^⟧]*)⟧/g, (_, ...found: string[]) => {
      const [place = '', isPointer = '', usual = ''] = found;
      if (!places.includes(place)) return usual;
      const written = isPointer === '' ? payload : pointerPart(payload);
      return JSON.stringify(written).slice(1, -1);
    });
}

// A reference is an address: what is not allowed there is percent-encoded, as far as it can be.
function pointerPart(name: string): string {
  const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1');
  return /\p{Cs}/u.test(escaped) ? escaped : encodeURIComponent(escaped);
}
