import type { System } from '../model/integration.ts';
import type { Topic } from '../model/provider.ts';
import type { Decision } from '../plan/decision.ts';
import type { CallPolicy, PlannedAuth, PlannedPort, PlannedSystem } from '../plan/system.ts';
import { derived, stated } from './derive.ts';
import { declaredAt } from './rule.ts';
import { decideAuth } from './rules/auth.ts';
import { baseUrl } from './rules/base-url.ts';
import { decideBreaker } from './rules/breaker.ts';
import { decideConsents } from './rules/consents.ts';
import { decideRetry } from './rules/client-retry.ts';
import { decideDelivery } from './rules/delivery.ts';
import { decideConcurrency } from './rules/concurrency.ts';
import { effectiveRate } from './rules/effective-rate.ts';
import { decideConnection } from './rules/held-connection.ts';
import { decideLatency } from './rules/latency.ts';
import { planLimits } from './rules/limit-figures.ts';
import { otherLimitLabels } from './rules/limit-label.ts';
import { limitKnowledge, shareOf } from './rules/limit-knowledge.ts';
import { isStepRepeatable } from './rules/operation-repeat.ts';
import { planOperations } from './rules/operations.ts';
import { decideEnvironments } from './rules/environments.ts';
import { decideHours } from './rules/hours.ts';
import { decideProvider } from './rules/provider.ts';
import { decideTenants } from './rules/tenants.ts';
import { decideThrottling } from './rules/throttling.ts';
import { decideTimeouts } from './rules/time-outs.ts';
import { unknownLimits } from './rules/unknown-limits.ts';
import { decideWebhook } from './rules/webhook.ts';
import type { CalledSubject, SystemContext } from './system-context.ts';
import { useDecisions } from './system-use.ts';

/** Everything that is decided for one system and the calls to it. */
export function decideSystem(system: System, context: SystemContext): PlannedSystem {
  const called = context.use.flows.length > 0;
  const subject: CalledSubject = {
    ...context,
    system,
    owner: `systems.${system.id}`,
    outage: outageOf(system, context.settings.outage),
    latency: decideLatency(system),
  };
  const calls = called ? callPolicy(subject) : undefined;
  return {
    id: system.id,
    description: system.description,
    kind: system.kind?.value ?? 'rest',
    owned: system.owned?.value ?? false,
    called,
    ...providerOf(system, subject),
    ...descriptionOf(system),
    auth: authOf(subject, calls),
    operations: called ? planOperations(subject) : [],
    ...(called && system.api === undefined ? { port: portOf(context) } : {}),
    ...(calls === undefined ? {} : { calls, ...tenantsOf(system, calls) }),
    ...webhookOf(system, context),
    ...deliveryOf(system, context),
    ...connectionOf(system, context),
    ...(called ? { ...surroundingsOf(system), use: useDecisions(context.use) } : {}),
  };
}

function authOf({ system, use, outage }: CalledSubject, calls?: CallPolicy): PlannedAuth {
  const timeout = calls?.timeouts.attempt;
  const auth = decideAuth(system, { called: use.flows.length > 0, outage, timeout });
  const tenants = calls === undefined ? undefined : tenantsOf(system, calls).tenants;
  const { tokenLifetime } = auth;
  return { ...auth, ...decideConsents(system, { tenants, tokenLifetime, outage }) };
}

// What nobody calls, repeats or hears of is no topic.
function providerOf(
  system: System,
  { use, integration }: SystemContext,
): Pick<PlannedSystem, 'provider'> {
  const steps = use.flows.flatMap((flow) => flow.steps);
  const sends = decideWebhook(system, integration) !== undefined;
  const topics = new Set<Topic>([
    ...(steps.length > 0 ? (['calls'] as const) : []),
    ...(steps.some(({ mode }) => mode === 'do') ? (['repeats'] as const) : []),
    ...(sends ? (['events'] as const) : []),
  ]);
  const provider = decideProvider(system, topics);
  return provider === undefined ? {} : { provider };
}

