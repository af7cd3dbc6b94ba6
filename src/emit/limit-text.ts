import type { Decision } from '../plan/decision.ts';
import type { PlannedLimit, PlannedLimiter } from '../plan/system.ts';
import { code, joinLines, propertyKey, type Code, type Printable } from './code.ts';
import { docComment } from './doc-comment.ts';
import { isEntities, isWatched, limitParts } from './limit-parts.ts';
import type { TsFile } from './ts-file.ts';

/**
 * The limits of a system as its limiter takes them, each with the functions that count it: an output has only those
 * which a limit needs. Where several processes run they share each.
 */
export function limitsText(file: TsFile, limits: readonly PlannedLimit[]): Code {
  const entries = limits.flatMap((limit) =>
    limit.limiter === undefined ? [] : [limitText(file, limit, limit.limiter)],
  );
  if (entries.length === 0) return code`limits: [],`;
  const text = code`limits: [
      ${joinLines(entries)}
    ],`;
  if (!limits.some(isWatched)) return text;
  return joinLines([text, code`usualLeft: ${importPart(file, 'usualLeft')},`]);
}

function limitText(file: TsFile, limit: PlannedLimit, limiter: PlannedLimiter): Code {
  const common: Readonly<Record<string, Printable | undefined>> = {
    id: limit.id,
    operations: limit.operations,
    cost: limit.cost,
    key: limit.key,
    per: limit.perTenant === true ? 'tenant' : undefined,
    each: isEntities(limit) ? importPart(file, 'each') : undefined,
    remaining:
      limit.remaining === undefined
        ? undefined
        : code`${importPart(file, 'remaining')}(${limit.remaining})`,
    form: limiter.form,
    bucket: importPart(file, limiter.form),
  };
  const fields = Object.entries(common).flatMap(([key, value]) =>
    value === undefined ? [] : [code`${propertyKey(key)}: ${value},`],
  );
  return code`${docComment(`${limit.label}.`, { columns: 88 })}
    {
      ${joinLines([...fields, ...formFields(limit, limiter)])}
    },`;
}

function importPart(file: TsFile, part: keyof typeof limitParts): Code {
  const [value, from] = limitParts[part];
  return file.importValue(value, from);
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
