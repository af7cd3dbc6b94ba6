// @ts-nocheck
import { streamForm, streamedTypes } from '../../model/streams.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import type { TimeoutPolicy } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { overridden } from '../overridden.ts';
import { flowOf, isWaiting, smallest, type CalledSubject } from '../system-context.ts';
import { tidy } from '../tidy.ts';
import type { FlowUse } from '../use.ts';

/** How long one attempt may take, from connecting until the body is read; `fetch` knows no time-out for connecting alone. */
export function decideTimeouts(subject: CalledSubject, harmful: boolean): TimeoutPolicy {
  const { owner, use } = subject;
  const calm = use.flows.filter((flow) => !isWaiting(flow));
  const flows = calm.length === 0 ? use.flows : calm;
  const attempt = attemptTimeout(`${owner}.timeouts.attempt`, subject, { flows, harmful });
  const streamIdle = streamTimeout(subject);
  return { attempt, ...(streamIdle === undefined ? {} : { streamIdle }) };
}

/** How long a stream may be silent while it is read; undefined where no operation answers with one. */
function streamTimeout({ owner, system }: CalledSubject): Decision<number> | undefined {
  const operations = system.api?.operations ?? [];
  const types = operations.flatMap(streamedTypes);
  if (types.length === 0) return undefined;
  const { streamComment: every, streamComments: times } = defaults;
  return stated(`${owner}.timeouts.streamIdle`, byDefault('streamComment'), {
    value: times * every,
    unit: 's',
    reason: types.some((type) => streamForm(type) === 'events')
      ? 'The HTML standard asks a system to send a comment about every 15 s where it has no event, so a stream that is silent for four times as long is lost.'
      : 'No standard says how often lines of JSON come, so they may be silent as long as a stream of events may.',
    formula: `${count(times)} x ${duration(every)} = ${duration(times * every)}`,
  });
}

/** Seconds for one attempt of the calls of some flows; a waiting caller's own time rules where one waits. */
export function attemptTimeout(
  id: string,
  subject: CalledSubject,
  {
    flows,
    harmful,
    onlyOne,
  }: {
    flows: readonly FlowUse[];
    harmful: boolean;
    /** Why there is no second attempt; absent where there may be one. */
    onlyOne?: Decision<boolean>;
  },
): Decision<number> {
  const budget = smallest(flows.flatMap(({ waitingBudget }) => waitingBudget ?? []));
  const decision =
    budget === undefined
      ? calmAttempt(id, subject, harmful)
      : onlyOne === undefined
        ? waitingAttempt(id, subject, budget)
        : wholeBudget(id, budget, onlyOne);
  return overridden(decision, declaredTimeout(flows, subject));
}

function declaredTimeout(
  flows: readonly FlowUse[],
  { integration }: CalledSubject,
): Parameters<typeof overridden<number>>[1] {
  const declared = flows.flatMap((flow) => flowOf(flow, integration)?.overrides.timeout ?? []);
  const shortest = [...declared].sort((a, b) => a.value - b.value)[0];
  return shortest === undefined
    ? undefined
    : {
        value: shortest.value,
        at: shortest.at,
        reason: 'The file sets how long an attempt may take, in place of what would be derived.',
      };
}

function calmAttempt(id: string, { latency }: CalledSubject, harmful: boolean): Decision<number> {
  const { p99, max } = latency;
  const {
    attemptTimeoutLeast: least,
    attemptTimeoutFactor: factor,
    beyondLongestCall: beyond,
  } = defaults;
  const usual = `${duration(least)}, ${count(factor)} x ${duration(p99.value)}`;
  if (harmful && max !== undefined) {
    const value = tidy(Math.max(least, factor * p99.value, beyond * max.value));
    return derived(
      id,
      {
        value,
        unit: 's',
        reason:
          'A repeat does harm here, so we wait longer than any call hangs and learn what became of it.',
        formula: `max(${usual}, ${count(beyond)} x ${duration(max.value)}) = ${duration(value)}`,
      },
      [p99, max],
    );
  }
  const value = tidy(Math.max(least, factor * p99.value));
  return derived(
    id,
    {
      value,
      unit: 's',
      reason: 'Three times what all but one call in a hundred need is no longer slow but lost.',
      formula: `max(${usual}) = ${duration(value)}`,
    },
    [p99],
  );
}

/** The only attempt of a waiting caller gets all the time there is: ended earlier, nobody would know what became of it. */
export function wholeBudget(
  id: string,
  budget: Decision<number>,
  onlyOne: Decision<boolean>,
): Decision<number> {
  return derived(
    id,
    {
      value: budget.value,
      unit: 's',
      reason:
        'Nothing is sent a second time, so the one attempt gets all the time: ended earlier, nobody would know what became of it.',
      formula: `${duration(budget.value)}, all of the budget`,
    },
    [budget, onlyOne],
  );
}

function waitingAttempt(
  id: string,
  { latency: { p99 } }: CalledSubject,
  budget: Decision<number>,
): Decision<number> {
  const value = tidy(Math.min(p99.value, budget.value));
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'Somebody waits, so an attempt gets the time of all but one call in a hundred and never more than is left.',
      formula: `min(${duration(p99.value)}, ${duration(budget.value)}) = ${duration(value)}`,
    },
    [p99, budget],
  );
}
