import type { AlertCondition } from '../../plan/alert.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import { runPeriod } from '../rules/run-period.ts';
import { clockOf, dueCondition, secondsUntil } from './alert-clock.ts';
import { page, ticket, type AlertKind } from './alert-kind.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { derived, present, standard } from './figures.ts';
import { flowSeries } from './series.ts';
import { isConfirmed, isFile, type FlowCase } from './subject.ts';

const isRun = ({ style }: FlowCase): boolean => style === 'run';
const hasDeadline = (subject: FlowCase): boolean =>
  isRun(subject) && subject.flow.timetable?.lastSafeMoment !== undefined;

/** Rules of flows that run by the clock. */
export const runAlerts: readonly AlertKind[] = [
  {
    name: 'run late',
    severity: page,
    applies: hasDeadline,
    figures: ({ flow }) => present(flow.timetable?.lastSafeMoment),
    condition: (subject, [moment = '']) =>
      `not ${isConfirmed(subject) ? 'delivered and confirmed' : 'delivered'} by ${moment}, the last safe moment`,
    signals: (subject) => [lateRun(subject)],
    action: ({ target }) =>
      `call ${target.id}; ${isFile(target) ? 'send the staged bytes, never a new export' : 'start the run again'}`,
  },
  {
    name: 'run did not start',
    severity: page,
    applies: isRun,
    figures: startFigures,
    condition: (subject, shown) =>
      `dead-man: no ${isFile(subject.target) ? 'staged file' : 'run'} of ${subject.source.id} ${startText(subject, shown)}`,
    signals: (subject) => [unstartedRun(subject)],
    action: ({ source, target }) =>
      `start the ${isFile(target) ? 'export' : 'run'} of ${source.id} by hand`,
  },
  {
    name: 'totals differ',
    severity: page,
    applies: isRun,
    figures: () => [],
    condition: ({ source, target }) =>
      `count or control total of ${target.id} differs from ${source.id}`,
    signals: (subject) => [
      { form: 'above', series: flowSeries(subject, 'integration_flow_run_difference') },
    ],
    action: ({ flow, target }) =>
      `stop, compare ${isFile(target) ? 'the hashes' : 'item by item'}, decide with ${flow.from}`,
  },
  {
    name: 'run unlike the last',
    severity: ticket,
    applies: isRun,
    figures: () => [runChange()],
    condition: (_, [change = '']) => `count differs by over ${change} from the run before`,
    signals: (subject) => [
      {
        form: 'differs',
        series: flowSeries(subject, 'integration_flow_run_items'),
        from: flowSeries(subject, 'integration_flow_run_before_items'),
        by: runChange(),
      },
    ],
    action: ({ source, target }) =>
      `ask ${source.id}${isFile(target) ? ' before the file leaves' : ''}`,
  },
  {
    name: 'runs missed',
    severity: ticket,
    applies: (subject) => isRun(subject) && !hasDeadline(subject),
    figures: (subject) => [missedRuns(), missedTime(subject)],
    condition: (_, [missed = '', time = '']) => `${missed} runs in a row, ${time}, without success`,
    signals: (subject) => [
      {
        form: 'older',
        series: flowSeries(subject, 'integration_flow_run_succeeded_timestamp_seconds'),
        than: missedTime(subject),
      },
    ],
    action: ({ target }) => `read the last error of ${target.id}`,
  },
];

function runChange(): Decision<number> {
  return standard(
    'runChange',
    'A run that differs more from the one before is looked at before somebody relies on it.',
    'share',
  );
}

const missedRuns = (): Decision<number> =>
  standard('missedIntervals', 'One missed run heals by itself; several do not.');

/** Seconds from the start of so many runs to the start of the next. */
function missedTime({ flow, declared }: FlowCase): Decision<number> {
  const period = runPeriod(declared?.schedule?.value);
  const value = Math.round(defaults.missedIntervals * period);
  return derived(
    `${flow.id}.missed-time`,
    {
      value,
      unit: 's',
      reason: 'By then so many runs should have been done.',
      formula: `${count(defaults.missedIntervals)} x ${duration(period)} = ${duration(value)}`,
    },
    present(flow.timetable?.start),
  );
}

/** A run that starts at the same time every day; others start too unevenly for a time of day. */
function isDaily({ flow }: FlowCase): boolean {
  return clockOf(flow.timetable?.start) !== undefined;
}

function startFigures(subject: FlowCase): readonly Decision[] {
  const { timetable } = subject.flow;
  return isDaily(subject) ? present(timetable?.start, timetable?.prepare) : [missedTime(subject)];
}

function startText(subject: FlowCase, [first = '', prepare]: readonly string[]): string {
  if (!isDaily(subject)) return `for ${first}`;
  return prepare === undefined ? `at ${first}` : `${prepare} after ${first}`;
}

function unstartedRun(subject: FlowCase): AlertCondition {
  const series = flowSeries(subject, 'integration_flow_run_started_timestamp_seconds');
  const { start, prepare } = subject.flow.timetable ?? {};
  // Without a time to get ready, a run is given as long as a message would last.
  const after = prepare ?? standard('alertFor', 'A start is seen only after some readings.', 's');
  const due =
    start === undefined
      ? undefined
      : dueCondition(subject, {
          ...{ name: 'start', series, moment: start, after },
          within: after.value,
          withinFrom: [after],
        });
  return due ?? { form: 'older', series, than: missedTime(subject) };
}

function lateRun(subject: FlowCase): AlertCondition {
  const series = flowSeries(subject, 'integration_flow_run_succeeded_timestamp_seconds');
  const { lastSafeMoment, deadline, window } = subject.flow.timetable ?? {};
  const [end, last] = [clockOf(deadline), clockOf(lastSafeMoment)];
  const due =
    lastSafeMoment === undefined || window === undefined || end === undefined || last === undefined
      ? undefined
      : dueCondition(subject, {
          ...{ name: 'late-run', series, moment: lastSafeMoment },
          within: window.value - secondsUntil(last, end),
          withinFrom: present(window, deadline, lastSafeMoment),
        });
  return due ?? { form: 'older', series, than: missedTime(subject) };
}
