import { anyBody } from '../../generators/runtime/files/any-body.ts';
import { jsonBody } from '../../generators/runtime/files/body.ts';
import { formBody } from '../../generators/runtime/files/form.ts';
import { multipartBody } from '../../generators/runtime/files/multipart.ts';
import { byMediaType } from '../../generators/runtime/files/parameter-content.ts';
import {
  headerStyle,
  pathStyle,
  queryStyle,
} from '../../generators/runtime/files/parameter-style.ts';
import { plainBody } from '../../generators/runtime/files/plain-body.ts';
import { bodyForm, parameterForm } from '../../src/plan/wire-forms.ts';
import type {
  BodyContent,
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
    accept: 'application/json',
    responses: { '200': ['application/json'] },
    ...differs,
  };
}

/** A query parameter; a test says what differs, and gets the writer that a generated client names for it. */
export function parameter(
  differs: Omit<Partial<ParameterDefinition>, 'write'> = {},
): ParameterDefinition {
  const {
    name,
    in: place,
    required,
  } = { name: 'color', in: 'query', required: false, ...differs } as const;
  const style = differs.style ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  const { writer, ...form } = parameterForm({
    ...{ name, in: place, required, style },
    explode: differs.explode ?? style === 'form',
    allowReserved: differs.allowReserved ?? false,
    ...(differs.contentType === undefined ? {} : { contentType: differs.contentType }),
  });
  if (writer === 'default') return { name, in: place, required };
  const write = writer === 'content' ? byMediaType : styleWriters[place];
  return { name, in: place, required, ...form, write };
}

const styleWriters = {
  path: pathStyle,
  query: queryStyle,
  header: headerStyle,
  cookie: queryStyle,
} as const;

/** A body of one media type, with the writer that a generated client names for it. */
export function content(
  mediaType: string,
  encoding?: NonNullable<BodyContent['encoding']>,
): BodyContent {
  const write = bodyWriters[bodyForm(mediaType)];
  return encoding === undefined ? { mediaType, write } : { mediaType, write, encoding };
}

const bodyWriters = {
  any: anyBody,
  form: formBody,
  json: jsonBody,
  multipart: multipartBody,
  plain: plainBody,
} as const;

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
