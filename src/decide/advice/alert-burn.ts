import type { AlertCondition, BurnRate } from '../../plan/alert.ts';
import type { Decision } from '../../plan/decision.ts';
import { unservedShare } from './alert-figures.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { standard } from './figures.ts';
import { flowSeries } from './series.ts';
import type { FlowCase } from './subject.ts';

/** Whether traffic supports a burn rate: ten failures within the short window must mean something, and the rate can be reached. */
export function carriesBurnRate({ flow, settings }: FlowCase): boolean {
  const budget = 1 - settings.slo.value;
  const least = defaults.burnEvents / (defaults.burnShortWindow * defaults.burnFactor * budget);
  return flow.averageRate.value >= least && defaults.burnFactor * budget < 1;
}

/** The rate that eats two per cent of the budget of a month in an hour. */
export const fastBurn = (): BurnRate => ({
  factor: standard(
    'burnFactor',
    'At this rate an hour eats two per cent of the budget of a month (SRE workbook).',
  ),
  long: standard('burnWindow', longReason, 's'),
  short: standard('burnShortWindow', shortReason, 's'),
});
/** The rate that eats five per cent in six hours. */
export const slowBurn = (): BurnRate => ({
  factor: standard(
    'burnFactorSlow',
    'At this rate six hours eat five per cent of the budget of a month (SRE workbook).',
  ),
  long: standard('burnWindowSlow', longReason, 's'),
  short: standard('burnShortWindowSlow', shortReason, 's'),
});
/** The rate that uses the budget up by the end of the month. */
export const ticketBurn = (): BurnRate => ({
  factor: standard(
    'burnFactorTicket',
    'At this rate nothing of the budget is left at the end of the month (SRE workbook).',
  ),
  long: standard('burnWindowTicket', longReason, 's'),
  short: standard('burnShortWindowTicket', shortReason, 's'),
});

const longReason = 'The long window of a burn rate keeps short peaks from paging.';
const shortReason = 'The short window ends the alarm soon after the cause.';

/** Deliveries that are late against all of them. */
export function burn(subject: FlowCase, rates: readonly BurnRate[]): AlertCondition {
  return {
    form: 'burn',
    part: flowSeries(subject, 'integration_flow_late_total'),
    whole: flowSeries(subject, 'integration_flow_delivered_total'),
    budget: unservedShare(subject),
    rates,
  };
}

/** The figures of a rate in the order in which `burnText` takes them. */
export function figuresOf({ factor, long, short }: BurnRate): readonly Decision[] {
  return [factor, long, short];
}

/** How many there are. */
export const burnFigures = 3;

export function burnText([factor = '', long = '', short = '']: readonly string[]): string {
  return `${factor}x over ${long} and ${short}`;
}
