import type { DocumentedAt } from '../../model/documented-at.ts';
import type { CataloguedAt, System, SystemLimit } from '../../model/integration.ts';
import type { Limit } from '../../model/limit.ts';
import type { Decision, Source } from '../../plan/decision.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { stated } from '../derive.ts';
import { cataloguedAt, declaredAt } from '../rule.ts';
import type { CalledSubject } from '../system-context.ts';

/** The source of a limit, and what the description or the catalogue says of the same calls and window where it is overruled. */
export function limitSource(
  { value, at, documented, catalogued }: SystemLimit,
  { otherLimits = [] }: System,
): { readonly source: Source; readonly overruled?: Decision<number>['overruled'] } {
  if (catalogued !== undefined) return { source: foundAt(catalogued) };
  const other = otherLimits.find(
    (one) =>
      isSameBucket(one.limit, value) &&
      // What the description documents overrules nothing of its own.
      (documented === undefined || !('pointer' in one)),
  );
  const lost = other === undefined ? undefined : figureOf(other.limit);
  const source = documented === undefined ? declaredAt(at) : foundAt(documented);
  if (other === undefined || lost === undefined || lost === figureOf(value)) return { source };
  return { source, overruled: { value: lost, source: foundAt(other) } };
}

/** The source of a limit that a description documents or the catalogue knows. */
export function foundAt(found: DocumentedAt | CataloguedAt): Source {
  return 'pointer' in found ? documentedAt(found) : cataloguedAt(found.provider, found);
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
  if (kind === 'catalogue') return 'The vendor';
  return kind === 'documented' ? 'The API description' : 'The file';
}

/** For whom alone a limit holds, that its words leave a choice, or that nobody confirmed it. */
export function doubtOf({ documented, catalogued }: SystemLimit): Pick<PlannedLimit, 'doubt'> {
  if (catalogued !== undefined) {
    const isSure = catalogued.isSure && catalogued.confidence === 'high';
    return isSure ? {} : { doubt: catalogued.tier ?? 'unconfirmed' };
  }
  if (documented === undefined || documented.isSure) return {};
  return { doubt: documented.tier ?? 'unclear' };
}

/** The header that tells what is left, where the catalogue alone names it. */
export function remainingBy(
  id: string,
  { value: { remaining }, remainingBy: fact }: SystemLimit,
  { system }: CalledSubject,
): Pick<PlannedLimit, 'remainingBy'> {
  if (fact === undefined || remaining === undefined) return {};
  return {
    remainingBy: stated(`${id}.remaining`, foundAt(fact), {
      value: remaining,
      reason: `${system.known?.provider.title ?? system.id} tells in it what is left of this limit; it tightens what is planned and never loosens it.`,
    }),
  };
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
