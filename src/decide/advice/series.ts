import type { Series } from '../../plan/alert.ts';
import type { MetricName } from '../../plan/metrics.ts';
import type { PlannedStep } from '../../plan/flow.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import type { FlowCase } from './subject.ts';

/** What the code of the flow has to export: it is not generated. */
export function flowSeries({ flow, integration }: FlowCase, metric: MetricName): Series {
  return { metric, labels: { integration, flow: flow.id }, byHand: true };
}

/** What the client of a system tells; a port has none. */
export function systemSeries(
  { id, api }: PlannedSystem,
  metric: MetricName,
  labels: Series['labels'] = {},
): Series {
  return { metric, labels: { integration_system: id, ...labels }, byHand: api === undefined };
}

/** What happened so often to calls of a system. */
export function eventSeries(system: PlannedSystem, event: string): Series {
  return systemSeries(system, 'integration_client_events_total', {
    integration_event_name: event,
  });
}

/** The calls of a flow, or of some of its steps: those that failed in one of the ways of a pattern. */
export function callSeries(
  subject: FlowCase,
  failed?: string,
  steps: readonly PlannedStep[] = subject.flow.steps,
): Series {
  const systems = subject.called.filter(({ id }) => steps.some(({ system }) => system === id));
  const operations = steps.flatMap(({ operation }) => operation ?? []);
  return {
    metric: 'integration_client_call_duration_seconds',
    labels: {
      integration_system: oneOf(systems.map(({ id }) => id)),
      // The name of an operation is known where every step has one.
      ...(operations.length === steps.length
        ? { integration_operation: oneOf([...new Set(operations)]) }
        : {}),
      ...(failed === undefined ? {} : { error_type: { pattern: failed } }),
    },
    byHand: systems.some(({ api }) => api === undefined),
  };
}

/** The same for those that succeeded. */
export function successSeries(subject: FlowCase, steps?: readonly PlannedStep[]): Series {
  const { labels, ...series } = callSeries(subject, undefined, steps);
  return { ...series, labels: { ...labels, error_type: '' } };
}

function oneOf(names: readonly string[]): string | readonly string[] {
  const [first = '', ...others] = names;
  return others.length === 0 ? first : names;
}
