import type { PlannedAlert, PlannedSeries, Series } from '../../plan/alert.ts';
import { seriesOf } from '../../plan/alert.ts';
import { callSeries, flowSeries, systemSeries } from './series.ts';
import type { FlowCase } from './subject.ts';
import { bindingOf, isConfirmed } from './subject.ts';

/** The metrics that exist in these flows; the labels are ids of the plan, so their number is bounded. */
export function metricsOf(cases: readonly FlowCase[]): readonly string[] {
  return [...new Set(cases.flatMap(metrics))];
}

function metrics(subject: FlowCase): readonly string[] {
  return { waiting: waitingMetrics, run: runMetrics, poll: pollMetrics, queued: queueMetrics }[
    subject.style
  ](subject);
}

function waitingMetrics({ target, flow }: FlowCase): readonly string[] {
  return [
    `answers, refusals and second attempts of ${flow.triggerNames[0] ?? flow.id}`,
    `duration of one attempt at ${target.id}`,
    'slots in use',
    ...breakerMetric(target.calls?.breaker.none === undefined),
  ];
}

function runMetrics(subject: FlowCase): readonly string[] {
  const { source, target } = subject;
  return [
    `items, bytes and control totals of ${source.id} and ${target.id}`,
    'slack that is left',
    ...(isConfirmed(subject) ? ['time from upload to confirmation'] : []),
  ];
}

function pollMetrics(subject: FlowCase): readonly string[] {
  return [`age of the cursor at ${subject.source.id}`, ...queueMetrics(subject)];
}

function queueMetrics({ flow, target }: FlowCase): readonly string[] {
  const binding = bindingOf(flow);
  return [
    'age of the oldest, backlog, delivered, set aside',
    ...(binding === undefined ? [] : [`use of ${binding.system}'s limit`]),
    ...(flow.expires === undefined ? [] : ['expired']),
    ...(flow.reconcile === undefined ? [] : [`difference to ${flow.from}`]),
    ...breakerMetric(target.calls?.breaker.none === undefined),
  ];
}

function breakerMetric(exists: boolean): readonly string[] {
  return exists ? ['breaker state'] : [];
}

/** The series that are worth a picture: what the flows are about, and whatever a rule reads. */
export function seriesOfFlows(
  cases: readonly FlowCase[],
  alerts: readonly PlannedAlert[],
): readonly PlannedSeries[] {
  const found = cases.flatMap((subject) => {
    const { flow } = subject;
    const read = alerts
      .flatMap(({ signals }) => signals)
      .filter((signal) => signal.flow === flow.id)
      .flatMap(({ conditions }) => conditions.flatMap(seriesOf));
    return [...shown(subject), ...read].map((series) => ({ flow: flow.id, series }));
  });
  const texts = found.map((each) => JSON.stringify(each));
  return found.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

function shown(subject: FlowCase): readonly Series[] {
  const { style, flow, called } = subject;
  const attempts = called
    .filter(({ api }) => api !== undefined)
    .map((system) => systemSeries(system, 'http_client_request_duration_seconds'));
  if (style === 'waiting') return [callSeries(subject), ...attempts];
  if (style === 'run') return [flowSeries(subject, 'integration_flow_run_items'), ...attempts];
  return [
    flowSeries(subject, 'integration_flow_waiting_items'),
    flowSeries(subject, 'integration_flow_delivered_total'),
    ...(flow.expires === undefined
      ? [flowSeries(subject, 'integration_flow_oldest_waiting_seconds')]
      : [flowSeries(subject, 'integration_flow_expired_total')]),
    ...attempts,
  ];
}
