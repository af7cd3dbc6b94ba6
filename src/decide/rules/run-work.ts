import type { Decision } from '../../plan/decision.ts';
import { bytes, count, duration, rate } from '../../plan/figure.ts';
import type { Timetable } from '../../plan/flow.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { isOneFile } from './idempotency.ts';
import type { CallLoad } from './loads.ts';

/** The timetable of a run, with the time that its calls take and the slack that is left. */
export function decideTimetable(context: FlowContext): Timetable | undefined {
  const { open, flow } = context.draft;
  if (open === undefined) return undefined;
  const { table } = open;
  const work = workOf(context);
  if (table.window === undefined || table.prepare === undefined || table.confirm === undefined) {
    return { ...table, work };
  }
  const { outage } = context;
  const value =
    table.window.value - table.prepare.value - work.value - outage.value - table.confirm.value;
  return {
    ...table,
    work,
    ...sizeOf(context),
    slack: derived(
      `flows.${flow.id}.timetable.slack`,
      {
        value,
        unit: 's',
        reason:
          value < 0
            ? 'With one outage the run does not end before its deadline.'
            : 'So much may go wrong beyond one outage before the deadline is missed.',
        formula: `${duration(table.window.value)} - ${duration(table.prepare.value)} prepare - ${duration(work.value)} work - ${duration(outage.value)} outage - ${duration(table.confirm.value)} confirm = ${duration(value)}`,
      },
      [table.window, table.prepare, work, outage, table.confirm],
    ),
  };
}

/** What a run weighs that is one file. */
function sizeOf({ draft }: FlowContext): Pick<Timetable, 'size'> {
  if (!isOneFile(draft)) return {};
  const { volume, itemSize } = draft.traffic;
  const value = volume.value * itemSize.value;
  return {
    size: derived(
      `flows.${draft.flow.id}.timetable.size`,
      {
        value,
        unit: 'B',
        reason: 'Every attempt sends the whole file again, so its size and the line decide.',
        formula: `${count(volume.value)} x ${bytes(itemSize.value)} = ${bytes(value)}`,
      },
      [volume, itemSize],
    ),
  };
}

function workOf(context: FlowContext): Decision<number> {
  const { draft, own } = context;
  const steps = own.loads.filter(({ role }) => role === 'step');
  const calls = callsTime(context, steps);
  const line = lineTime(context);
  const value = calls.seconds + line.seconds;
  return derived(
    `flows.${draft.flow.id}.timetable.work`,
    {
      value,
      unit: 's',
      reason:
        'The calls of the whole run pass the slowest limit one after the other, and their bytes pass the line.',
      formula: `${[calls.formula, ...(line.formula === '' ? [] : [line.formula])].join(' + ')} = ${duration(value)}`,
    },
    [...steps.flatMap(stepInputs), ...calls.inputs, ...line.inputs],
  );
}

// One file is one call, however many items it holds.
function stepInputs({ flow, step, perEvent }: CallLoad): readonly (string | Decision)[] {
  return step.per === 'run' ? [] : [perEvent, `flows.${flow}.volume`];
}

function callsTime(
  { draft, called, paths }: FlowContext,
  steps: readonly CallLoad[],
): { seconds: number; formula: string; inputs: readonly (string | Decision)[] } {
  const events = draft.traffic.volume.value;
  // Bytes pass the line beside the calls and are counted there.
  const all = paths
    .filter(({ isLine }) => !isLine)
    .map((path) => {
      const covered = path.loads.filter((load) => steps.includes(load));
      const units = covered.reduce(
        (sum, load) => sum + load.callsFor(events) * path.unitsOf(load),
        0,
      );
      return { units, pace: path.rate, seconds: units / path.rate, input: path.rateInput };
    });
  const slowest = all.reduce<(typeof all)[number] | undefined>(
    (most, path) => (most === undefined || path.seconds > most.seconds ? path : most),
    undefined,
  );
  if (slowest !== undefined) {
    return {
      seconds: slowest.seconds,
      formula: `${count(slowest.units)} / ${rate(slowest.pace)}`,
      inputs: [slowest.input],
    };
  }
  const mean = called[0]?.policy.latencyMean;
  const calls = steps.reduce((sum, load) => sum + load.callsFor(events), 0);
  return {
    seconds: calls * (mean?.value ?? 0),
    formula: `${count(calls)} x ${duration(mean?.value ?? 0)}`,
    inputs: mean === undefined ? [] : [mean],
  };
}

function lineTime({ draft, limits }: FlowContext): {
  seconds: number;
  formula: string;
  inputs: readonly (string | Decision)[];
} {
  const slowest = limits
    .filter(({ limit }) => limit.kind === 'line')
    .map(({ planned }) => planned)
    .sort((a, b) => (a.hard?.value ?? 0) - (b.hard?.value ?? 0))[0];
  if (slowest?.hard === undefined) return { seconds: 0, formula: '', inputs: [] };
  const { volume, itemSize } = draft.traffic;
  const size = volume.value * itemSize.value;
  return {
    seconds: size / slowest.hard.value,
    formula: `${bytes(size)} / ${bytes(slowest.hard.value)}/s`,
    inputs: [volume, itemSize, slowest.hard],
  };
}
