import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { PlannedPriority } from '../../plan/flow.ts';
import { derived, stated } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { declaredAt } from '../rule.ts';
import { isQueued } from './backlog.ts';
import type { OutageFigures } from './outage.ts';
import { slowestDrain } from './drain.ts';

/** Which class goes first, and how soon it is done after an outage; it waits for none of the others. */
export function decidePriority(
  context: FlowContext,
  figures: OutageFigures,
): PlannedPriority | undefined {
  const { draft } = context;
  const declared = draft.flow.priority;
  const first = declared?.value.classes[0];
  if (declared === undefined || first === undefined) return undefined;
  const id = `flows.${draft.flow.id}.priority`;
  const names = declared.value.classes.map(
    ({ name, share: part }) => `${name}${part === 'unknown' ? '' : ` (${share(part)})`}`,
  );
  const classes = stated(id, declaredAt(declared.at), {
    value: `${declared.value.by}: ${names.join(' before ')}`,
    reason: 'The file says who goes first; a class waits for those before it and for none behind.',
  });
  if (first.share === 'unknown') return { classes };
  const part = stated(`${id}.share`, declaredAt(declared.at), {
    value: first.share,
    unit: 'share',
    reason: `So much of the volume is ${first.name}.`,
  });
  return { classes, share: part, ...afterOutage(context, { id, part, name: first.name, figures }) };
}

interface First {
  readonly id: string;
  readonly part: Decision<number>;
  readonly name: string;
  readonly figures: OutageFigures;
}

function afterOutage(
  context: FlowContext,
  first: First,
): Pick<PlannedPriority, 'backlog' | 'drain' | 'worstLatency'> {
  const { draft, own, flows, outage, paths } = context;
  const all = first.figures.fullBacklog ?? first.figures.backlog;
  if (!isQueued(draft) || all === undefined) return {};
  const at = { flow: own, flows, outage: outage.value, isFull: true, atLimit: false };
  const slowest = slowestDrain(paths, at);
  const backlog = derived(
    `${first.id}.backlog`,
    {
      value: all.value * first.part.value,
      unit: 'events',
      reason: `So many ${first.name} wait when the outage ends.`,
      formula: `${count(all.value)} x ${share(first.part.value)} = ${count(all.value * first.part.value)}`,
    },
    [all, first.part],
  );
  if (slowest === undefined) return { backlog };
  const drain = drainOfFirst(first, slowest, backlog);
  return { backlog, drain, worstLatency: worstOfFirst(context, first, drain) };
}

function drainOfFirst(
  { id, part, name }: First,
  slowest: NonNullable<ReturnType<typeof slowestDrain>>,
  backlog: Decision<number>,
): Decision<number | null> {
  const calls = slowest.calls * part.value;
  const arriving = slowest.arriving * part.value;
  const pace = slowest.path.rate;
  const value = arriving >= pace ? null : calls / (pace - arriving);
  return derived<number | null>(
    `${id}.drain`,
    {
      value,
      unit: 's',
      reason: `${name} pass ${slowest.path.label} before all others.`,
      formula:
        value === null
          ? `${rate(arriving)} >= ${rate(pace)}: does not drain`
          : `${count(calls)} / (${rate(pace)} - ${rate(arriving)}) = ${duration(value)}`,
    },
    [backlog, part, slowest.path.rateInput, ...slowest.arrivingInputs],
  );
}

function worstOfFirst(
  { called, outage }: FlowContext,
  { id, name }: First,
  drain: Decision<number | null>,
): Decision<number | null> {
  const breakers = called.flatMap(({ policy: { breaker } }) =>
    breaker.none === undefined ? [breaker.open] : [],
  );
  const open = breakers.reduce<Decision<number> | undefined>(
    (most, one) => (most === undefined || one.value > most.value ? one : most),
    undefined,
  );
  const waited = outage.value + (open?.value ?? 0);
  const value = drain.value === null ? null : waited + 2 * drain.value;
  const before = `${duration(outage.value)} outage${open === undefined ? '' : ` + ${duration(open.value)} breaker`}`;
  return derived<number | null>(
    `${id}.worst-latency`,
    {
      value,
      unit: 's',
      reason: `The unluckiest ${name} comes as the outage begins; while the rate rises it passes at half of it.`,
      formula:
        drain.value === null || value === null
          ? `${before} + a drain without end`
          : `${before} + 2 x ${duration(drain.value)} drain = ${duration(value)}`,
    },
    [outage, open, drain],
  );
}
