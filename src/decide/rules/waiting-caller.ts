import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { PlannedStep, WaitingCaller } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { CalledSystem, FlowContext } from '../flow-context.ts';
import { declaredAt } from '../rule.ts';
import { wholeBudget } from './time-outs.ts';

/** How a waiting caller's time is spent, and what callers get in an outage; undefined where nobody waits. */
export function decideWaiting(
  context: FlowContext,
  steps: readonly PlannedStep[],
): WaitingCaller | undefined {
  const { waiting, traffic, flow } = context.draft;
  const slowest = slowestSystem(context.called);
  if (waiting === undefined || slowest === undefined) return undefined;
  const owner = `flows.${flow.id}.waiting`;
  const onlyOne = steps.every(({ repeatable }) => !repeatable.value)
    ? steps[0]?.repeatable
    : undefined;
  const first =
    onlyOne === undefined
      ? firstAttempt(owner, waiting.budget, slowest)
      : wholeBudget(`${owner}.first-attempt`, waiting.budget, onlyOne);
  const wait = pause(owner, waiting.budget, first);
  const concurrency = Math.max(1, Math.ceil(traffic.peakRate.value * first.value));
  const second = secondAttempt(owner, { budget: waiting.budget, first, wait, slowest });
  return {
    ...waiting,
    firstAttempt: first,
    wait,
    secondAttempt: second,
    ...(second.value === 0 ? {} : { loadWithRetries: loadWithRetries(owner, context, slowest) }),
    refusedPerOutage: refusedPerOutage(owner, context),
    answer: answerOf(context),
    concurrency: derived(
      `${owner}.concurrency`,
      {
        value: concurrency,
        unit: 'slots',
        reason:
          'So many callers wait at a time in the peak when every first attempt takes its full time.',
        formula: `max(1, ceil(${rate(traffic.peakRate.value)} x ${duration(first.value)})) = ${count(concurrency)}`,
      },
      [traffic.peakRate, first],
    ),
  };
}

function refusedPerOutage(owner: string, { draft, outage }: FlowContext): Decision<number> {
  const { peakRate } = draft.traffic;
  const refused = peakRate.value * outage.value;
  return derived(
    `${owner}.refused-per-outage`,
    {
      value: refused,
      unit: 'callers',
      reason:
        'Nothing is kept waiting for them: whoever asks while the other side is away gets the fallback.',
      formula: `${rate(peakRate.value)} x ${duration(outage.value)} = ${count(refused)}`,
    },
    [peakRate, outage],
  );
}

/** What the other side sees in the worst case: every first attempt, and as many second ones as the budget lets through. */
function loadWithRetries(
  owner: string,
  { draft }: FlowContext,
  { policy }: CalledSystem,
): Decision<number> {
  const { peakRate } = draft.traffic;
  const { budget } = policy.retry;
  const value = peakRate.value * (1 + budget.value);
  return derived(
    `${owner}.load-with-retries`,
    {
      value,
      unit: 'calls/s',
      reason:
        'Without the budget every call of a bad minute would be sent twice, to a system that is struggling already.',
      formula: `${rate(peakRate.value)} x (1 + ${share(budget.value)}) = ${rate(value)}, instead of 2 x ${rate(peakRate.value)} = ${rate(2 * peakRate.value)}`,
    },
    [peakRate, budget],
  );
}

/** The called system with the slowest call. */
export function slowestSystem(called: readonly CalledSystem[]): CalledSystem | undefined {
  return called.reduce<CalledSystem | undefined>(
    (slowest, system) =>
      slowest === undefined || system.policy.latencyP99.value > slowest.policy.latencyP99.value
        ? system
        : slowest,
    undefined,
  );
}

function firstAttempt(
  owner: string,
  budget: Decision<number>,
  { policy }: CalledSystem,
): Decision<number> {
  const value = Math.min(policy.latencyP99.value, budget.value);
  return derived(
    `${owner}.first-attempt`,
    {
      value,
      unit: 's',
      reason:
        'The first attempt gets the time that all but one call in a hundred need, and no more.',
      formula: `min(${duration(policy.latencyP99.value)}, ${duration(budget.value)}) = ${duration(value)}`,
    },
    [policy.latencyP99, budget],
  );
}

function pause(owner: string, budget: Decision<number>, first: Decision<number>): Decision<number> {
  const value = Math.min(defaults.waitingPause, Math.max(0, budget.value - first.value));
  return derived(
    `${owner}.wait`,
    {
      value,
      unit: 's',
      reason:
        'A caller cannot afford a real backoff, so the pause only lets a closed connection be replaced.',
      formula: `min(${duration(defaults.waitingPause)}, ${duration(budget.value)} - ${duration(first.value)}) = ${duration(value)}`,
    },
    [budget, first],
  );
}

function secondAttempt(
  owner: string,
  at: {
    budget: Decision<number>;
    first: Decision<number>;
    wait: Decision<number>;
    slowest: CalledSystem;
  },
): Decision<number> {
  const { budget, first, wait, slowest } = at;
  const rest = Math.max(0, Number((budget.value - first.value - wait.value).toPrecision(12)));
  const needed = 2 * slowest.policy.latencyP50.value;
  const value = rest >= needed ? rest : 0;
  const sum = `${duration(budget.value)} - ${duration(first.value)} - ${duration(wait.value)} = ${duration(rest)}`;
  return derived(
    `${owner}.second-attempt`,
    {
      value,
      unit: 's',
      reason:
        value > 0
          ? 'What is left is twice a usual call, so a second attempt has a fair chance and gets all of it.'
          : 'What is left is less than twice a usual call, so a second attempt would mostly waste the time of both sides.',
      formula: `${sum} ${value > 0 ? '>=' : '<'} 2 x ${duration(slowest.policy.latencyP50.value)}: ${value > 0 ? duration(value) : 'none'}`,
    },
    [budget, first, wait, slowest.policy.latencyP50],
  );
}

function answerOf({ draft }: FlowContext): Decision<string> {
  const id = `flows.${draft.flow.id}.waiting.answer`;
  const { fallback } = draft.flow;
  if (fallback !== undefined) {
    return stated(id, declaredAt(fallback.at), {
      value: fallback.value.answer,
      reason: 'The file says what a caller gets when there is no answer in time.',
    });
  }
  return stated(id, byDefault('answer'), {
    value: defaults.answer,
    reason:
      'The file names no fallback, so our code learns by its type that there is no answer and must decide itself.',
  });
}
