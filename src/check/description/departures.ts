import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SpecDocument } from '../../model/document.ts';
import type { Place } from '../../model/place.ts';
import type { Oddity } from './copier.ts';
import type { Fault } from './operation-index.ts';

/** So many causes say what a description is like; the rest would only hide other diagnostics. */
const mostWarnings = 5;

/** Errors for what cannot be used, one for each place or reference. */
export function describeFaults(
  spec: SpecDocument,
  faults: readonly Fault[],
  at: Place,
): readonly Diagnostic[] {
  const byCause = new Map<string, Fault>();
  for (const fault of faults) {
    const cause = fault.reference ?? fault.pointer;
    if (!byCause.has(cause)) byCause.set(cause, fault);
  }
  return [...byCause.values()].map(({ pointer, reference, why }) =>
    reference === undefined
      ? diagnose('spec/unusable', { spec: spec.reference, pointer, why }, at)
      : diagnose(
          'spec/unresolved-reference',
          { spec: spec.reference, pointer, reference, why },
          at,
        ),
  );
}

/** Warnings for what departs from the standard and can be used, one for each cause, at most a handful. */
export function describeOddities(
  spec: SpecDocument,
  found: { oddities: readonly Oddity[]; origins: ReadonlyMap<string, string> },
  at: Place,
): readonly Diagnostic[] {
  const byCause = new Map<string, Set<string>>();
  for (const { what, pointer } of found.oddities) {
    const pointers = byCause.get(what) ?? new Set();
    byCause.set(what, pointers.add(originOf(pointer, found.origins)));
  }
  return [...byCause].slice(0, mostWarnings).map(([what, pointers]) => {
    const [pointer = ''] = pointers;
    const params = { spec: spec.reference, pointer, what, also: pointers.size - 1 };
    return diagnose('spec/invalid', params, at);
  });
}

// `/components/schemas/Made/properties/x` is shown as the place from which `Made` was taken.
function originOf(pointer: string, origins: ReadonlyMap<string, string>): string {
  const component = /^\/components\/[^/]+\/[^/]+/.exec(pointer)?.[0] ?? '';
  const origin = origins.get(component);
  return origin === undefined ? pointer : origin + pointer.slice(component.length);
}
