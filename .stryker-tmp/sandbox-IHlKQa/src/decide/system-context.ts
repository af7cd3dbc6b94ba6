// @ts-nocheck
import type { Flow, Integration, System } from '../model/integration.ts';
import type { Decision } from '../plan/decision.ts';
import type { Settings } from '../plan/plan.ts';
import type { FlowUse, SystemUse } from './use.ts';

/** What a system is decided from. */
export interface SystemContext {
  readonly integration: Integration;
  readonly settings: Settings;
  readonly use: SystemUse;
}

/** A system that flows call, with what is already settled for it. */
export interface CalledSubject extends SystemContext {
  readonly system: System;
  /** `systems.ledger` */
  readonly owner: string;
  readonly outage: Decision<number>;
  readonly latency: SystemLatency;
}

/** How long one call takes, in seconds. */
export interface SystemLatency {
  readonly p50: Decision<number>;
  readonly p99: Decision<number>;
  readonly mean: Decision<number>;
  readonly max?: Decision<number>;
}

/** Whether somebody waits for the answers of this flow's calls. */
export function isWaiting({ waitingBudget }: FlowUse): boolean {
  return waitingBudget !== undefined;
}

/** Whether a queue stands before this flow's calls, which then retries in place of the client. */
export function isBehindQueue(flow: FlowUse): boolean {
  if (isWaiting(flow)) return false;
  return flow.pattern.value !== 'request/response' && flow.pattern.value !== 'batch';
}

/** The flow of the model behind a use. */
export function flowOf({ flow }: FlowUse, { flows }: Integration): Flow | undefined {
  return flows.find(({ id }) => id === flow);
}

/** The smallest of some decisions; undefined where there are none. */
export function smallest(decisions: readonly Decision<number>[]): Decision<number> | undefined {
  return decisions.reduce<Decision<number> | undefined>(
    (least, decision) => (least === undefined || decision.value < least.value ? decision : least),
    undefined,
  );
}
