import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentedAt } from '../model/documented-at.ts';
import type { Integration, OtherLimit, System } from '../model/integration.ts';
import type { Limit } from '../model/limit.ts';
import { figureOf } from './documented-limits.ts';

/** Limits of the file that let more pass than its description documents: the file overrules it, but not in silence. */
export function aboveDocumented({ systems }: Integration): readonly Diagnostic[] {
  return systems.flatMap((system) =>
    documentedOf(system).flatMap((documented) => warningFor(system, documented)),
  );
}

type Documented = DocumentedAt & { readonly limit: Limit };

/** Of limits for one plan or another only the loosest is sure to be exceeded. */
function documentedOf({ limits, otherLimits = [] }: System): readonly Documented[] {
  if (limits === undefined || limits.value === 'unknown') return [];
  const found = otherLimits.filter((one): one is Documented => 'pointer' in one);
  return found.filter(
    (one) =>
      one.isSure ||
      !found.some(
        (other) =>
          !other.isSure && isAlike(other, one) && figureOf(other.limit) > figureOf(one.limit),
      ),
  );
}

function isAlike({ limit: a }: OtherLimit, { limit: b }: OtherLimit): boolean {
  return a.kind === b.kind && windowOf(a) === windowOf(b);
}

function warningFor(system: System, documented: Documented): readonly Diagnostic[] {
  const { id, limits } = system;
  const { limit, file, pointer, quote } = documented;
  if (limits === undefined || limits.value === 'unknown' || limit.key !== undefined) return [];
  const held = limits.value
    .filter(({ value }) => value.kind === limit.kind && isSameBucket(value, { limit, system }))
    .map((one) => ({ one, most: mostIn(windowOf(limit), one.value) }))
    .sort((a, b) => a.most - b.most)[0];
  if (held === undefined || held.most <= figureOf(limit)) return [];
  return [
    diagnose(
      'limit/above-documented',
      {
        system: id,
        declared: words(held.one.value),
        documented: words(limit),
        place: `${file}#${pointer}`,
        quote: quote.length > longestQuote ? `${quote.slice(0, longestQuote)}…` : quote,
      },
      held.one.at,
    ),
  ];
}

const longestQuote = 90;

/** Whether two limits count the same calls; what is documented for one operation more is asked about, not contradicted. */
function isSameBucket(
  { operations, flows, key }: Limit,
  { limit, system }: { limit: Limit; system: System },
): boolean {
  if (flows !== undefined || key !== undefined) return false;
  const all = system.api?.operations.map(({ id }) => id) ?? [];
  const [ours, theirs] = [operations ?? all, limit.operations ?? all];
  return ours.length === theirs.length && ours.every((name) => theirs.includes(name));
}

function windowOf(limit: Limit): number | undefined {
  return 'perSeconds' in limit ? limit.perSeconds : undefined;
}

/** The most that a limit lets pass in a window; what is used up and given anew within it counts again. */
function mostIn(seconds: number | undefined, limit: Limit): number {
  if (seconds === undefined || !('perSeconds' in limit)) return figureOf(limit);
  const { perSeconds, burst } = limit;
  const count = figureOf(limit);
  if (burst !== undefined) return burst + (count * seconds) / perSeconds;
  return count * Math.max(1, Math.floor(seconds / perSeconds));
}

function words(limit: Limit): string {
  const count = figureOf(limit);
  switch (limit.kind) {
    case 'concurrent':
      return `${calls(count)} at a time`;
    case 'requests':
      return `${calls(count)} in ${String(limit.perSeconds)} s`;
    case 'points':
      return `${String(count)} points in ${String(limit.perSeconds)} s`;
    case 'line':
      return `${String(count)} bytes per second`;
    case 'batch':
      return `${String(count)} ${limit.items === undefined ? 'bytes' : 'items'} per call`;
  }
}

function calls(count: number): string {
  return `${String(count)} call${count === 1 ? '' : 's'}`;
}
