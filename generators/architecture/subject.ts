import type { Demand, PlannedFlow } from '../../src/plan/flow.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PlannedLimit, PlannedSystem } from '../../src/plan/system.ts';

/** How a flow is told: by who waits for it. */
type Style = 'waiting' | 'run' | 'poll' | 'queued';

/** A flow of the document with its systems. */
export interface Told {
  readonly flow: PlannedFlow;
  readonly style: Style;
  readonly source: PlannedSystem;
  readonly target: PlannedSystem;
}

/** The plan in the order of telling. */
export interface Subject {
  readonly plan: Plan;
  /** The most endangered flow first. */
  readonly flows: readonly Told[];
  /** Called systems, those of the first flow first. */
  readonly called: readonly PlannedSystem[];
  /** Whether sentences must say which flow they are about. */
  readonly many: boolean;
}

/** Orders flows and systems by how much a reader must know of them. */
export function subjectOf(plan: Plan): Subject {
  const flows = plan.flows
    .map((flow) => told(flow, plan))
    .filter((found) => found !== undefined)
    .sort((a, b) => danger(b.flow) - danger(a.flow));
  // What only a comparison reads is called too.
  const ids = [
    ...new Set([
      ...flows.flatMap(({ flow }) => flow.steps.map(({ system }) => system)),
      ...plan.systems.flatMap(({ id, called: isCalled }) => (isCalled ? [id] : [])),
    ]),
  ];
  const called = ids
    .map((id) => plan.systems.find((system) => system.id === id))
    .filter((system) => system !== undefined);
  return { plan, flows, called, many: flows.length > 1 };
}

/** The limit that a flow comes nearest to; undefined where a clock or nothing binds. */
export function bindingOf({ binding, demand }: PlannedFlow): Demand | undefined {
  return binding === undefined
    ? [...demand].sort((a, b) => b.use.value - a.use.value)[0]
    : demand.find(({ limit, label }) => limit === binding.value || label === binding.value);
}

/** The system whose failures are told in full: where a repeat harms, else where a limit is near, else what is polled. */
export function criticalOf(
  { flow, style, source, target }: Told,
  { called }: Subject,
): PlannedSystem {
  if (style === 'waiting' || style === 'run') return target;
  const byId = (id: string | undefined): PlannedSystem | undefined =>
    called.find((system) => system.id === id);
  const unsafe = flow.steps.find(({ mode, repeatable }) => mode === 'do' && !repeatable.value);
  const binding = bindingOf(flow);
  const near = binding !== undefined && binding.use.value >= nearLimit ? binding.system : undefined;
  return (
    byId(unsafe?.system) ?? byId(near) ?? (style === 'poll' ? byId(source.id) : undefined) ?? target
  );
}

/** From this share on a limit decides how a flow behaves. */
const nearLimit = 0.5;

/** The planned limit of a demand. */
export function limitOf({ limit }: Demand, plan: Plan): PlannedLimit | undefined {
  return plan.systems.flatMap(({ calls }) => calls?.limits ?? []).find(({ id }) => id === limit);
}

/** Sentences and cells that exist. */
export function those(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined && text !== '').map(String);
}

function told(flow: PlannedFlow, plan: Plan): Told | undefined {
  const source = plan.systems.find(({ id }) => id === flow.from);
  const target = plan.systems.find(({ id }) => id === flow.to);
  if (source === undefined || target === undefined) return undefined;
  return { flow, style: styleOf(flow), source, target };
}

function styleOf({ pattern }: PlannedFlow): Style {
  if (pattern.value === 'request/response') return 'waiting';
  if (pattern.value === 'batch') return 'run';
  return pattern.value === 'poll' ? 'poll' : 'queued';
}

function danger({ verdict, headroom }: PlannedFlow): number {
  const rank = { infeasible: 4, 'feasible if': 2, feasible: 0 }[verdict.value];
  return rank + (1 - Math.max(-1, headroom?.value ?? 1)) / 2;
}
