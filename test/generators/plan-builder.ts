import type { Decision, DecisionValue } from '../../src/plan/decision.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type {
  ApiDescription,
  ApiResponse,
  CallPolicy,
  Operation,
  Parameter,
  PlannedAuth,
  PlannedSystem,
  SecurityScheme,
} from '../../src/plan/system.ts';

/** A decision that says nothing but its value. */
export function decided<T extends DecisionValue>(
  id: string,
  value: T,
  reason?: string,
): Decision<T> {
  return { id, value, source: { kind: 'default', name: id }, reason: reason ?? `Reason of ${id}.` };
}

/** A plan of systems without flows. */
export function planOf(
  systems: readonly PlannedSystem[],
  settings: Partial<Plan['settings']> = {},
): Plan {
  return {
    name: 'sample',
    file: 'integration.yaml',
    settings: {
      outage: decided('outage', 300),
      utilisation: decided('utilisation', 0.8),
      jitter: decided('jitter', 0.25),
      instances: decided('instances', 1),
      limiterStore: decided('limiter-store', 'memory'),
      secretStore: decided('secret-store', 'environment reference'),
      timezone: decided('timezone', 'UTC'),
      slo: decided('slo', 0.999),
      ...settings,
    },
    systems,
    flows: [],
    verdict: decided('verdict', 'feasible'),
    compliance: {
      data: [],
      exclude: [],
      redact: [],
      frameworks: [],
      rules: [],
      decisions: [],
    },
    advice: {
      checklist: [],
      assumptions: [],
      alerts: [],
      metrics: [],
      series: [],
      onCallByFlow: [],
      failureModes: [],
      risks: [],
      phases: [],
      onCall: [],
      figures: [],
    },
  };
}

/** A called system with a description. */
export function describedSystem(
  id: string,
  api: ApiDescription,
  parts: Partial<PlannedSystem> = {},
): PlannedSystem {
  return {
    id,
    description: `what ${id} is for`,
    kind: 'rest',
    owned: false,
    called: true,
    api,
    baseUrl: decided(`systems.${id}.base-url`, `https://${id}.example/api`),
    auth: authOf(api.securitySchemes),
    operations: api.operations.map((operation) => ({
      id: operation.id,
      method: operation.method,
      path: operation.path,
      repeatable: decided(`${operation.id}.repeatable`, operation.method === 'get'),
      idempotency: decided(`${operation.id}.idempotency`, 'none'),
      attempts: decided(`${operation.id}.attempts`, 3),
      timeout: decided(`${operation.id}.timeout`, 2.5),
    })),
    calls: callPolicy(),
    ...parts,
  };
}

/** The same system, whose base address nobody knows. */
export function withoutAddress(system: PlannedSystem): PlannedSystem {
  const copy: { -readonly [Key in keyof PlannedSystem]: PlannedSystem[Key] } = { ...system };
  delete copy.baseUrl;
  return copy;
}

/** A called system without a description. */
export function portSystem(id: string, steps: readonly string[]): PlannedSystem {
  return {
    id,
    description: `what ${id} is for`,
    kind: 'sftp',
    owned: false,
    called: true,
    auth: authOf([]),
    operations: [],
    port: { methods: steps.map((step) => ({ step, mode: 'do', flows: ['night'] })) },
    calls: callPolicy(),
  };
}

/** Every policy at a small value. */
export function callPolicy(parts: Partial<CallPolicy> = {}): CallPolicy {
  return {
    outage: decided('outage', 300),
    latencyP50: decided('p50', 0.3),
    latencyP99: decided('p99', 1.5),
    latencyMean: decided('mean', 0.4),
    limits: [],
    limitKnowledge: decided('limit-knowledge', 'declared'),
    retry: {
      attempts: decided('retry.attempts', 3),
      base: decided('retry.base', 0.5),
      factor: decided('retry.factor', 2),
      cap: decided('retry.cap', 8),
      jitter: decided('retry.jitter', 'full'),
      statuses: decided('retry.statuses', [429, 503]),
      budget: decided('retry.budget', 0.1),
      budgetFloor: decided('retry.budget-floor', 3),
    },
    timeouts: { attempt: decided('attempt', 3) },
    concurrency: decided('concurrency', 4),
    breaker: { none: decided('breaker', 'none', 'There are too few calls for a breaker.') },
    throttled: decided('throttled', ['HTTP 429']),
    throttleSignals: [{ status: 429 }],
    ...parts,
  };
}

function authOf(schemes: readonly SecurityScheme[]): PlannedAuth {
  return {
    method: decided('auth', schemes.length === 0 ? 'none' : 'as described'),
    secrets: schemes.map(({ id }) => `${id}_SECRET`),
    scopes: decided('scopes', []),
    refused: [],
    schemes: schemes.map((scheme) => ({ scheme, secret: `${scheme.id}_SECRET` })),
    rotatingRefreshToken: false,
    byHand: [],
  };
}

interface SmallOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly parameters?: readonly (Pick<Parameter, 'name' | 'in'> & {
    readonly required?: boolean;
    readonly description?: string;
    readonly schema: object;
  })[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly description?: string;
    readonly content: Readonly<Record<string, unknown>>;
  };
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }
    >
  >;
}

/** A document without references at operations, as far as the tests write one. */
export interface SmallDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, SmallOperation>>>>;
  readonly components?: object;
}

/** The description of a small document; every scheme holds for every operation. */
export function apiOf(
  document: SmallDocument,
  securitySchemes: readonly SecurityScheme[] = [],
): ApiDescription {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      operationOf({ path, method, operation, schemes: securitySchemes }),
    ),
  );
  return {
    reference: 'spec.json',
    file: 'spec.json',
    version: document.openapi,
    title: document.info.title,
    operations,
    securitySchemes,
    // A literal of a test is a JSON value.
    document: document as unknown as ApiDescription['document'],
    operationCount: operations.length,
  };
}

function operationOf(given: {
  readonly path: string;
  readonly method: string;
  readonly operation: SmallOperation;
  readonly schemes: readonly SecurityScheme[];
}): Operation {
  const { path, method, operation, schemes } = given;
  const { requestBody } = operation;
  return {
    id: operation.operationId ?? `${method} ${path}`,
    method: method as Operation['method'], // the tests write valid documents
    path,
    pointer: '',
    ...(operation.summary === undefined ? {} : { summary: operation.summary }),
    ...(operation.description === undefined ? {} : { description: operation.description }),
    deprecated: operation.deprecated ?? false,
    parameters: (operation.parameters ?? []).map((parameter) => ({
      ...parameter,
      required: parameter.required ?? false,
      style: parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple',
      explode: parameter.in === 'query' || parameter.in === 'cookie',
      allowReserved: false,
    })),
    ...(requestBody === undefined
      ? {}
      : {
          requestBody: {
            required: requestBody.required ?? false,
            contents: Object.keys(requestBody.content).map((mediaType) => ({
              mediaType,
              encoding: {},
            })),
          },
        }),
    responses: Object.entries(operation.responses).map(([status, response]): ApiResponse => ({
      status,
      description: response.description,
      mediaTypes: Object.keys(response.content ?? {}),
      headers: [],
    })),
    security: schemes.length === 0 ? [] : [schemes.map(({ id }) => ({ scheme: id, scopes: [] }))],
  };
}
