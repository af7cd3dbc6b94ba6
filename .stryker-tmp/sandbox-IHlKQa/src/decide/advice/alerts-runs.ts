// @ts-nocheck
import { page, ticket, type AlertKind } from './alert-kind.ts';
import { present, standard } from './figures.ts';
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
    action: ({ target }) =>
      `call ${target.id}; ${isFile(target) ? 'send the staged bytes, never a new export' : 'start the run again'}`,
  },
  {
    name: 'run did not start',
    severity: page,
    applies: isRun,
    figures: ({ flow }) => present(flow.timetable?.start, flow.timetable?.prepare),
    condition: ({ source, target }, [start = '', prepare]) =>
      `dead-man: no ${isFile(target) ? 'staged file' : 'run'} of ${source.id} ${prepare === undefined ? 'at' : `${prepare} after`} ${start}`,
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
    action: ({ flow, target }) =>
      `stop, compare ${isFile(target) ? 'the hashes' : 'item by item'}, decide with ${flow.from}`,
  },
  {
    name: 'run unlike the last',
    severity: ticket,
    applies: isRun,
    figures: () => [
      standard(
        'runChange',
        'A run that differs more from the one before is looked at before somebody relies on it.',
        'share',
      ),
    ],
    condition: (_, [change = '']) => `count differs by over ${change} from the run before`,
    action: ({ source, target }) =>
      `ask ${source.id}${isFile(target) ? ' before the file leaves' : ''}`,
  },
  {
    name: 'runs missed',
    severity: ticket,
    applies: (subject) => isRun(subject) && !hasDeadline(subject),
    figures: () => [standard('missedIntervals', 'One missed run heals by itself; several do not.')],
    condition: (_, [missed = '']) => `${missed} runs in a row without success`,
    action: ({ target }) => `read the last error of ${target.id}`,
  },
];
