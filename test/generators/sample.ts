import { apiOf, callPolicy, decided, describedSystem, planOf, portSystem } from './plan-builder.ts';
import type { SmallDocument } from './plan-builder.ts';
import type { Plan } from '../../src/plan/plan.ts';

/** A plan with a small description and a port, in which `text` stands wherever a text of others can stand. */
export function planWithText(text: string): Plan {
  const schema = {
    type: 'object',
    title: text,
    description: text,
    required: ['id'],
    properties: {
      id: { type: 'string', description: text, format: text, default: text, example: text },
      [text]: { type: 'string', enum: [text, 'other'], title: text },
    },
  };
  const mediaType = `application/json; charset=${text}`;
  const content = { [mediaType]: { schema } };
  const document: SmallDocument = {
    openapi: '3.1.0',
    info: { title: text, version: text },
    paths: {
      [`/things/${text}`]: {
        post: {
          operationId: text,
          summary: text,
          description: text,
          parameters: [
            { name: text, in: 'query', description: text, schema: { type: 'string' } },
            { name: text, in: 'header', required: true, schema: { const: text } },
            { name: text, in: 'cookie', schema: { type: 'string' } },
          ],
          requestBody: { required: true, content, description: text },
          responses: {
            '200': { description: text, content },
            '4XX': { description: text, content },
            default: { description: text, content: { [`text/x; ${text}`]: { schema } } },
          },
        },
        get: { summary: text, responses: { '200': { description: text } } },
      },
    },
    components: { schemas: { [text]: schema } },
  };
  const api = apiOf(document, [{ id: text, type: 'apiKey', in: 'header', name: text }]);
  const limit = {
    id: text,
    label: text,
    kind: 'requests',
    key: text,
    operations: [text],
    declared: decided('declared', 10),
    windowSeconds: 86_400,
    resets: { minutes: 0, zone: text },
    limiter: {
      form: 'calendar',
      max: decided('max', 10, text),
      settleMs: { ...decided('settle', 5, text), formula: text },
    },
    cost: {
      default: 1,
      byOperation: JSON.parse(`{${JSON.stringify(text)}:2}`) as Record<string, number>,
    },
  } as const;
  const calls = callPolicy({
    limits: [limit],
    limitKnowledge: decided('knowledge', 'declared', text),
    throttleSignals: [{ header: text, code: text }],
    throttled: decided('throttled', [text], text),
  });
  const described = describedSystem('shop', api, {
    calls,
    description: text,
    baseUrl: decided('base-url', `https://shop.example/${text}`, text),
  });
  const auth = { ...described.auth, secrets: [text] };
  const operations = described.operations.map((operation) => ({
    ...operation,
    key: { in: 'header', name: `Key-${text}` } as const,
  }));
  const port = { ...portSystem('bank', [text, 'book']), description: text };
  const plan = planOf([{ ...described, auth, operations }, port]);
  return { ...plan, name: text, file: text, description: text };
}
