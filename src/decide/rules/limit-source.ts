import type { DocumentedAt } from '../../model/documented-at.ts';
import type { System, SystemLimit } from '../../model/integration.ts';
import type { Limit } from '../../model/limit.ts';
import type { Decision, Source } from '../../plan/decision.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { declaredAt } from '../rule.ts';

/** The source of a limit, and what the description says of the same calls and window where the file overrules it. */
export function limitSource(
  { value, at, documented }: SystemLimit,
  { otherLimits = [] }: System,
): { readonly source: Source; readonly overruled?: Decision<number>['overruled'] } {
  if (documented !== undefined) return { source: documentedAt(documented) };
  const other = otherLimits.find(({ limit }) => isSameBucket(limit, value));
  const lost = other === undefined ? undefined : figureOf(other.limit);
  const source = declaredAt(at);
  if (other === undefined || lost === undefined || lost === figureOf(value)) return { source };
  return { source, overruled: { value: lost, source: documentedAt(other) } };
}

/** The source of a value that a description documents. */
export function documentedAt({
  file,
  pointer,
  quote,
}: Pick<DocumentedAt, 'file' | 'pointer' | 'quote'>): Source {
  return { kind: 'documented', file, pointer, quote };
}

/** Who names a limit, as the beginning of a sentence. */
export function whoNames({ kind }: Source): string {
  return kind === 'documented' ? 'The API description' : 'The file';
}

/** For whom alone a documented limit holds, or that its words leave a choice. */
export function doubtOf({ documented }: SystemLimit): Pick<PlannedLimit, 'doubt'> {
  if (documented === undefined || documented.isSure) return {};
  return { doubt: documented.tier ?? 'unclear' };
}

function isSameBucket(a: Limit, b: Limit): boolean {
  if (a.kind !== b.kind || b.flows !== undefined || b.key !== undefined) return false;
  const windows = [a, b].map((limit) => ('perSeconds' in limit ? limit.perSeconds : undefined));
  if (windows[0] !== windows[1]) return false;
  const [left, right] = [a.operations, b.operations];
  if (left === undefined || right === undefined) return left === right;
  return left.some((name) => right.includes(name));
}

function figureOf(limit: Limit): number | undefined {
  switch (limit.kind) {
    case 'requests':
      return limit.requests;
    case 'points':
      return limit.points;
    case 'concurrent':
      return limit.concurrent;
    case 'line':
    case 'batch':
      return undefined;
  }
}
