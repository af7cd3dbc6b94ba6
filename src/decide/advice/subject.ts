import type { Flow, Integration } from '../../model/integration.ts';
import type { Demand, PlannedFlow } from '../../plan/flow.ts';
import type { PlannedCompliance, Settings } from '../../plan/plan.ts';
import type { PlannedLimit, PlannedSystem } from '../../plan/system.ts';

/** Everything that the advice is made from. */
export interface AdviceInput {
  readonly integration: Integration;
  readonly settings: Settings;
  readonly systems: readonly PlannedSystem[];
  readonly flows: readonly PlannedFlow[];
  readonly compliance: PlannedCompliance;
}

/** What a flow can suffer from depends on who waits for it: a caller, a clock, a cursor or a queue. */
type Style = 'waiting' | 'run' | 'poll' | 'queued';

/** A flow with the systems that it touches. */
export interface FlowCase {
  readonly flow: PlannedFlow;
  readonly style: Style;
  readonly source: PlannedSystem;
  /** The system that the flow writes to (or asks) first. */
  readonly target: PlannedSystem;
  /** All called systems, in the order of the steps. */
  readonly called: readonly PlannedSystem[];
  /** Name of the integration. */
  readonly integration: string;
  /** As the user wrote it; absent only in a plan that was made by hand. */
  readonly declared?: Flow;
  readonly settings: Settings;
  /** What the file says in words that must be kept. */
  readonly rules: readonly string[];
}

/** The flows with their systems, the most endangered first. */
export function casesOf(input: AdviceInput): readonly FlowCase[] {
  return input.flows
    .map((flow) => caseOf(flow, input))
    .filter((found) => found !== undefined)
    .map((found) => ({ ...found, flow: briefly(found.flow) }))
    .sort((a, b) => danger(b.flow) - danger(a.flow));
}

/** The limit that a flow comes nearest to. */
export function bindingOf(flow: PlannedFlow): Demand | undefined {
  const named = flow.demand.find(
    ({ limit, label }) => limit === flow.binding?.value || label === flow.binding?.value,
  );
  return named ?? [...flow.demand].sort((a, b) => b.use.value - a.use.value)[0];
}

/** The first names of a list, and that there are more. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} and others` : shown;
}

const mostNames = 2;

/** The first words of what the user wrote, so that a long text does not crowd out the others. */
function brief(text: string): string {
  const words = text.trim().split(/\s+/);
  return words.length <= mostWords ? words.join(' ') : `${words.slice(0, mostWords).join(' ')} …`;
}

const mostWords = 12;

function briefly(flow: PlannedFlow): PlannedFlow {
  return {
    ...flow,
    data: brief(flow.data),
    triggerNames: flow.triggerNames.map(brief),
    duplicate: { ...flow.duplicate, value: brief(flow.duplicate.value) },
    loss: { ...flow.loss, value: brief(flow.loss.value) },
  };
}

/** What sets a flow off, in words: `"order.paid"`, `change of addresses`. */
export function eventOf({ trigger, triggerNames }: PlannedFlow): string {
  const [first] = triggerNames;
  if (first === undefined) return 'event';
  return trigger === 'changes' ? `change of ${first}` : `"${first}"`;
}

/** How a flow is served: by its pattern. */
function styleOf(flow: PlannedFlow): Style {
  if (flow.pattern.value === 'request/response') return 'waiting';
  if (flow.pattern.value === 'batch') return 'run';
  return flow.pattern.value === 'poll' ? 'poll' : 'queued';
}

/** Whether something waits for its turn; a poll is a queue from its cursor on. */
export function isQueued({ style }: FlowCase): boolean {
  return style === 'queued' || style === 'poll';
}

/** Whether a system takes files instead of calls. */
export function isFile({ kind }: PlannedSystem): boolean {
  return kind === 'sftp' || kind === 'file';
}

/** Whether a flow asks for more than a limit allows, whatever measure may save it. */
export function isExceeded(flow: PlannedFlow): boolean {
  return flow.verdict.value === 'infeasible' || flow.demand.some(({ use }) => use.value > 1);
}

/** Whether a second effect does harm. */
export function isRepeatHarmful(flow: PlannedFlow): boolean {
  return flow.duplicate.value !== 'harmless';
}

/** Whether the flow learns from somewhere that its calls took effect. */
export function isConfirmed({ flow }: FlowCase): boolean {
  return flow.steps.some(({ confirm }) => confirm !== undefined);
}

/** The planned limit that a demand is about. */
export function limitOf(
  demand: Demand,
  systems: readonly PlannedSystem[],
): PlannedLimit | undefined {
  return systems.flatMap(({ calls }) => calls?.limits ?? []).find(({ id }) => id === demand.limit);
}

function caseOf(
  flow: PlannedFlow,
  { integration, settings, systems, compliance }: AdviceInput,
): FlowCase | undefined {
  const byId = (id: string): PlannedSystem | undefined =>
    systems.find((system) => system.id === id);
  const called = [...new Set(flow.steps.map(({ system }) => system))]
    .map(byId)
    .filter((system) => system !== undefined);
  const source = byId(flow.from);
  const target = byId(flow.to);
  if (source === undefined || target === undefined) return undefined;
  const declared = integration.flows.find(({ id }) => id === flow.id);
  const { rules } = compliance;
  const known = {
    ...{ flow, style: styleOf(flow), source, target, called, settings, rules },
    integration: integration.name,
  };
  return declared === undefined ? known : { ...known, declared };
}

function danger({ verdict, headroom }: PlannedFlow): number {
  const rank = { infeasible: 4, 'feasible if': 2, feasible: 0 }[verdict.value];
  return rank + (1 - Math.max(-1, headroom?.value ?? 1)) / 2;
}
