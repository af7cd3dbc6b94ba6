// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { count } from '../../plan/figure.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';

/** Calls of all steps and confirmations for one event, batches divided. */
export function callsPerEvent({ draft, own }: FlowContext): Decision<number> {
  const loads = own.loads.filter(({ role }) => role === 'step' || role === 'confirmation');
  const value = loads.reduce((sum, load) => sum + load.perEvent.value, 0);
  const parts = loads.map((load) => count(load.perEvent.value)).join(' + ');
  return derived(
    `flows.${draft.flow.id}.calls-per-event`,
    {
      value,
      unit: 'calls/event',
      reason:
        'Limits count calls and not records, so every step and every look at its effect is counted.',
      formula: `${parts}${loads.length > 1 ? ` = ${count(value)}` : ''}`,
    },
    loads.map(({ perEvent }) => perEvent),
  );
}
