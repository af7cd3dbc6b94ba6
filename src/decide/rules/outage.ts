import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { PlannedFlow } from '../../plan/flow.ts';
import type { BreakerPolicy } from '../../plan/system.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { decideBacklog, isQueued, type Backlog } from './backlog.ts';
import { drainDecision, slowestDrain, type PathDrain } from './drain.ts';

/** What an outage does to a flow. */
export type OutageFigures = Pick<
  PlannedFlow,
  | 'backlog'
  | 'largestBacklog'
  | 'drain'
  | 'drainAtLimit'
  | 'fullBacklog'
  | 'fullDrain'
  | 'neededRate'
  | 'worstLatency'
  | 'expires'
>;

/** Backlog, drain and worst latency of a flow whose work may wait; empty where a caller or a deadline stands behind it. */
export function decideOutage(context: FlowContext): OutageFigures {
  const { draft, outage } = context;
  if (!isQueued(draft)) return {};
  const figures = decideBacklog(draft, outage);
  const ofLargest = largestBacklog(context, figures);
  const drains = drainsOf(context, figures);
  if (drains === undefined) return { ...figures, ...ofLargest };
  const { drain, expiring } = drains;
  return {
    ...figures,
    ...ofLargest,
    ...drains.decisions,
    worstLatency: worstLatency(context, { drain, figures }),
    ...neededRate(context, { path: expiring, drain, figures }),
  };
}

// Endpoints of others fail one by one: what waits then is the part of one, at most of the largest.
function largestBacklog(
  { draft, called }: FlowContext,
  { backlog }: Backlog,
): Pick<PlannedFlow, 'largestBacklog'> {
  const target = called.find(({ id }) => id === draft.flow.to)?.planned;
  const part = target?.tenants?.largestShare;
  if (target?.delivery === undefined || part === undefined) return {};
  const value = part.value * backlog.value;
  return {
    largestBacklog: derived(
      `flows.${draft.flow.id}.largest-backlog`,
      {
        value,
        unit: 'events',
        reason:
          'Endpoints fail one by one, and only the events of that one wait; the others do not notice.',
        formula: `${share(part.value)} x ${count(backlog.value)} = ${count(value)}`,
      },
      [part, backlog],
    ),
  };
}

interface Drains {
  readonly drain: Decision<number | null>;
  readonly decisions: Pick<PlannedFlow, 'drain' | 'drainAtLimit' | 'fullDrain'>;
  /** Over the slowest path, with everything kept. */
  readonly expiring: PathDrain;
}

function drainsOf(context: FlowContext, figures: Backlog): Drains | undefined {
  const { draft, own, flows, outage, utilisation, paths } = context;
  const id = `flows.${draft.flow.id}`;
  const at = { flow: own, flows, outage: outage.value };
  const planned = slowestDrain(paths, { ...at, isFull: false, atLimit: false });
  const whole = slowestDrain(paths, { ...at, isFull: false, atLimit: true });
  const full = slowestDrain(paths, { ...at, isFull: true, atLimit: true });
  if (planned === undefined || whole === undefined || full === undefined) return undefined;
  const inputs = [figures.backlog];
  const drain = drainDecision(`${id}.drain`, planned, { atLimit: false, inputs });
  const use = whole.arriving / whole.path.hardRate;
  const isTight = use >= utilisation.value && use < 1;
  return {
    drain,
    expiring: full,
    decisions: {
      drain,
      ...(isTight || (planned.seconds === null && whole.seconds !== null)
        ? { drainAtLimit: drainDecision(`${id}.drain-at-limit`, whole, { atLimit: true, inputs }) }
        : {}),
      ...(figures.fullBacklog === undefined
        ? {}
        : {
            fullDrain: drainDecision(`${id}.full-drain`, full, {
              atLimit: true,
              inputs: [figures.fullBacklog],
            }),
          }),
    },
  };
}

