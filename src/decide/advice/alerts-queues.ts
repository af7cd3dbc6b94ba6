import {
  burn,
  burnFigures,
  burnText,
  carriesBurnRate,
  fastBurn,
  figuresOf,
  slowBurn,
} from './alert-burn.ts';
import { fewest, lasting, lateAge, staleFor, unservedShare } from './alert-figures.ts';
import { page, type AlertKind } from './alert-kind.ts';
import { flowSeries } from './series.ts';
import { isExceeded, isQueued, type FlowCase } from './subject.ts';

const fits = ({ flow }: FlowCase): boolean => !isExceeded(flow);
/** Whether what waits is kept until it is delivered. */
export const keeps = (subject: FlowCase): boolean =>
  isQueued(subject) && fits(subject) && subject.flow.expires === undefined;

/** Rules of flows behind a queue; a poll is one of them from its cursor on. */
export const queueAlerts: readonly AlertKind[] = [
  {
    name: 'late',
    severity: page,
    // A share of what is delivered says nothing while nothing is, so the age stands beside a burn rate too.
    applies: keeps,
    figures: (subject) => [lateAge(subject), lasting()],
    condition: (_, [age = '', time = '']) => `oldest waiting older than ${age} for ${time}`,
    signals: (subject) => [
      {
        form: 'above',
        series: flowSeries(subject, 'integration_flow_oldest_waiting_seconds'),
        above: lateAge(subject),
      },
    ],
    lasts: lasting,
    action: ({ target }) => `breaker open: call ${target.id}; closed: restart the worker`,
  },
  {
    name: 'promise burns',
    severity: page,
    applies: (subject) => keeps(subject) && carriesBurnRate(subject),
    figures: (subject) => [lateAge(subject), ...figuresOf(fastBurn()), ...figuresOf(slowBurn())],
    condition: (_, [age = '', ...shown]) =>
      `delivered later than ${age}: error budget burns ${burnText(shown.slice(0, burnFigures))}, or ${burnText(shown.slice(burnFigures))}`,
    signals: (subject) => [burn(subject, [fastBurn(), slowBurn()])],
    action: ({ target }) => `breaker open: call ${target.id}; closed: compare send rate and limit`,
  },
  {
    name: 'stale items dropped',
    severity: page,
    applies: (subject) => isQueued(subject) && fits(subject) && subject.flow.expires !== undefined,
    figures: (subject) => [unservedShare(subject), fewest(), lasting(), staleFor(subject)],
    condition: ({ target }, [part = '', least = '', window = '', time = '']) =>
      `for ${time} over ${part} expired, ${least} or more in ${window}, while ${target.id} answers`,
    signals: (subject) => [
      {
        form: 'share',
        part: flowSeries(subject, 'integration_flow_expired_total'),
        whole: [
          flowSeries(subject, 'integration_flow_expired_total'),
          flowSeries(subject, 'integration_flow_delivered_total'),
        ],
        above: unservedShare(subject),
        window: lasting(),
        least: fewest(),
        while: flowSeries(subject, 'integration_flow_delivered_total'),
      },
    ],
    lasts: staleFor,
    action: ({ target }) =>
      `rate at the limit: ask ${target.id} for more; below: restart the worker`,
  },
];
