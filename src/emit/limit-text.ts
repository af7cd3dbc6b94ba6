import type { Decision } from '../plan/decision.ts';
import type { PlannedLimit, PlannedLimiter } from '../plan/system.ts';
import { code, joinLines, propertyKey, type Code, type Printable } from './code.ts';
import { docComment } from './doc-comment.ts';

/** The limits of a system as its limiter takes them; where several processes run they share each. */
export function limitsText(limits: readonly PlannedLimit[]): Code {
  const entries = limits.flatMap((limit) =>
    limit.limiter === undefined ? [] : [limitText(limit, limit.limiter)],
  );
  if (entries.length === 0) return code`limits: [],`;
  return code`limits: [
      ${joinLines(entries)}
    ],`;
}

function limitText(limit: PlannedLimit, limiter: PlannedLimiter): Code {
  const common: Readonly<Record<string, Printable | undefined>> = {
    id: limit.id,
    operations: limit.operations,
    cost: limit.cost,
    key: limit.key,
    per: limit.perTenant === true ? 'tenant' : undefined,
    remaining: limit.remaining,
    form: limiter.form,
  };
  const fields = Object.entries(common).flatMap(([key, value]) =>
    value === undefined ? [] : [code`${propertyKey(key)}: ${value},`],
  );
  return code`${docComment(`${limit.label}.`, { columns: 88 })}
    {
      ${joinLines([...fields, ...formFields(limit, limiter)])}
    },`;
}

function formFields(limit: PlannedLimit, limiter: PlannedLimiter): readonly Code[] {
  switch (limiter.form) {
    case 'window':
      return [
        field('max', limiter.max),
        field('windowMs', limiter.windowMs),
        ...(limiter.spacingMs === undefined ? [] : [field('spacingMs', limiter.spacingMs)]),
      ];
    case 'bucket':
      return [
        field('capacity', limiter.capacity),
        field('refillPerSecond', limiter.refillPerSecond),
      ];
    case 'spaced':
      return [field('spacingMs', limiter.spacingMs)];
    case 'calendar':
      return [
        field('max', limiter.max),
        code`windowMs: ${windowMs(limit)},`,
        code`resets: ${resetsOf(limit)},`,
        field('settleMs', limiter.settleMs),
      ];
    case 'slots':
      return [field('max', limiter.max)];
    case 'line':
      return [field('bytesPerSecond', limiter.bytesPerSecond)];
  }
}

function windowMs({ id, windowSeconds }: PlannedLimit): number {
  if (windowSeconds === undefined) throw new Error(`The calendar limit ${id} has no window.`);
  return windowSeconds * 1000;
}

function resetsOf({ resets = 'clock' }: PlannedLimit): Printable {
  return typeof resets === 'string' ? resets : { minutes: resets.minutes, zone: resets.zone };
}

function field(key: string, decision: Decision<number>): Code {
  const words = [decision.reason, decision.formula ?? ''].filter((text) => text !== '');
  return code`${docComment(words, { columns: 86 })}
    ${propertyKey(key)}: ${decision.value},`;
}
