import type { Flow, System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import type { Pattern } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { published } from '../published.ts';
import { declaredAt } from '../rule.ts';
import { isHeld } from './webhook.ts';

/** Seconds between two comparisons of both sides; undefined where nothing can get lost on the way to us. */
export function reconcileEvery(
  flow: Flow,
  at: { source: System; pattern: Pattern },
): Decision<number> | undefined {
  const found = every(flow, at);
  // What was missed is stale before such a comparison could find it.
  const isStale = found !== undefined && (flow.expires?.value ?? Infinity) < found.value;
  return isStale && flow.reconcile === undefined ? undefined : found;
}

function every(
  flow: Flow,
  { source, pattern }: { source: System; pattern: Pattern },
): Decision<number> | undefined {
  const id = `flows.${flow.id}.reconcile`;
  const declared = flow.reconcile;
  if (declared?.value.everySeconds !== undefined) {
    return stated(id, declaredAt(declared.at), {
      value: declared.value.everySeconds,
      unit: 's',
      reason:
        'The file says how often both sides are compared; what no event brought is found then.',
    });
  }
  if (pattern !== 'event' && pattern !== 'event in, micro-batches out') return undefined;
  // A broker or a position keeps what we miss, and has no list of what it sent.
  if (isHeld(source) && flow.reconcile === undefined) return undefined;
  const span = redelivery(source);
  if (span === 0) {
    return stated(id, byDefault('reconcileNeverRedelivered'), {
      value: defaults.reconcileNeverRedelivered,
      unit: 's',
      reason: `${source.id} never sends an event twice, so what we miss is only found by asking.`,
    });
  }
  if (span === undefined) {
    return stated(id, byDefault('reconcileMost'), {
      value: defaults.reconcileMost,
      unit: 's',
      reason: `Nobody says how long ${source.id} redelivers, so both sides are compared once a day.`,
    });
  }
  const { reconcileLeast, reconcileMost, reconcileShare } = defaults;
  const value = Math.min(Math.max(span / reconcileShare, reconcileLeast), reconcileMost);
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'Several comparisons fit into the time in which the source still redelivers, so a gap is seen while it can be filled.',
      formula: `clamp(${duration(span)} / ${count(reconcileShare)}, ${duration(reconcileLeast)}, ${duration(reconcileMost)}) = ${duration(value)}`,
    },
    [`systems.${source.id}.webhook.redelivery`],
  );
}

function redelivery(system: System): number | undefined {
  const { webhook } = system;
  if (webhook?.value === 'none') return undefined;
  const known = published(system, (provider) => provider.webhook?.redelivery);
  return webhook?.value.redeliversForSeconds ?? known?.value.seconds;
}
