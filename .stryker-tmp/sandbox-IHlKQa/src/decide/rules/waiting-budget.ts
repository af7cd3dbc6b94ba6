// @ts-nocheck
import type { Flow } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, share } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { declaredLatency } from './latency-target.ts';

/** What a waiting caller grants to each call, before the called system is known. */
export interface WaitingBudget {
  readonly total: Decision<number>;
  readonly ours: Decision<number>;
  /** For all attempts of one call; calls follow each other. */
  readonly budget: Decision<number>;
}

/** The time of a waiting caller, divided between our own code and the calls that follow each other. */
export function waitingBudget(flow: Flow, total: Decision<number>): WaitingBudget {
  const ours = oursOf(flow, total);
  const calls = Math.max(1, flow.steps.length);
  const value = Math.max(0, (total.value - ours.value) / calls);
  const budget = derived(
    `flows.${flow.id}.waiting.budget`,
    {
      value,
      unit: 's',
      reason:
        calls === 1
          ? 'What the caller grants, less what our own code needs, is all that the call and its repeat may take.'
          : 'The calls follow each other, so each gets an equal part of what the caller grants.',
      formula: `(${duration(total.value)} - ${duration(ours.value)})${calls === 1 ? '' : ` / ${count(calls)} calls`} = ${duration(value)}`,
    },
    [total, ours],
  );
  return { total, ours, budget };
}

function oursOf(flow: Flow, total: Decision<number>): Decision<number> {
  const id = `flows.${flow.id}.waiting.ours`;
  const declared = declaredLatency(flow);
  if (declared?.value.ours !== undefined) {
    return stated(id, declaredAt(declared.at), {
      value: declared.value.ours,
      unit: 's',
      reason: 'The file says how much of the time our own code needs.',
    });
  }
  const value = total.value * defaults.ownShare;
  return derived(
    id,
    {
      value,
      unit: 's',
      reason: 'Nobody says what our own code needs, so a tenth of the time is kept for it.',
      formula: `${share(defaults.ownShare)} x ${duration(total.value)} = ${duration(value)}`,
    },
    [total],
  );
}
