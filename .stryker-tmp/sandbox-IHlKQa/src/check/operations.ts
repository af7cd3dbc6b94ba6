// @ts-nocheck
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SpecDocument } from '../model/document.ts';
import type {
  Confirm,
  Flow,
  Idempotency,
  Integration,
  Step,
  System,
} from '../model/integration.ts';
import type { Declared, Place } from '../model/place.ts';
import { describeApi, type DescribedApi } from './description.ts';
import { callsAt } from './facts.ts';
import { withOperationIds } from './limit-operations.ts';

/** Gives every system its description and every step its operation; unknown names are reported once. */
export async function resolveOperations(
  integration: Integration,
  specs: ReadonlyMap<string, SpecDocument>,
): Promise<{ readonly integration: Integration; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const apis = new Map<string, DescribedApi>();
  for (const system of integration.systems) {
    const spec = specs.get(system.id);
    if (spec === undefined) continue;
    const names = distinct(namesAt(system, integration));
    const all = system.operations?.value === 'all';
    const events = eventsOf(system, integration);
    const outcome = await describeApi(spec, { names, all, events });
    diagnostics.push(...outcome.diagnostics);
    if (outcome.value !== undefined) apis.set(system.id, outcome.value);
  }
  return { integration: withOperations(integration, apis), diagnostics };
}

interface Name {
  readonly name: string;
  readonly at: Place;
}

/** Every name that the file uses for an operation of a system. */
function namesAt(system: System, integration: Integration): readonly Name[] {
  const calls = callsAt(system.id, integration).map(({ step }) => step);
  const current = integration.flows
    .filter(({ from }) => from === system.id)
    .flatMap(({ order }) =>
      order?.value.current === undefined ? [] : [{ name: order.value.current, at: order.at }],
    );
  return [
    ...calls.map(({ name, at }) => ({ name, at })),
    ...calls.flatMap(({ idempotency }) => lookUps(idempotency)),
    ...lookUps(system.idempotency),
    ...current,
    ...onRequest(system),
  ];
}

function eventsOf({ id }: System, { flows }: Integration): readonly string[] {
  return flows.flatMap(({ from, trigger }) =>
    from === id && trigger.kind === 'event' ? trigger.events : [],
  );
}

function lookUps(idempotency: Declared<readonly Idempotency[]> | undefined): readonly Name[] {
  if (idempotency === undefined) return [];
  return idempotency.value.flatMap((form) =>
    form.kind === 'lookup' && form.read !== undefined
      ? [{ name: form.read, at: idempotency.at }]
      : [],
  );
}

function onRequest({ webhook }: System): readonly Name[] {
  if (webhook === undefined || webhook.value === 'none') return [];
  const { onRequest: name } = webhook.value;
  return name === undefined ? [] : [{ name, at: webhook.at }];
}

// A name that is wrong in three flows is wrong in three places, so only equal places are one.
function distinct(names: readonly Name[]): readonly Name[] {
  const seen = new Set<string>();
  return names.filter(({ name, at }) => {
    const key = `${at.line}:${at.column} ${name}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function withOperations(
  integration: Integration,
  apis: ReadonlyMap<string, DescribedApi>,
): Integration {
  return {
    ...integration,
    systems: integration.systems.map((system) => withApi(system, apis.get(system.id))),
    flows: integration.flows.map((flow) => resolvedFlow(flow, (step) => resolvedStep(step, apis))),
  };
}

function withApi(system: System, api: DescribedApi | undefined): System {
  if (api === undefined) return system;
  const { limits } = system;
  return {
    ...system,
    api: api.api,
    ...(limits === undefined ? {} : { limits: withOperationIds(limits, api.api.operations) }),
  };
}

function resolvedFlow(flow: Flow, resolve: (step: Step) => Step): Flow {
  const { trigger, reconcile } = flow;
  const read = reconcile?.value.read;
  return {
    ...flow,
    trigger: trigger.kind === 'poll' ? { ...trigger, step: resolve(trigger.step) } : trigger,
    steps: flow.steps.map(resolve),
    ...(reconcile === undefined || read === undefined
      ? {}
      : { reconcile: { ...reconcile, value: { ...reconcile.value, read: resolve(read) } } }),
  };
}

function resolvedStep(step: Step, apis: ReadonlyMap<string, DescribedApi>): Step {
  const operation = apis.get(step.system)?.find(step.name);
  const { confirm } = step;
  return {
    ...step,
    ...(operation === undefined ? {} : { operation }),
    ...(confirm === undefined
      ? {}
      : { confirm: { ...confirm, value: resolvedConfirm(confirm.value, apis) } }),
  };
}

function resolvedConfirm(confirm: Confirm, apis: ReadonlyMap<string, DescribedApi>): Confirm {
  return confirm.kind === 'read' ? { ...confirm, step: resolvedStep(confirm.step, apis) } : confirm;
}
