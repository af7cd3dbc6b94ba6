// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { overridden } from '../overridden.ts';
import { flowOf, isBehindQueue, type CalledSubject } from '../system-context.ts';
import { tidy } from '../tidy.ts';
import type { FlowUse } from '../use.ts';
import { isStepRepeatable } from './operation-repeat.ts';

/** How often the client tries a call, the first attempt included: most of what any of the flows asks for. */
export function clientAttempts(
  id: string,
  subject: CalledSubject,
  flows: readonly FlowUse[],
): Decision<number> {
  const all = flows.map((flow) => attemptsFor(id, subject, flow));
  const most = all.reduce<Decision<number> | undefined>(
    (largest, attempts) =>
      largest === undefined || attempts.value > largest.value ? attempts : largest,
    undefined,
  );
  return most ?? usualAttempts(id);
}

/** The attempts of all calls to a system; one where a port has a call that must not be repeated, since it has no other figure. */
export function systemAttempts(id: string, subject: CalledSubject): Decision<number> {
  const { system, use } = subject;
  const steps = use.flows.flatMap((flow) => flow.steps);
  const unsafe = steps.find((step) => !isStepRepeatable(step, system));
  if (system.api !== undefined || unsafe === undefined || use.flows.every(isBehindQueue)) {
    return clientAttempts(id, subject, use.flows);
  }
  return stated(id, byDefault('attemptsOfUnsafe'), {
    value: defaults.attemptsOfUnsafe,
    unit: 'attempts',
    reason: `Nothing says that ${system.id} recognises a repeat of "${unsafe.name}", so nothing is sent a second time by itself.`,
  });
}

/** One attempt, because a second could take effect twice. */
export function singleAttempt(id: string, repeatable: Decision<boolean>): Decision<number> {
  return derived(
    id,
    {
      value: defaults.attemptsOfUnsafe,
      unit: 'attempts',
      reason: 'A repeat is not recognised, so nothing is sent a second time by itself.',
    },
    [repeatable],
  );
}

function attemptsFor(id: string, subject: CalledSubject, flow: FlowUse): Decision<number> {
  if (isBehindQueue(flow)) return behindQueue(id, flow);
  const retry = flowOf(flow, subject.integration)?.overrides.retry;
  const decision =
    flow.waitingBudget === undefined
      ? usualAttempts(id)
      : waitingAttempts(id, subject, flow.waitingBudget);
  return overridden(
    decision,
    retry === undefined
      ? undefined
      : {
          value: retry.value.attempts,
          at: retry.at,
          reason: 'The file says how often a call is tried, in place of what would be derived.',
        },
  );
}

// One retry layer: what the file says of retries holds for the queue then.
function behindQueue(id: string, { pattern }: FlowUse): Decision<number> {
  return derived(
    id,
    {
      value: defaults.attemptsBehindQueue,
      unit: 'attempts',
      reason: 'The queue tries again, and a client that did so too would multiply the attempts.',
    },
    [pattern],
  );
}

function usualAttempts(id: string): Decision<number> {
  return stated(id, byDefault('attempts'), {
    value: defaults.attempts,
    unit: 'attempts',
    reason:
      'No queue stands behind the call, so the client itself bridges a short fault, and three attempts are enough for that.',
  });
}

function waitingAttempts(
  id: string,
  { latency }: CalledSubject,
  budget: Decision<number>,
): Decision<number> {
  const { p50, p99 } = latency;
  const { waitingPause: pause, secondAttemptWorth: worth } = defaults;
  const first = Math.min(p99.value, budget.value);
  const rest = tidy(Math.max(0, budget.value - first - pause));
  const needed = tidy(worth * p50.value);
  const isWorth = rest >= needed;
  return derived(
    id,
    {
      value: isWorth ? defaults.attemptsWaiting : 1,
      unit: 'attempts',
      reason: isWorth
        ? 'After a slow first attempt enough of the time is left for a usual call, so a second one is worth it.'
        : 'After a slow first attempt too little of the time is left for a usual call, so a second one would only add load.',
      formula: `${duration(budget.value)} - min(${duration(p99.value)}, ${duration(budget.value)}) - ${duration(pause)} = ${duration(rest)} ${isWorth ? '>=' : '<'} ${count(worth)} x ${duration(p50.value)}: ${count(isWorth ? defaults.attemptsWaiting : 1)}`,
    },
    [budget, p99, p50],
  );
}
