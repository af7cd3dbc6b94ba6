import type { Place } from '../../model/place.ts';
import type { Overrides } from '../../model/integration.ts';
import type { Decision, Unit } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { BreakerPolicy, PlannedLimit } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { overridden } from '../overridden.ts';
import { declaredAt } from '../rule.ts';
import { flowOf, isBehindQueue, smallest, type CalledSubject } from '../system-context.ts';
import { clamp, tidy } from '../tidy.ts';

type Active = Extract<BreakerPolicy, { readonly none?: undefined }>;

/** What the breaker is decided from besides the system. */
export interface BreakerSubject {
  readonly limits: readonly PlannedLimit[];
  readonly attempts: Decision<number>;
  /** Whether a repeat of some call harms and nothing is honoured. */
  readonly harmful: boolean;
}

/** When calls to a system stop by themselves, or why no breaker is needed. */
export function decideBreaker(subject: CalledSubject, at: BreakerSubject): BreakerPolicy {
  const declared = breakerOverride(subject);
  if (declared?.value === 'none') {
    return {
      none: {
        ...stated(`${subject.owner}.breaker.none`, declaredAt(declared.at), {
          value: 'none',
          reason:
            'The file wants no breaker, so each call finds out for itself that the other side is away.',
        }),
        overruled: {
          value: words(active(subject, at)),
          source: { kind: 'derived', ids: [subject.use.peakCalls.id] },
        },
      },
    };
  }
  const none = noBreaker(subject, at);
  if (none !== undefined && declared === undefined) return { none };
  return withOverride(active(subject, at), declared);
}

function breakerOverride({ use, integration }: CalledSubject): Overrides['circuitBreaker'] {
  return use.flows.flatMap((flow) => flowOf(flow, integration)?.overrides.circuitBreaker ?? [])[0];
}

// An item in a queue is tried more than five times in ten minutes, so there even one event reaches the breaker.
function noBreaker(
  { owner, use }: CalledSubject,
  { attempts }: BreakerSubject,
): Decision<string> | undefined {
  if (use.flows.some(isBehindQueue)) return undefined;
  const { breakerFailures, breakerFailureAge } = defaults;
  // The calls of a run follow each other closely, however long it is until the next run; its confirmations are asked by the timetable.
  const ofRun = Math.max(0, ...use.flows.map(({ callsOfRun = 0 }) => callsOfRun));
  const inRun = tidy(ofRun * attempts.value);
  if (inRun >= breakerFailures) return undefined;
  if (
    use.flows.every(
      ({ pattern, callsOfRun }) => pattern.value === 'batch' && callsOfRun !== undefined,
    )
  ) {
    return derived(
      `${owner}.breaker.none`,
      {
        value: 'none',
        reason:
          'A run makes so few calls that a breaker could not tell an outage before the run itself does; the run tries again by its timetable.',
        formula: `${count(ofRun)} a run x ${count(attempts.value)} attempts = ${count(inRun)} < ${count(breakerFailures)} calls`,
      },
      [attempts, ...use.flows.map(({ pattern }) => pattern)],
    );
  }
  const calls = tidy(use.peakCalls.value * breakerFailureAge * attempts.value);
  if (calls >= breakerFailures) return undefined;
  return derived(
    `${owner}.breaker.none`,
    {
      value: 'none',
      reason:
        'Calls come so seldom that a breaker could not open before the outage is over, so each call finds out for itself.',
      formula: `${rate(use.peakCalls.value)} x ${duration(breakerFailureAge)} x ${count(attempts.value)} attempts = ${count(calls)} < ${count(breakerFailures)} calls`,
    },
    [use.peakCalls, attempts],
  );
}

function active(subject: CalledSubject, { limits, harmful }: BreakerSubject): Active {
  const owner = `${subject.owner}.breaker`;
  const usual = (
    id: string,
    name: BreakerDefault,
    say: { unit?: Unit; reason: string },
  ): Decision<number> =>
    stated(`${owner}.${id}`, byDefault(name), { value: defaults[name], ...say });
  return {
    failureShare: usual('failure-share', 'breakerShare', {
      unit: 'share',
      reason: 'When half of many calls fail, the fault is theirs and not that of single calls.',
    }),
    minimumCalls: usual('minimum-calls', 'breakerCalls', {
      unit: 'calls',
      reason: 'A share of fewer calls than these would be chance.',
    }),
    window: usual('window', 'breakerWindow', {
      unit: 's',
      reason: 'What failed longer ago says nothing about now, at traffic that fills this time.',
    }),
    consecutiveFailures: usual('consecutive-failures', 'breakerFailures', {
      unit: 'calls',
      reason: 'Where calls are few, failures in a row tell an outage at any traffic.',
    }),
    failureAge: usual('failure-age', 'breakerFailureAge', {
      unit: 's',
      reason: 'Failures that lie further apart than this do not belong to one outage.',
    }),
    ...(harmful
      ? {
          ambiguousOutcomes: usual('ambiguous-outcomes', 'breakerAmbiguous', {
            unit: 'calls',
            reason:
              'Each call of which nobody knows the outcome costs a person time, so two in a row are enough.',
          }),
        }
      : {}),
    open: openTime(`${owner}.open`, subject),
    ramp: usual('ramp', 'rampMost', {
      unit: 's',
      reason:
        'A system that is just up again would fall under the whole backlog at once, so the rate rises from nothing to its full height in this time.',
    }),
    scope: scopeOf(`${owner}.scope`, subject, limits),
    reachable: reachable(`${owner}.reachable`, subject),
  };
}

