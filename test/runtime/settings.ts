import type {
  OperationDefinition,
  ParameterDefinition,
} from '../../generators/runtime/files/operation.ts';
import { keptCounts } from '../../generators/runtime/files/kept-counts.ts';
import { usualLeft } from '../../generators/runtime/files/remaining.ts';
import type { LimitSettings, SystemResilience } from '../../generators/runtime/files/settings.ts';
import {
  createClient,
  type Client,
  type ClientOptions,
} from '../../generators/runtime/files/client.ts';
import type { CounterStore } from '../../generators/runtime/files/counter.ts';
import type { Host } from '../../generators/runtime/files/host.ts';

import { kinds, type PlainLimit } from './limit-kinds.ts';

/** Policies in which limits may be given as data. */
export type PlainResilience = Partial<Omit<SystemResilience, 'limits'>> & {
  readonly limits?: readonly (PlainLimit | LimitSettings)[];
};

/** Policies of a system without limits; a test says what differs. */
export function resilience({ limits = [], ...differs }: PlainResilience = {}): SystemResilience {
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
    limits: kinds(limits),
    usualLeft,
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
export function testClient(
  host: Host,
  { counters, ...differs }: Partial<ClientOptions> & { readonly counters?: CounterStore } = {},
): Client {
  return createClient({
    system: 'shop',
    baseUrl: 'https://api.test',
    credentials: [],
    resilience: resilience(),
    secrets: (name) => `value-of-${name}`,
    host,
    ...(counters === undefined ? {} : { counts: keptCounts(counters) }),
    ...differs,
  });
}

/** A JSON answer. */
export function json(data: unknown, init: ResponseInit = {}): Response {
  return Response.json(data, init);
}
