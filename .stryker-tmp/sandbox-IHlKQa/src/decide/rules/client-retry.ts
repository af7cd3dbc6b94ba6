// @ts-nocheck
import type { Overrides } from '../../model/integration.ts';
import type { Decision, DecisionValue, Unit } from '../../plan/decision.ts';
import type { RetryPolicy } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, stated } from '../derive.ts';
import { overridden } from '../overridden.ts';
import { flowOf, isBehindQueue, isWaiting, type CalledSubject } from '../system-context.ts';
import { systemAttempts } from './client-attempts.ts';

/** How the client retries calls to a system; behind a queue it does not. */
export function decideRetry(subject: CalledSubject): RetryPolicy {
  const owner = `${subject.owner}.retry`;
  const { flows } = subject.use;
  const declared = retryOverride(subject);
  const waiting = flows.some(isWaiting);
  const set = (
    decision: Decision<number>,
    pick: (retry: NonNullable<Overrides['retry']>['value']) => number | undefined,
  ): Decision<number> =>
    overridden(
      decision,
      declared === undefined
        ? undefined
        : {
            value: pick(declared.value),
            at: declared.at,
            reason: 'The file sets it, in place of what would be derived.',
          },
    );
  return {
    attempts: systemAttempts(`${owner}.attempts`, subject),
    base: set(pauseOf(`${owner}.base`, waiting, 'retryBase'), ({ baseSeconds }) => baseSeconds),
    factor: set(
      usual(`${owner}.factor`, 'retryFactor', {
        unit: 'factor',
        reason:
          'Each pause may be twice as long as the one before, so a longer fault meets fewer calls.',
      }),
      ({ factor }) => factor,
    ),
    cap: set(pauseOf(`${owner}.cap`, waiting, 'retryCap'), ({ capSeconds }) => capSeconds),
    jitter: usual(`${owner}.jitter`, 'retryJitter', {
      reason:
        'Each pause is drawn between nothing and its full length, so clients that failed together do not come back together.',
    }),
    statuses: usual(`${owner}.statuses`, 'retryStatuses', {
      reason:
        'These answers tell of a passing state of the server; any other stays the same however often one asks.',
    }),
    budget: usual(`${owner}.budget`, 'retryBudget', {
      unit: 'share',
      reason:
        'Retries are at most a tenth of the calls of the last minute, so they cannot keep a sick system down.',
    }),
    budgetFloor: usual(`${owner}.budget-floor`, 'retryBudgetFloor', {
      unit: 'attempts',
      reason: 'A tenth of few calls would be none, so a few retries are always allowed.',
    }),
  };
}

function retryOverride({ use, integration }: CalledSubject): Overrides['retry'] {
  return use.flows
    .filter((flow) => !isBehindQueue(flow))
    .flatMap((flow) => flowOf(flow, integration)?.overrides.retry ?? [])[0];
}

function pauseOf(id: string, waiting: boolean, name: 'retryBase' | 'retryCap'): Decision<number> {
  return waiting
    ? usual(id, 'waitingPause', {
        unit: 's',
        reason:
          'Somebody waits, so the pause before the second attempt is as short as it is useful.',
      })
    : usual(id, name, {
        unit: 's',
        reason:
          name === 'retryBase'
            ? 'The first pause is about as long as a usual call, which a passing fault rarely outlasts.'
            : 'Longer pauses belong to a queue and not to a call that holds its slot.',
      });
}

function usual<Name extends keyof typeof defaults & `${'retry' | 'waiting'}${string}`>(
  id: string,
  name: Name,
  { unit, reason }: { unit?: Unit; reason: string },
): Decision<(typeof defaults)[Name] extends number ? number : (typeof defaults)[Name]> {
  // The value has the type of the default with this name, numbers widened.
  const value = defaults[name] as DecisionValue as (typeof defaults)[Name] extends number
    ? number
    : (typeof defaults)[Name];
  return stated(id, byDefault(name), { value, reason, ...(unit === undefined ? {} : { unit }) });
}
