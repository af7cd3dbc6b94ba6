// @ts-nocheck
import type { Decision } from '../plan/decision.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlannedLimit, PlannedLimiter } from '../plan/system.ts';
import { code, joinLines, propertyKey, type Code, type Printable } from './code.ts';
import { docComment } from './doc-comment.ts';

/** The limits of a system as its limiter takes them; a process has its share where several run. */
export function limitsText(plan: Plan, limits: readonly PlannedLimit[]): Code {
  const entries = limits.flatMap((limit) =>
    limit.limiter === undefined ? [] : [limitText(limit, limit.limiter, processesOf(plan))],
  );
  if (entries.length === 0) return code`limits: [],`;
  return code`limits: [
      ${joinLines(entries)}
    ],`;
}

// A store that processes share is not generated: each keeps to its own part of a limit.
function processesOf({ settings: { instances, limiterStore } }: Plan): number {
  return limiterStore.value === 'memory' ? 1 : Math.max(instances.value, 1);
}

function limitText(limit: PlannedLimit, limiter: PlannedLimiter, processes: number): Code {
  const common: Readonly<Record<string, Printable | undefined>> = {
    id: limit.id,
    operations: limit.operations,
    cost: limit.cost,
    key: limit.key,
    per: limit.perTenant === true ? 'tenant' : undefined,
    form: limiter.form,
  };
  const fields = Object.entries(common).flatMap(([key, value]) =>
    value === undefined ? [] : [code`${propertyKey(key)}: ${value},`],
  );
  return code`${docComment(`${limit.label}.`, { columns: 88 })}
    {
      ${joinLines([...fields, ...formFields(limit, limiter, processes)])}
    },`;
}

function formFields(
  limit: PlannedLimit,
  limiter: PlannedLimiter,
  processes: number,
): readonly Code[] {
  switch (limiter.form) {
    case 'window':
      return [
        shared('max', limiter.max, processes),
        field('windowMs', limiter.windowMs),
        ...(limiter.spacingMs === undefined
          ? []
          : [spaced('spacingMs', limiter.spacingMs, processes)]),
      ];
    case 'bucket':
      return [
        shared('capacity', limiter.capacity, processes),
        field('refillPerSecond', limiter.refillPerSecond, {
          value: limiter.refillPerSecond.value / processes,
          note: processes === 1 ? '' : `One of ${String(processes)} processes.`,
        }),
      ];
    case 'spaced':
      return [spaced('spacingMs', limiter.spacingMs, processes)];
    case 'calendar':
      return [
        shared('max', limiter.max, processes),
        code`windowMs: ${windowMs(limit)},`,
        code`resets: ${resetsOf(limit)},`,
        field('settleMs', limiter.settleMs),
      ];
    case 'slots':
      return [shared('max', limiter.max, processes)];
  }
}

function windowMs({ id, windowSeconds }: PlannedLimit): number {
  if (windowSeconds === undefined) throw new Error(`The calendar limit ${id} has no window.`);
  return windowSeconds * 1000;
}

function resetsOf({ resets = 'clock' }: PlannedLimit): Printable {
  return typeof resets === 'string' ? resets : { minutes: resets.minutes, zone: resets.zone };
}

// Rounded down, so that all processes together stay below; a plan where nothing is left is refused before.
function shared(key: string, decision: Decision<number>, processes: number): Code {
  if (processes === 1) return field(key, decision);
  const part = Math.floor(decision.value / processes);
  const sum = `floor(${String(decision.value)} / ${String(processes)} processes) = ${String(part)}`;
  return field(key, decision, {
    value: part,
    note: `Each process has its part, because the shared store is not generated yet: ${sum}.`,
  });
}

function spaced(key: string, decision: Decision<number>, processes: number): Code {
  if (processes === 1) return field(key, decision);
  const value = decision.value * processes;
  const note = `Each of ${String(processes)} processes: ${String(decision.value)} x ${String(processes)} = ${String(value)}.`;
  return field(key, decision, { value, note });
}

function field(
  key: string,
  decision: Decision<number>,
  own: { readonly value: number; readonly note: string } = { value: decision.value, note: '' },
): Code {
  const words = [decision.reason, decision.formula ?? '', own.note].filter((text) => text !== '');
  return code`${docComment(words, { columns: 86 })}
    ${propertyKey(key)}: ${own.value},`;
}