function tenantsOf(system: System, { concurrency }: CallPolicy): Pick<PlannedSystem, 'tenants'> {
  const tenants = decideTenants(system, concurrency);
  return tenants === undefined ? {} : { tenants };
}

function descriptionOf(system: System): Pick<PlannedSystem, 'region' | 'api' | 'baseUrl'> {
  const url = baseUrl(system);
  return {
    ...(system.region === undefined ? {} : { region: system.region.value }),
    ...(system.api === undefined ? {} : { api: system.api }),
    ...(url === undefined ? {} : { baseUrl: url }),
  };
}

function webhookOf(system: System, { integration }: SystemContext): Pick<PlannedSystem, 'webhook'> {
  const webhook = decideWebhook(system, integration);
  return webhook === undefined ? {} : { webhook };
}

function surroundingsOf(system: System): Pick<PlannedSystem, 'hours' | 'environments'> {
  const hours = decideHours(system);
  const environments = decideEnvironments(system);
  return {
    ...(hours === undefined ? {} : { hours }),
    ...(environments.length === 0 ? {} : { environments }),
  };
}

function deliveryOf(system: System, { use }: SystemContext): Pick<PlannedSystem, 'delivery'> {
  const delivery = decideDelivery(system, use);
  return delivery === undefined ? {} : { delivery };
}

function connectionOf(system: System, context: SystemContext): Pick<PlannedSystem, 'connection'> {
  const connection = decideConnection(system, context);
  return connection === undefined ? {} : { connection };
}

function outageOf({ id, outage }: System, usual: Decision<number>): Decision<number> {
  const name = `systems.${id}.outage`;
  return outage === undefined
    ? derived(
        name,
        {
          value: usual.value,
          unit: 's',
          reason: `Nobody says how long ${id} is away at a stretch, so what is assumed of every system holds.`,
        },
        [usual],
      )
    : stated(name, declaredAt(outage.at), {
        value: outage.value,
        unit: 's',
        reason: `The file says how long ${id} is away at a stretch.`,
      });
}

function callPolicy(subject: CalledSubject): CallPolicy {
  const { system, latency, outage } = subject;
  const knowledge = limitKnowledge(subject);
  const share = shareOf(system);
  const limits =
    knowledge.value === 'unknown'
      ? [...planLimits(subject, share), ...unknownLimits(subject)]
      : planLimits(subject, share);
  const harmful = isRepeatHarmful(subject);
  const timeouts = decideTimeouts(subject, harmful);
  const retry = decideRetry(subject);
  const pace = effectiveRate(subject, limits);
  return {
    outage,
    latencyP50: latency.p50,
    latencyP99: latency.p99,
    latencyMean: latency.mean,
    ...(latency.max === undefined ? {} : { latencyMax: latency.max }),
    ...(limits.length > 0 && knowledge.value !== 'unknown' ? { share } : {}),
    limits,
    limitKnowledge: knowledge,
    ...otherLimitLabels(system),
    effectiveRate: pace,
    retry,
    timeouts,
    concurrency: decideConcurrency(subject, { limits, pace, attempt: timeouts.attempt }),
    breaker: decideBreaker(subject, { limits, attempts: retry.attempts, harmful }),
    ...decideThrottling(system),
  };
}

// A second effect does harm and nothing is honoured: an outcome that nobody knows is a person's work.
function isRepeatHarmful({ system, use }: CalledSubject): boolean {
  return use.flows.some(
    ({ duplicateHarms, steps }) =>
      duplicateHarms && steps.some((step) => !isStepRepeatable(step, system)),
  );
}

function portOf({ use }: SystemContext): PlannedPort {
  const methods = new Map<string, { step: string; mode: 'do' | 'read'; flows: string[] }>();
  for (const { flow, steps } of use.flows) {
    for (const { name, mode } of steps) {
      const method = methods.get(name) ?? { step: name, mode, flows: [] };
      if (!method.flows.includes(flow)) method.flows.push(flow);
      methods.set(name, method);
    }
  }
  return { methods: [...methods.values()] };
}
