import type { ClockTime } from '../../model/quantity.ts';
import type { Decision } from '../../plan/decision.ts';
import { later } from '../rules/clock.ts';
import { isOpenAt, untilOpen } from '../rules/hours.ts';
import { clockText, count, duration, rate } from '../../plan/figure.ts';
import type { ClosedHours } from '../../plan/flow.ts';
import type { FlowContext } from '../flow-context.ts';
import type { Judgement } from './judgement.ts';

/** Whether the open hours of the called systems carry the flow. */
export function judgeHours(
  context: FlowContext,
  closedHours: ClosedHours | undefined,
): readonly Judgement[] {
  return [
    ...judgeOpenTime(context),
    ...judgeRun(context),
    ...(closedHours === undefined ? [] : judgeWaiting(context, closedHours)),
  ];
}

// What a day brings must pass while the system is open, whatever the rate is over the whole day.
function judgeOpenTime({ paths, called, draft }: FlowContext): readonly Judgement[] {
  if (draft.open !== undefined) return [];
  return paths.flatMap((path): Judgement[] => {
    const openTime = called.find(({ id }) => id === path.system)?.planned.hours?.openTime;
    if (openTime === undefined || !path.loads.some(({ flow }) => flow === draft.flow.id)) return [];
    const average = path.loads.reduce(
      (sum, load) => sum + load.average.value * path.unitsOf(load),
      0,
    );
    const needed = (average * 86_400) / openTime.value;
    if (needed <= path.hardRate) return [];
    const formula = `${rate(average)} x 24 h / ${duration(openTime.value)} = ${rate(needed)} > ${rate(path.hardRate)}`;
    return [
      {
        verdict: 'infeasible',
        kind: 'limit',
        sentence: `What a day brings must pass ${path.system} in ${duration(openTime.value)}: ${rate(needed)} are needed, ${path.label} allows ${rate(path.hardRate)}.`,
        formula,
        inputs: [
          openTime,
          ...path.hardInputs,
          ...path.loads.flatMap((load) => load.average.inputs),
        ],
        waysOut: [
          {
            id: 'open-longer',
            text: `Send at most ${count(path.hardRate * openTime.value)} calls a day, or have ${path.system} open longer.`,
            formula: `${rate(path.hardRate)} x ${duration(openTime.value)} = ${count(path.hardRate * openTime.value)}`,
          },
        ],
      },
    ];
  });
}

function judgeRun({ draft }: FlowContext): readonly Judgement[] {
  const start = draft.flow.schedule?.value.at;
  if (start === undefined || draft.open === undefined) return [];
  const { table } = draft.open;
  const systems = [...new Set(draft.flow.steps.map(({ system }) => system))];
  return systems.flatMap((id): Judgement[] => {
    const hours = draft.system(id).hours?.value;
    if (hours === undefined || hours === 'unknown' || isOpenAt(hours, start)) return [];
    const wait = untilOpen(hours, start);
    const isTooLate = table.window !== undefined && wait >= table.window.value;
    return [closedRun({ id, start, wait, isTooLate, began: table.start })];
  });
}

function closedRun(at: {
  readonly id: string;
  readonly start: ClockTime;
  readonly wait: number;
  readonly isTooLate: boolean;
  readonly began: Decision<string>;
}): Judgement {
  const start = clockText(at.start);
  const opens = clockText(later(at.start, at.wait));
  const formula = `${start} + ${duration(at.wait)} = ${opens}`;
  return {
    verdict: at.isTooLate ? 'infeasible' : 'feasible if',
    kind: 'deadline',
    sentence: at.isTooLate
      ? `The run starts at ${start}, and ${at.id} opens at ${opens}, after the deadline.`
      : `The run starts at ${start} while ${at.id} is closed, and begins its calls at ${opens}, ${duration(at.wait)} later.`,
    formula,
    inputs: [`systems.${at.id}.hours`, at.began],
    waysOut: [{ id: 'start-when-open', text: `Start at ${opens}, when ${at.id} opens.`, formula }],
  };
}

function judgeWaiting(
  { draft }: FlowContext,
  { system, items, drain, latest }: ClosedHours,
): readonly Judgement[] {
  const target = draft.latencyTarget;
  if (drain === undefined || latest === undefined) {
    return [
      {
        verdict: 'feasible if',
        kind: 'synchronous',
        sentence: `${system} is closed for part of the day, and ${count(items.value)} callers a day then get the fallback.`,
        formula: items.formula ?? '',
        inputs: [items],
        waysOut: [],
      },
    ];
  }
  if (target === undefined || (latest.value !== null && latest.value <= target.value)) return [];
  const done =
    drain.value === null ? 'never catch up' : `are done ${duration(drain.value)} after it opens`;
  return [
    {
      verdict: drain.value === null ? 'infeasible' : 'feasible if',
      kind: 'drain',
      sentence: `While ${system} is closed ${count(items.value)} events wait, which ${done}; ${duration(target.value)} can be promised for its open hours only.`,
      formula: [items, drain, latest].flatMap(({ formula }) => formula ?? []).join('; '),
      inputs: [items, drain, latest, target],
      waysOut:
        latest.value === null
          ? []
          : [
              {
                id: 'promise-open-hours',
                text: `Promise ${duration(latest.value)}, or the present time for open hours only.`,
                formula: latest.formula ?? '',
              },
            ],
    },
  ];
}