/** Time from event to effect for the unluckiest item: outage, breaker, ramp, drain, and what comes before. */
function worstLatency(
  context: FlowContext,
  { drain, figures }: { drain: Decision<number | null>; figures: Backlog },
): Decision<number | null> {
  const { draft, outage } = context;
  const id = `flows.${draft.flow.id}.worst-latency`;
  const { expires } = figures;
  if (expires !== undefined) return untilExpiry(id, expires);
  const { open, ramp } = slowestBreaker(context) ?? {};
  const before = draft.microBatch?.flush ?? draft.poll?.interval;
  const waits = [
    ...(before === undefined ? [] : [{ wait: before, text: ' to collect' }]),
    { wait: outage, text: ' outage' },
    ...(open === undefined ? [] : [{ wait: open, text: ' breaker' }]),
  ];
  const parts = waits.map(({ wait, text }) => `${duration(wait.value)}${text}`);
  const all = [...waits.map(({ wait }) => wait), ramp, drain];
  if (drain.value === null) return withoutEnd(id, parts, all);
  const most = ramp?.value ?? 0;
  const waited = waits.reduce((sum, { wait }) => sum + wait.value, 0);
  const value = waited + Math.min(most, drain.value) + drain.value;
  const risen = ramp === undefined ? [] : [`${duration(Math.min(most, drain.value))} ramp`];
  const formula = [...parts, ...risen, `${duration(drain.value)} drain`].join(' + ');
  return derived<number | null>(
    id,
    {
      value,
      unit: 's',
      reason:
        'The unluckiest item arrives as the outage begins, waits for the breaker to probe, for the rate to rise and for all that is before it.',
      formula: `${formula} = ${duration(value)}`,
    },
    all,
  );
}

function withoutEnd(
  id: string,
  parts: readonly string[],
  inputs: readonly (Decision | undefined)[],
): Decision<number | null> {
  return derived<number | null>(
    id,
    {
      value: null,
      unit: 's',
      reason: 'As long as the backlog does not shrink, nobody can say when the last of it is done.',
      formula: `${parts.join(' + ')} + a drain without end`,
    },
    inputs,
  );
}

function untilExpiry(id: string, expires: Decision<number>): Decision<number | null> {
  return derived<number | null>(
    id,
    {
      value: expires.value,
      unit: 's',
      reason:
        'What is sent after an outage is never older than its expiry; what is older is not sent at all.',
      formula: duration(expires.value),
    },
    [expires],
  );
}

type ActiveBreaker = Extract<BreakerPolicy, { readonly none?: undefined }>;

function slowestBreaker({ called }: FlowContext): ActiveBreaker | undefined {
  return called
    .flatMap(({ policy }) => (policy.breaker.none === undefined ? [policy.breaker] : []))
    .reduce<ActiveBreaker | undefined>(
      (slowest, breaker) =>
        slowest === undefined || breaker.open.value > slowest.open.value ? breaker : slowest,
      undefined,
    );
}

function neededRate(
  { draft, outage }: FlowContext,
  { path, drain, figures }: { path: PathDrain; drain: Decision<number | null>; figures: Backlog },
): Pick<PlannedFlow, 'neededRate'> {
  const target = draft.latencyTarget;
  if (target === undefined) return {};
  const late =
    drain.value === null || drain.value > target.value || figures.fullBacklog !== undefined;
  if (!late) return {};
  const value = path.arriving + path.calls / target.value;
  return {
    neededRate: derived(
      `flows.${draft.flow.id}.needed-rate`,
      {
        value,
        unit: 'calls/s',
        reason:
          'To send everything that waited within the promised time, beside what still arrives, the other side would have to take so much.',
        formula: `${rate(path.arriving)} + ${count(path.calls)} / ${duration(target.value)} = ${rate(value)}`,
      },
      [figures.fullBacklog ?? figures.backlog, outage, target, ...path.arrivingInputs],
    ),
  };
}
