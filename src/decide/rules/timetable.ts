import type { Flow } from '../../model/integration.ts';
import type { ClockTime } from '../../model/quantity.ts';
import type { Decision } from '../../plan/decision.ts';
import { clockText, count, duration } from '../../plan/figure.ts';
import type { Timetable } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { later, secondsBetween } from './clock.ts';

/** The part of a timetable that the clock alone settles, and the time that is open for calls. */
export interface OpenTime {
  readonly table: Timetable;
  /** Seconds; from `prepare` to `confirm`, or the whole time until the next run. */
  readonly open: number;
  readonly openInputs: readonly Decision[];
}

const day = 86_400;

/** Start, deadline and what lies between them, for a run with a schedule or a flow with a deadline. */
export function openTime(flow: Flow, period: number): OpenTime | undefined {
  if (flow.trigger.kind === 'poll') return undefined;
  if (flow.schedule === undefined && flow.deadline === undefined) return undefined;
  const start = startOf(flow);
  if (flow.deadline === undefined) return withoutDeadline(flow, start, period);
  const deadline = flow.deadline;
  const window = windowOf(flow, { end: deadline.value, start });
  const prepare = prepareOf(flow, window);
  const confirm = confirmOf(flow, window);
  const every = attemptEvery(flow, window);
  return {
    open: Math.max(1, window.value - prepare.value - confirm.value),
    openInputs: [window, prepare, confirm],
    table: {
      start,
      deadline: stated(`flows.${flow.id}.timetable.deadline`, declaredAt(deadline.at), {
        value: clockText(deadline.value),
        reason:
          'After this moment the work is worthless or does harm, so everything is counted back from it.',
      }),
      window,
      prepare,
      confirm,
      lastSafeMoment: lastSafeMoment(flow, { end: deadline.value, window, confirm }),
      attemptEvery: every,
      attempts: attemptsOf(flow, { window, prepare, confirm, every }),
    },
  };
}

function withoutDeadline(flow: Flow, start: Decision<string>, period: number): OpenTime {
  const { readyInSeconds } = flow.schedule?.value ?? {};
  const at = flow.schedule?.at ?? flow.at;
  const prepare =
    readyInSeconds === undefined
      ? undefined
      : stated(`flows.${flow.id}.timetable.prepare`, declaredAt(at), {
          value: readyInSeconds,
          unit: 's' as const,
          reason: 'The file says how long the source needs until its data are ready.',
        });
  return {
    open: Math.max(1, period - (readyInSeconds ?? 0)),
    openInputs: [start, ...(prepare === undefined ? [] : [prepare])],
    table: { start, ...(prepare === undefined ? {} : { prepare }) },
  };
}

function startOf(flow: Flow): Decision<string> {
  const id = `flows.${flow.id}.timetable.start`;
  const { schedule, deadline } = flow;
  if (schedule === undefined) {
    const reason = 'No schedule is given, so what comes after one deadline has until the next.';
    return deadline === undefined
      ? stated(id, byDefault('startAtOnce'), { value: 'at once', reason })
      : derived(id, { value: `${clockText(deadline.value)} the day before`, reason }, [
          `flows.${flow.id}.timetable.deadline`,
        ]);
  }
  return stated(id, declaredAt(schedule.at), {
    value: scheduleText(schedule.value),
    reason: 'The file sets when the run starts.',
  });
}

function scheduleText({
  at,
  everySeconds,
  cron,
}: {
  at?: ClockTime;
  everySeconds?: number;
  cron?: string;
}): string {
  if (at !== undefined) return clockText(at);
  return everySeconds === undefined ? `cron ${cron ?? ''}` : `every ${duration(everySeconds)}`;
}

function windowOf(
  flow: Flow,
  { end, start }: { end: ClockTime; start: Decision<string> },
): Decision<number> {
  const at = flow.schedule?.value.at;
  const value = at === undefined ? day : secondsBetween(at, end);
  return derived(
    `flows.${flow.id}.timetable.window`,
    {
      value,
      unit: 's',
      reason: 'Everything, an outage included, must fit between start and deadline.',
      formula: `${clockText(end)} - ${start.value} = ${duration(value)}`,
    },
    [start, `flows.${flow.id}.timetable.deadline`],
  );
}

