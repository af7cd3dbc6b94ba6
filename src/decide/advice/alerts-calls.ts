import { unanswered } from '../../plan/metrics.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { CallPolicy } from '../../plan/system.ts';
import { countWindow, fewest, secondShare } from './alert-figures.ts';
import { page, ticket, type AlertKind } from './alert-kind.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { derived, present, standard } from './figures.ts';
import { callSeries, eventSeries, systemSeries } from './series.ts';
import type { FlowCase } from './subject.ts';

const isWaiting = ({ style }: FlowCase): boolean => style === 'waiting';
const hasBreaker = (subject: FlowCase): boolean =>
  breakerOf(subject) !== undefined && breakerOf(subject)?.none === undefined;

/** Rules of flows whose caller waits. */
export const callAlerts: readonly AlertKind[] = [
  {
    name: 'callers without an answer',
    severity: page,
    applies: isWaiting,
    figures: (subject) => [refusedLimit(subject), countWindow()],
    condition: ({ flow }, [limit = '', window = '']) =>
      `${limit} or more callers in ${window} got "${flow.waiting?.answer.value ?? 'no answer'}"`,
    signals: (subject) => [
      {
        form: 'count',
        series: callSeries(subject, unanswered),
        window: countWindow(),
        least: refusedLimit(subject),
      },
    ],
    action: ({ target }) => `breaker open: call ${target.id}; closed: read our own error`,
  },
  {
    name: 'outage outlasts the plan',
    severity: page,
    applies: (subject) => isWaiting(subject) && hasBreaker(subject),
    figures: ({ flow }) => [flow.outage],
    condition: (_, [outage = '']) =>
      `breaker open or probing for ${outage}, the planned outage, and callers refused`,
    signals: ({ flow, target }) => [
      {
        form: 'open',
        series: systemSeries(target, 'integration_client_breaker_open'),
        refused: eventSeries(target, 'breaker_refused'),
        window: flow.outage,
      },
    ],
    action: ({ target }) => `ask ${target.id} how long; tell the callers' owner`,
  },
  {
    name: 'second attempts',
    severity: ticket,
    applies: (subject) =>
      isWaiting(subject) && (subject.flow.waiting?.secondAttempt.value ?? 0) > 0,
    figures: (subject) => [secondShare(subject), fewest(), countWindow()],
    condition: (_, [part = '', least = '', window = '']) =>
      `over ${part} of the calls in ${window}, ${least} at least, needed two attempts`,
    signals: (subject) => [
      {
        form: 'share',
        part: eventSeries(subject.target, 'retry_scheduled'),
        whole: [systemSeries(subject.target, 'integration_client_call_duration_seconds')],
        above: secondShare(subject),
        window: countWindow(),
        least: fewest(),
      },
    ],
    action: ({ target }) => `compare ${target.id} with its declared latency`,
  },
  {
    name: 'certificate ends',
    severity: ticket,
    applies: ({ target }) => /\b(?:mtls|mutual|certificate)/i.test(target.auth.method.value),
    figures: () => [certificateWarning()],
    condition: ({ target }, [left = '']) => `certificate for ${target.id} ends in ${left}`,
    signals: ({ target }) => [
      {
        form: 'ends',
        series: {
          ...systemSeries(target, 'integration_certificate_end_timestamp_seconds'),
          byHand: true,
        },
        within: certificateWarning(),
      },
    ],
    action: () => 'issue the next one and let both be accepted',
  },
];

function certificateWarning(): Decision<number> {
  return standard(
    'certificateWarning',
    'A certificate takes weeks where another company must accept it.',
    's',
  );
}

/** Callers in the window from which somebody is woken: a count, because a share of few calls says nothing. */
function refusedLimit({ flow }: FlowCase): Decision<number> {
  const average = flow.averageRate.value;
  const expected = Math.ceil(average * defaults.countWindow * defaults.refusedShare);
  return derived(
    `${flow.id}.refused`,
    {
      value: Math.max(defaults.refusedFloor, expected),
      reason:
        'A few callers without an answer are ordinary; a tenth of the average traffic is not.',
      formula: `max(${count(defaults.refusedFloor)}, ${rate(average)} x ${duration(defaults.countWindow)} x ${share(defaults.refusedShare)}) = ${count(Math.max(defaults.refusedFloor, expected))} callers`,
    },
    present(flow.averageRate),
  );
}

function breakerOf({ target }: FlowCase): CallPolicy['breaker'] | undefined {
  return target.calls?.breaker;
}
