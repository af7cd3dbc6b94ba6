import type { Decision } from '../plan/decision.ts';
import type { CallPolicy, PlannedSystem } from '../plan/system.ts';
import { code, joinLines, noCode, propertyKey, type Code, type Printable } from './code.ts';
import { docComment } from './doc-comment.ts';
import { limitsText } from './limit-text.ts';
import type { TsFile } from './ts-file.ts';

/** The settings of calls to one system as they stand in `resilience/<system>.ts`, the reason beside each value. */
export function resilienceText(file: TsFile, system: PlannedSystem, calls: CallPolicy): Code {
  return code`{
      ${joinLines(sections(file, system, calls))}
    }`;
}

/**
 * Lines that stand so in `resilience/<system>.ts`, for a document: the whole entry of the operation whose repeat
 * is the most dangerous. None where it is longer than `mostLines`.
 */
export function resilienceExcerpt(system: PlannedSystem, mostLines: number): readonly string[] {
  const { calls, operations } = system;
  const worst =
    operations.find(({ repeatable }) => !repeatable.value) ??
    operations.find(({ key }) => key !== undefined) ??
    operations[0];
  if (calls === undefined || worst === undefined) return [];
  const lines = operationsText(system).text.split('\n');
  const start = lines.indexOf(`  ${propertyKey(worst.id).text}: {`);
  const end = lines.indexOf('  },', start);
  if (start < 0 || end < start || end - start >= mostLines) return [];
  return lines.slice(start, end + 1).map((line) => `  ${line}`.trimEnd());
}

/** A field with the reason of its value above it. */
function reasoned(key: string, value: Printable, decision: Decision): Code {
  const words = [decision.reason, decision.formula ?? ''].filter((text) => text !== '');
  return code`${docComment(words, { columns: 90 })}
    ${propertyKey(key)}: ${value},`;
}

/** Milliseconds of seconds, whole. */
function milliseconds({ value }: Decision<number>): number {
  return Math.round(value * 1000);
}

function sections(file: TsFile, system: PlannedSystem, calls: CallPolicy): readonly Code[] {
  return [
    limitsText(file, calls.limits),
    retryText(calls),
    timeoutsText(calls),
    reasoned('concurrency', calls.concurrency.value, calls.concurrency),
    tenantsText(system),
    breakerText(calls),
    reasoned(
      'throttled',
      calls.throttleSignals.map((signal) => ({ ...signal })),
      calls.throttled,
    ),
    ...hintsText(calls),
    calls.penalty === undefined
      ? code`penaltyMs: 0,`
      : reasoned('penaltyMs', milliseconds(calls.penalty), calls.penalty),
    operationsText(system),
  ];
}

function hintsText({ hints }: CallPolicy): readonly Code[] {
  if (hints === undefined) return [];
  return [
    reasoned(
      'hints',
      hints.headers.map((hint) => ({ ...hint })),
      hints.decision,
    ),
  ];
}

function retryText({ retry }: CallPolicy): Code {
  return code`retry: {
      ${joinLines([
        reasoned('maxAttempts', retry.attempts.value, retry.attempts),
        reasoned('baseDelayMs', milliseconds(retry.base), retry.base),
        reasoned('factor', retry.factor.value, retry.factor),
        reasoned('maxDelayMs', milliseconds(retry.cap), retry.cap),
        reasoned('jitter', retry.jitter.value, retry.jitter),
        reasoned('statuses', retry.statuses.value, retry.statuses),
        reasoned('budgetShare', retry.budget.value, retry.budget),
        reasoned('budgetFloor', retry.budgetFloor.value, retry.budgetFloor),
      ])}
    },`;
}

function timeoutsText({ timeouts }: CallPolicy): Code {
  return code`timeouts: {
      ${joinLines([
        reasoned('attemptMs', milliseconds(timeouts.attempt), timeouts.attempt),
        ...(timeouts.streamIdle === undefined
          ? []
          : [reasoned('streamIdleMs', milliseconds(timeouts.streamIdle), timeouts.streamIdle)]),
      ])}
    },`;
}

function tenantsText({ tenants }: PlannedSystem): Code {
  if (tenants === undefined) return noCode;
  return code`tenants: {
      ${reasoned('concurrency', tenants.concurrency.value, tenants.concurrency)}
    },`;
}

// No breaker: the field is absent, and the reason stands in its place.
function breakerText({ breaker }: CallPolicy): Code {
  if (breaker.none !== undefined)
    return docComment(`No breaker: ${breaker.none.reason}`, { columns: 92 });
  return code`breaker: {
      ${joinLines([
        reasoned('failureShare', breaker.failureShare.value, breaker.failureShare),
        reasoned('minimumCalls', breaker.minimumCalls.value, breaker.minimumCalls),
        reasoned('windowMs', milliseconds(breaker.window), breaker.window),
        reasoned(
          'consecutiveFailures',
          breaker.consecutiveFailures.value,
          breaker.consecutiveFailures,
        ),
        ...(breaker.ambiguousOutcomes === undefined
          ? []
          : [
              reasoned(
                'ambiguousOutcomes',
                breaker.ambiguousOutcomes.value,
                breaker.ambiguousOutcomes,
              ),
            ]),
        reasoned('failureAgeMs', milliseconds(breaker.failureAge), breaker.failureAge),
        reasoned('openMs', milliseconds(breaker.open), breaker.open),
        breaker.ramp === undefined
          ? code`rampMs: 0,`
          : reasoned('rampMs', milliseconds(breaker.ramp), breaker.ramp),
      ])}
    },`;
}

function operationsText({ operations }: PlannedSystem): Code {
  if (operations.length === 0) return code`operations: {},`;
  const entries = operations.map(
    ({ id, attempts, timeout, repeatable }) => code`${propertyKey(id)}: {
        ${reasoned('maxAttempts', attempts.value, attempts)}
        ${reasoned('attemptMs', milliseconds(timeout), timeout)}
        ${reasoned('repeatable', repeatable.value, repeatable)}
      },`,
  );
  return code`operations: {
      ${joinLines(entries)}
    },`;
}
