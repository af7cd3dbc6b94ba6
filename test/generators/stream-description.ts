/** What a call of a generated function resolves with. */
export interface Answered {
  readonly data: unknown;
}

interface StreamDocument {
  readonly paths: Readonly<Record<string, unknown>>;
}

const text = { type: 'string' };
const chunk = { $ref: '#/x-parts/chunk' };
const read = (operationId: string, content: object): object => ({
  get: { operationId, responses: { '200': { description: '', content } } },
});

// References lead outside of the components, so that they hold only if they are renamed.
const named = {
  oneOf: [
    {
      type: 'object',
      properties: { event: { const: 'chat' }, data: { $ref: '#/components/schemas/Chat' } },
    },
    {
      type: 'object',
      properties: {
        event: { const: 'chunk' },
        data: { ...text, contentMediaType: 'application/json', contentSchema: chunk },
      },
    },
  ],
};

/** A description with every kind of stream; `chat` answers as the content says. */
export function describedWith(content: Readonly<Record<string, unknown>>): StreamDocument {
  const body = {
    type: 'object',
    required: ['stream'],
    properties: { stream: { type: 'boolean' } },
  };
  const answer = { '200': { description: '', content } };
  const document = {
    openapi: '3.2.0',
    info: { title: 'Streams', version: '1' },
    servers: [{ url: 'https://api.test' }],
    paths: {
      '/chat': {
        post: {
          operationId: 'chat',
          requestBody: { required: true, content: { 'application/json': { schema: body } } },
          responses: answer,
        },
      },
      '/text': read('text', { 'text/event-stream': { schema: text } }),
      '/words': read('words', { 'Text/Event-Stream; charset=utf-8': {} }),
      '/named': read('named', { 'text/event-stream': { itemSchema: named } }),
      '/lines': read('lines', { 'application/jsonl': { schema: { type: 'array', items: chunk } } }),
    },
    components: {
      schemas: { Chat: { type: 'object', required: ['id'], properties: { id: text } } },
    },
    'x-parts': { chunk: { type: 'object', required: ['delta'], properties: { delta: text } } },
  };
  return document;
}
