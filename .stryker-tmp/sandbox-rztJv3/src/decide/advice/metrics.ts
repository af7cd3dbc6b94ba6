// @ts-nocheck
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