function prepareOf(flow: Flow, window: Decision<number>): Decision<number> {
  const id = `flows.${flow.id}.timetable.prepare`;
  const declared = flow.schedule?.value.readyInSeconds;
  if (flow.schedule !== undefined && declared !== undefined) {
    return stated(id, declaredAt(flow.schedule.at), {
      value: declared,
      unit: 's',
      reason: 'The file says how long the source needs until its data are ready.',
    });
  }
  const value = Math.min(defaults.prepareMost, window.value / defaults.prepareShare);
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'Nobody says how long the source takes to get ready, so a tenth of the window is set aside, ten minutes at most.',
      formula: `min(${duration(defaults.prepareMost)}, ${duration(window.value)} / ${count(defaults.prepareShare)}) = ${duration(value)}`,
    },
    [window],
  );
}

function confirmOf(flow: Flow, window: Decision<number>): Decision<number> {
  const id = `flows.${flow.id}.timetable.confirm`;
  const declared = flow.steps.find(
    (step) => step.confirm?.value.takesSeconds !== undefined,
  )?.confirm;
  if (declared?.value.takesSeconds !== undefined) {
    return stated(id, declaredAt(declared.at), {
      value: declared.value.takesSeconds,
      unit: 's',
      reason: 'The file says how long the other side takes to confirm.',
    });
  }
  const value = Math.min(defaults.confirmMost, window.value / defaults.confirmShare);
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'Nobody says how long the other side takes to confirm, so a quarter of the window is set aside, half an hour at most.',
      formula: `min(${duration(defaults.confirmMost)}, ${duration(window.value)} / ${count(defaults.confirmShare)}) = ${duration(value)}`,
    },
    [window],
  );
}

function lastSafeMoment(
  flow: Flow,
  { end, window, confirm }: { end: ClockTime; window: Decision<number>; confirm: Decision<number> },
): Decision<string> {
  const reserve = Math.max(confirm.value, window.value / defaults.lastMomentShare);
  const moment = clockText(later(end, -reserve));
  return derived(
    `flows.${flow.id}.timetable.last-safe-moment`,
    {
      value: moment,
      reason:
        'After this moment no confirmation can arrive before the deadline, so a person is called and decides.',
      formula: `${clockText(end)} - max(${duration(confirm.value)}, ${duration(window.value)} / ${count(defaults.lastMomentShare)}) = ${moment}`,
    },
    [`flows.${flow.id}.timetable.deadline`, window, confirm],
  );
}

function attemptsOf(
  flow: Flow,
  at: Readonly<Record<'window' | 'prepare' | 'confirm' | 'every', Decision<number>>>,
): Decision<number> {
  const { window, prepare, confirm, every } = at;
  const reserve = Math.max(confirm.value, window.value / defaults.lastMomentShare);
  const open = Math.max(0, window.value - prepare.value - reserve);
  const value = Math.max(1, Math.floor(open / every.value));
  return derived(
    `flows.${flow.id}.timetable.attempts`,
    {
      value,
      unit: 'attempts',
      reason: 'So often the run can be tried before nobody could confirm it in time any more.',
      formula: `max(1, floor((${duration(window.value)} - ${duration(prepare.value)} - ${duration(reserve)}) / ${duration(every.value)})) = ${count(value)}`,
    },
    [window, prepare, confirm, every],
  );
}

function attemptEvery(flow: Flow, window: Decision<number>): Decision<number> {
  const { attemptLeast, attemptMost, attemptShare } = defaults;
  const value = Math.min(Math.max(window.value / attemptShare, attemptLeast), attemptMost);
  return derived(
    `flows.${flow.id}.timetable.attempt-every`,
    {
      value,
      unit: 's',
      reason:
        'Attempts and look-ups are spread over the whole window, because the other side may be away for most of it.',
      formula: `clamp(${duration(window.value)} / ${count(attemptShare)}, ${duration(attemptLeast)}, ${duration(attemptMost)}) = ${duration(value)}`,
    },
    [window],
  );
}
