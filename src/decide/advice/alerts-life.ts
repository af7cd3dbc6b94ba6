import type { Series } from '../../plan/alert.ts';
import { silence } from './alert-figures.ts';
import { page, type AlertKind } from './alert-kind.ts';
import { hasConsent, renewalFailures, renewals, renewing } from './alert-tokens.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { callSeries, flowSeries, successSeries } from './series.ts';
import { eventOf, someOf, type FlowCase } from './subject.ts';

/** Rules that tell that nothing happens any more, or soon can. */
export const lifeAlerts: readonly AlertKind[] = [
  {
    name: silenceName,
    severity: (subject) => (silence(subject).value >= defaults.silenceLong ? 'ticket' : 'page'),
    applies: (subject) => subject.style !== 'run',
    figures: (subject) => [silence(subject)],
    condition: (subject, [quiet = '']) => `dead-man: ${silentSign(subject)} for ${quiet}`,
    signals: (subject) => [
      { form: 'silence', series: signOfLife(subject), window: silence(subject) },
    ],
    action: (subject) => silentAction(subject),
  },
  {
    name: 'token renewal fails',
    severity: page,
    applies: (subject) => renewing(subject).length > 0,
    figures: () => [renewalFailures()],
    condition: (subject, [failures = '']) =>
      `${failures} renewals for ${renewed(subject)} failed in a row${renewing(subject).some(hasConsent) ? ', or consent is gone' : ''}`,
    signals: renewals,
    action: (subject) =>
      renewing(subject).some(hasConsent)
        ? `read the store again, else ask for consent anew`
        : `check the client's secret at ${renewed(subject)}`,
  },
];

function silenceName({ style, flow }: FlowCase): string {
  if (style === 'poll') return 'poll stopped';
  if (style === 'waiting') return 'no callers';
  return flow.trigger === 'changes' ? 'no changes' : 'no events';
}

/** What moves as long as the flow is alive. */
function signOfLife(subject: FlowCase): Series {
  const { style, flow } = subject;
  if (style === 'waiting') return callSeries(subject);
  const reads = flow.steps.filter(({ mode, system }) => mode === 'read' && system === flow.from);
  return style === 'poll' && reads.length > 0
    ? successSeries(subject, reads)
    : flowSeries(subject, 'integration_flow_received_total');
}

function renewed(subject: FlowCase): string {
  return someOf(renewing(subject).map(({ id }) => id));
}

function silentSign({ style, flow }: FlowCase): string {
  if (style === 'poll') return `no poll of ${flow.from} succeeded`;
  if (style === 'waiting') return `no ${eventOf(flow)} at all`;
  return `no ${eventOf(flow)} from ${flow.from}`;
}

function silentAction({ style, flow, source }: FlowCase): string {
  if (style === 'waiting') return `is ${flow.from} up, does it call us?`;
  if (style === 'poll') return `does the poller run, does ${flow.from} answer?`;
  return source.webhook === undefined
    ? `are ${flow.from} and its relay up?`
    : `is our subscription active?`;
}
