import type { PlannedSeries, Series } from '../../plan/alert.ts';
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

/** The series that are worth a picture besides those that rules read. */
export function seriesOfFlows(cases: readonly FlowCase[]): readonly PlannedSeries[] {
  return cases.flatMap((subject) =>
    shown(subject).map((series) => ({ flow: subject.flow.id, series })),
  );
}

function shown(subject: FlowCase): readonly Series[] {
  const { style, flow, called } = subject;
  const attempts = called
    .filter(({ api }) => api !== undefined)
    .flatMap((system) => [
      systemSeries(system, 'http_client_request_duration_seconds'),
      ...(system.calls === undefined || system.calls.breaker.none !== undefined
        ? []
        : [systemSeries(system, 'integration_client_breaker_open')]),
    ]);
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
