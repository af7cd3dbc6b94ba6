import type { AlertCondition } from '../../plan/alert.ts';
import { dueCondition } from './alert-clock.ts';
import {
  comparedBy,
  comparisonOverdue,
  countWindow,
  fewest,
  lasting,
  missingShare,
} from './alert-figures.ts';
import { page, ticket, type AlertKind } from './alert-kind.ts';
import { present } from './figures.ts';
import { flowSeries } from './series.ts';
import { isConfirmed, isQueued, isRepeatHarmful, type FlowCase } from './subject.ts';

/** Rules about what came of the work: missing, twice, unconfirmed, set aside. */
export const effectAlerts: readonly AlertKind[] = [
  {
    name: 'second effect',
    severity: page,
    // Where a comparison runs, it is the comparison that finds the second effect.
    applies: (subject) =>
      subject.style !== 'run' && isHarmDeclared(subject) && subject.flow.reconcile === undefined,
    figures: () => [],
    condition: ({ target }) => `${target.id} shows two effects of one key`,
    signals: (subject) => [
      {
        form: 'count',
        series: flowSeries(subject, 'integration_flow_second_effects_total'),
        window: countWindow(),
      },
    ],
    action: () => 'pause, find the key in the log, undo by hand',
  },
  {
    name: 'books disagree',
    severity: page,
    applies: ({ flow }) => flow.reconcile !== undefined,
    figures: (subject) =>
      present(subject.flow.reconcile, comparedBy(subject) ?? comparisonOverdue(subject)),
    condition: (subject, [every = '', late = '']) =>
      `missing or twice in ${subject.flow.to}, compared every ${every}; or not compared ${comparedBy(subject) === undefined ? 'for' : 'by'} ${late}`,
    signals: comparisons,
    lasts: lasting,
    action: ({ flow }) => `send what ${flow.to} lacks; undo doubles by hand`,
  },
  {
    name: 'set aside',
    severity: ticket,
    applies: ({ style, flow }) => style !== 'waiting' && flow.deadLetter.none === undefined,
    figures: () => [],
    condition: () => 'any dead letter',
    signals: (subject) => [
      { form: 'above', series: flowSeries(subject, 'integration_flow_dead_letters') },
    ],
    lasts: lasting,
    action: () => 'read the reason, mend, redrive',
  },
  {
    name: 'unconfirmed',
    severity: ticket,
    applies: (subject) => isQueued(subject) && isConfirmed(subject),
    figures: () => [missingShare(), fewest(), countWindow()],
    condition: (_, [part = '', least = '', window = '']) =>
      `over ${part} of the confirmations due in ${window}, ${least} at least, did not come`,
    signals: (subject) => [
      {
        form: 'share',
        part: flowSeries(subject, 'integration_flow_unconfirmed_total'),
        whole: [
          flowSeries(subject, 'integration_flow_unconfirmed_total'),
          flowSeries(subject, 'integration_flow_confirmed_total'),
        ],
        above: missingShare(),
        window: countWindow(),
        least: fewest(),
      },
    ],
    lasts: lasting,
    action: ({ target }) => `ask ${target.id}; send nothing again`,
  },
];

function comparisons(subject: FlowCase): readonly AlertCondition[] {
  const overdue = comparisonOverdue(subject);
  const series = flowSeries(subject, 'integration_flow_compared_timestamp_seconds');
  const late =
    comparedInTime(subject) ??
    (overdue === undefined ? undefined : { form: 'older' as const, series, than: overdue });
  return [
    { form: 'above', series: flowSeries(subject, 'integration_flow_difference_items') },
    ...(late === undefined ? [] : [late]),
  ];
}

/** The comparison of a day, by the time at which both sides must agree. */
function comparedInTime(subject: FlowCase): AlertCondition | undefined {
  const moment = comparedBy(subject);
  const { reconcile } = subject.flow;
  if (moment === undefined || reconcile === undefined) return undefined;
  return dueCondition(subject, {
    name: 'compared',
    series: flowSeries(subject, 'integration_flow_compared_timestamp_seconds'),
    moment,
    within: reconcile.value,
    withinFrom: [reconcile],
  });
}

function isHarmDeclared({ flow }: FlowCase): boolean {
  return isRepeatHarmful(flow) && flow.duplicate.source.kind === 'declared';
}