type BreakerDefault =
  | 'breakerShare'
  | 'breakerCalls'
  | 'breakerWindow'
  | 'breakerFailures'
  | 'breakerFailureAge'
  | 'breakerAmbiguous'
  | 'rampMost';

function openTime(id: string, { outage, use }: CalledSubject): Decision<number> {
  const {
    breakerOpenLeast: least,
    breakerOpenMost: most,
    breakerOpenOutage: part,
    breakerOpenTarget: quarter,
  } = defaults;
  const target = smallest(use.flows.flatMap(({ latencyTarget }) => latencyTarget ?? []));
  const byOutage = outage.value / part;
  const wanted = target === undefined ? byOutage : Math.min(byOutage, target.value / quarter);
  const value = tidy(clamp(wanted, least, most));
  const parts = `${duration(outage.value)} / ${count(part)}`;
  const both =
    target === undefined ? parts : `min(${parts}, ${duration(target.value)} / ${count(quarter)})`;
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'One probe in this time notices the end of an outage early without loading a system that is getting up.',
      formula: `clamp(${both}, ${duration(least)}, ${duration(most)}) = ${duration(value)}`,
    },
    [outage, target],
  );
}

function scopeOf(
  id: string,
  { system }: CalledSubject,
  limits: readonly PlannedLimit[],
): Decision<string> {
  const scoped =
    limits.find(({ perTenant }) => perTenant === true) ??
    limits.find(({ scope }) => scope !== undefined);
  if (scoped?.scope === undefined) {
    return stated(id, byDefault('breakerScope'), {
      value: `all calls to ${system.id}`,
      reason: 'No limit says that parts of it fail apart, so all of its calls stop together.',
    });
  }
  const { declared } = scoped;
  if (declared.source.kind === 'derived') {
    return stated(id, byDefault('breakerScope'), {
      value: `${system.id}, per ${scoped.scope}`,
      reason: `Each ${scoped.scope} fails for itself, so each has a breaker of its own.`,
    });
  }
  return stated(id, declared.source, {
    value: `${system.id}, per ${scoped.scope}`,
    reason: 'What shares a limit fails together, so it shares a breaker too.',
  });
}

function reachable(id: string, { use }: CalledSubject): Decision<string> {
  const { breakerCalls, breakerWindow, breakerShare, breakerFailures, breakerFailureAge } =
    defaults;
  const calls = tidy(use.peakCalls.value * breakerWindow);
  const isMany = calls >= breakerCalls;
  return derived(
    id,
    {
      value: isMany
        ? `${share(breakerShare)} of the calls of the last ${duration(breakerWindow)} at the peak, ${count(breakerFailures)} failures in a row below it`
        : `${count(breakerFailures)} failures in a row within ${duration(breakerFailureAge)}`,
      reason: isMany
        ? 'The peak fills the window of the share; outside of it failures in a row open the breaker.'
        : 'Even the peak does not fill the window of the share, so only failures in a row can open the breaker.',
      formula: `${rate(use.peakCalls.value)} x ${duration(breakerWindow)} = ${count(calls)} ${isMany ? '>=' : '<'} ${count(breakerCalls)} calls`,
    },
    [use.peakCalls],
  );
}

function withOverride(policy: Active, declared: Overrides['circuitBreaker']): Active {
  if (declared === undefined || declared.value === 'none') return policy;
  const { failures, withinSeconds, openSeconds } = declared.value;
  const set = (decision: Decision<number>, value: number | undefined): Decision<number> =>
    overridden(decision, overrideOf(value, declared.at));
  return {
    ...policy,
    consecutiveFailures: set(policy.consecutiveFailures, failures),
    failureAge: set(policy.failureAge, withinSeconds),
    open: set(policy.open, openSeconds),
  };
}

function overrideOf(
  value: number | undefined,
  at: Place,
): Parameters<typeof overridden<number>>[1] {
  return { value, at, reason: 'The file sets it, in place of what would be derived.' };
}

function words({ consecutiveFailures, open }: Active): string {
  return `opens after ${count(consecutiveFailures.value)} failures in a row, for ${duration(open.value)}`;
}
