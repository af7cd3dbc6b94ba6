// @ts-nocheck
import type { Step } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { FlowDraft } from '../flow-draft.ts';
import { batchLimitOf } from './limits.ts';

/** Calls of a step for one event: a fraction of one where events share a call. */
export function stepCalls(draft: FlowDraft, step: Step, index: number): Decision<number> {
  const id = `flows.${draft.flow.id}.steps.${index}.calls`;
  const { traffic, microBatch, batchSizes } = draft;
  if (microBatch?.steps.includes(step) === true) {
    const value = 1 / microBatch.items.value;
    return derived(
      id,
      {
        value,
        unit: 'calls/event',
        reason:
          'The events of a flush share a call, so one event costs a fraction of it when batches are full.',
        formula: `1 / ${count(microBatch.items.value)} = ${count(value)}`,
      },
      [microBatch.items],
    );
  }
  const batch = batchSizes.get(step);
  if (batch !== undefined) {
    const calls = Math.ceil(traffic.volume.value / batch.value);
    const isRun = traffic.isRun;
    const value = isRun ? calls / Math.max(1, traffic.volume.value) : 1 / batch.value;
    return derived(
      id,
      {
        value,
        unit: 'calls/event',
        reason: 'A call carries a whole batch, so an item costs a fraction of it.',
        formula: isRun
          ? `ceil(${count(traffic.volume.value)} / ${count(batch.value)}) / ${count(traffic.volume.value)} = ${count(value)}`
          : `1 / ${count(batch.value)} = ${count(value)}`,
      },
      isRun ? [batch, traffic.volume] : [batch],
    );
  }
  return callsPer(draft, step, id);
}

function callsPer({ traffic, system }: FlowDraft, step: Step, id: string): Decision<number> {
  if (step.per === 'run') {
    const value = 1 / Math.max(1, traffic.volume.value);
    return derived(
      id,
      {
        value,
        unit: 'calls/event',
        reason: 'The whole run is one call, however many items it holds.',
        formula: `1 / ${count(traffic.volume.value)} = ${count(value)}`,
      },
      [traffic.volume],
    );
  }
  if (step.per === 'key' && traffic.keys !== undefined) {
    const value = Math.min(1, traffic.keys.value / Math.max(1, traffic.volume.value));
    return derived(
      id,
      {
        value,
        unit: 'calls/event',
        reason: 'Events of one entity share a call.',
        formula: `min(1, ${count(traffic.keys.value)} / ${count(traffic.volume.value)}) = ${count(value)}`,
      },
      [traffic.keys, traffic.volume],
    );
  }
  const chunk = step.batch?.bytes ?? batchLimitOf(system(step.system), step)?.bytes;
  if (step.per === 'chunk' && chunk !== undefined) {
    const value = Math.ceil(traffic.itemSize.value / chunk);
    return derived(
      id,
      {
        value,
        unit: 'calls/event',
        reason: 'An item travels in chunks, and each chunk is a call.',
        formula: `ceil(${count(traffic.itemSize.value)} B / ${count(chunk)} B) = ${count(value)}`,
      },
      [traffic.itemSize],
    );
  }
  return stated(id, byDefault('callsPerItem'), {
    value: defaults.callsPerItem,
    unit: 'calls/event',
    reason: `"${step.name}" is called once for each item, since nothing says that several can share a call.`,
  });
}
