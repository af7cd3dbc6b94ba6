import type { AlertCondition } from '../../plan/alert.ts';
import type { Decision } from '../../plan/decision.ts';
import { duration } from '../../plan/figure.ts';
import type { PlannedLimit, PlannedSystem } from '../../plan/system.ts';
import { usedShare } from './alert-figures.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { derived, present, standard } from './figures.ts';
import { systemSeries } from './series.ts';
import { bindingOf, limitOf, type FlowCase } from './subject.ts';

type Use = Extract<AlertCondition, { readonly form: 'use' }>;

/** How the binding limit is watched; undefined where calls alone do not tell its use. */
export function limitUse(subject: FlowCase): Use | undefined {
  const demand = bindingOf(subject.flow);
  const limit = demand === undefined ? undefined : limitOf(demand, subject.called);
  const system = subject.called.find(({ id }) => id === demand?.system);
  if (limit?.hard === undefined || system === undefined || !isCounted(limit)) return undefined;
  const over = standard('averageWindow', 'Metrics are read every minute or so.', 's');
  return {
    form: 'use',
    parts: partsOf(limit, system),
    hard: limit.hard,
    above: usedShare(subject),
    ...(limit.window === undefined ? {} : { window: limit.window }),
    over:
      (limit.window?.value ?? 0) > over.value && limit.window !== undefined ? limit.window : over,
  };
}

/** Of one entity or tenant nobody counts by metrics, and a line is not counted in calls. */
function isCounted({ kind, key, perTenant, window }: PlannedLimit): boolean {
  if (key !== undefined || perTenant === true) return false;
  return (
    kind === 'concurrent' || ((kind === 'requests' || kind === 'points') && window !== undefined)
  );
}

function partsOf({ kind, cost, operations }: PlannedLimit, system: PlannedSystem): Use['parts'] {
  const metric = 'http_client_request_duration_seconds';
  const covered = operations ?? system.operations.map(({ id }) => id);
  // What a port calls nobody knows by name, so each call counts as usual.
  if (kind !== 'points' || cost === undefined || covered.length === 0)
    return [
      {
        series: systemSeries(
          system,
          metric,
          operations === undefined ? {} : { integration_operation: operations },
        ),
        cost: kind === 'points' ? (cost?.default ?? 1) : 1,
      },
    ];
  return covered.map((operation) => ({
    series: systemSeries(system, metric, { integration_operation: operation }),
    cost: cost.byOperation[operation] ?? cost.default,
  }));
}

/** Seconds from one moment at which a used-up limit starts anew to the next, once and twice. */
export function overflowSteps(subject: FlowCase): readonly [Decision<number>, Decision<number>] {
  const demand = bindingOf(subject.flow);
  const limit = demand === undefined ? undefined : limitOf(demand, subject.called);
  const step = Math.max(limit?.windowSeconds ?? 0, defaults.silenceLong);
  return [
    derived(
      `${subject.flow.id}.overflow-step`,
      {
        value: step,
        unit: 's',
        reason:
          'What waits swings within a window, so it is compared at the same time of the next one.',
        formula: `max(${duration(limit?.windowSeconds ?? 0)}, ${duration(defaults.silenceLong)}) = ${duration(step)}`,
      },
      present(limit?.window),
    ),
    derived(
      `${subject.flow.id}.overflow-steps`,
      {
        value: step * 2,
        unit: 's',
        reason: 'One window with more than the one before is weather, two in a row are a trend.',
        formula: `${duration(step)} + ${duration(step)} = ${duration(step * 2)}`,
      },
      present(limit?.window),
    ),
  ];
}
