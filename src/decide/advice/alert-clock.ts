import type { AlertCondition, Series } from '../../plan/alert.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { derived, present } from './figures.ts';
import { flowSeries } from './series.ts';
import type { FlowCase } from './subject.ts';

/** A time of day of the plan, `03:30 Europe/Berlin`, in seconds after midnight. */
interface Clock {
  readonly seconds: number;
  readonly zone: string;
}

/** What a decision says, if it is a time of day. */
export function clockOf(moment: Decision<string> | undefined): Clock | undefined {
  const [, hours, minutes, zone] = /^(\d\d):(\d\d) (\S+)$/.exec(moment?.value ?? '') ?? [];
  return zone === undefined
    ? undefined
    : { seconds: Number(hours) * hour + Number(minutes) * minute, zone };
}

/** A time of day by which something must have happened, within the seconds before it. */
interface Due {
  readonly name: string;
  readonly series: Series;
  readonly moment: Decision<string>;
  /** Seconds after the moment that are granted. */
  readonly after?: Decision<number> | undefined;
  readonly within: number;
  readonly withinFrom: readonly Decision[];
}

/** The condition for it; undefined where the moment is no time of day. */
export function dueCondition(subject: FlowCase, due: Due): AlertCondition | undefined {
  const clock = clockOf(due.moment);
  if (clock === undefined) return undefined;
  const at = (clock.seconds + (due.after?.value ?? 0)) % day;
  // In the night in which clocks are put back, what happened lies an hour further back than they say.
  const tolerance = clock.zone === 'UTC' ? 0 : defaults.summerTime;
  const within = due.within + tolerance;
  const id = `${subject.flow.id}.${due.name}`;
  const condition = {
    form: 'due' as const,
    series: due.series,
    at: derived(
      `${id}.at`,
      {
        value: at,
        unit: 's',
        reason: `The time of day in ${clock.zone} as seconds after midnight, for a rule that knows no clock.`,
        formula: `${due.moment.value}${due.after === undefined ? '' : ` + ${duration(due.after.value)}`}: ${count(at)} s`,
      },
      present(due.moment, due.after),
    ),
    within: derived(
      `${id}.within`,
      {
        value: within,
        unit: 's',
        reason: 'What happened longer before belongs to the time before.',
        formula: `${duration(due.within)}${tolerance === 0 ? '' : ` + ${duration(tolerance)} of summer time`} = ${duration(within)}`,
      },
      due.withinFrom,
    ),
  };
  return clock.zone === 'UTC'
    ? condition
    : { ...condition, offset: flowSeries(subject, 'integration_flow_utc_offset_seconds') };
}

/** Seconds from one time of day to the next occurrence of another in the same zone. */
export function secondsUntil(start: Clock, end: Clock): number {
  return (end.seconds - start.seconds + day) % day;
}

const minute = 60;
const hour = 3600;
const day = 86_400;
