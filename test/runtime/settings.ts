import type {
  OperationDefinition,
  ParameterDefinition,
} from '../../generators/runtime/files/operation.ts';
import type { SystemResilience } from '../../generators/runtime/files/settings.ts';
import {
  createClient,
  type Client,
  type ClientOptions,
} from '../../generators/runtime/files/client.ts';
import type { Host } from '../../generators/runtime/files/host.ts';

/** Policies of a system without limits; a test says what differs. */
export function resilience(differs: Partial<SystemResilience> = {}): SystemResilience {
  return {
    retry: {
      maxAttempts: 3,
      baseDelayMs: 200,
      factor: 2,
      maxDelayMs: 2000,
      jitter: 'full',
      statuses: [408, 425, 429, 500, 502, 503, 504],
      budgetShare: 0.1,
      budgetFloor: 3,
    },
    timeouts: { attemptMs: 5000 },
    limits: [],
    concurrency: 64,
    throttled: [],
    penaltyMs: 0,
    operations: {},
    ...differs,
  };
}

/** A read without parameters; a test says what differs. */
export function operation(differs: Partial<OperationDefinition> = {}): OperationDefinition {
  return {
    id: 'getThing',
    method: 'GET',
    path: '/thing',
    parameters: [],
    security: [],
    responses: { '200': ['application/json'] },
    ...differs,
  };
}

/** A query parameter as OpenAPI's defaults make it; a test says what differs. */
export function parameter(differs: Partial<ParameterDefinition> = {}): ParameterDefinition {
  return {
    name: 'color',
    in: 'query',
    required: false,
    style: 'form',
    explode: true,
    allowReserved: false,
    ...differs,
  };
}

/** A client of `https://api.test`; a test says what differs. */
export function testClient(host: Host, differs: Partial<ClientOptions> = {}): Client {
  return createClient({
    system: 'shop',
    baseUrl: 'https://api.test',
    credentials: [],
    resilience: resilience(),
    secrets: (name) => `value-of-${name}`,
    host,
    ...differs,
  });
}

/** A JSON answer. */
export function json(data: unknown, init: ResponseInit = {}): Response {
  return Response.json(data, init);
}
