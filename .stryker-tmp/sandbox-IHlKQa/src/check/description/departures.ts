// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SpecDocument } from '../../model/document.ts';
import type { Place } from '../../model/place.ts';
import type { Round } from './break-cycles.ts';
import type { Oddity } from './copier.ts';
import { roundText } from './lookup.ts';
import type { Fault } from './operation-index.ts';

/** So many causes say what a description is like; the rest would only hide other diagnostics. */
const mostWarnings = 5;
/** References that lead nowhere are named one by one, as long as somebody reads it. */
const mostReferences = 25;

/** Everything in a description that is not as the standard wants it. */
export interface Departures {
  /** What cannot be used although it is needed. */
  readonly faults: readonly Fault[];
  /** What nobody named, and is left out. */
  readonly leftOut: readonly Fault[];
  /** References that lead nowhere, in parts that are taken as unknown. */
  readonly lost: readonly Fault[];
  readonly rounds: readonly Round[];
  readonly oddities: readonly Oddity[];
  readonly origins: ReadonlyMap<string, string>;
}

/** Errors for what cannot be used; warnings for what can, or is left out, one for each cause. */
export function describeDepartures(
  spec: SpecDocument,
  found: Departures,
  at: Place,
): readonly Diagnostic[] {
  return [
    ...describeFaults(spec, found.faults, at),
    ...firstOf(found.leftOut).map(({ fault, more }) =>
      diagnose('spec/left-out', { spec: spec.reference, more, ...shownFault(fault) }, at),
    ),
    ...firstOf(found.lost).map(({ fault, more }) =>
      diagnose('spec/dangling-reference', { spec: spec.reference, more, ...shownFault(fault) }, at),
    ),
    ...describeRounds(spec, found, at),
    ...describeOddities(spec, found, at),
  ];
}

function describeFaults(
  spec: SpecDocument,
  faults: readonly Fault[],
  at: Place,
): readonly Diagnostic[] {
  return byCause(faults).map(({ pointer, reference, why }) =>
    reference === undefined
      ? diagnose('spec/unusable', { spec: spec.reference, pointer, why }, at)
      : diagnose(
          'spec/unresolved-reference',
          { spec: spec.reference, pointer, reference, why },
          at,
        ),
  );
}

/** One for each reference, or place where there is none. */
function byCause(faults: readonly Fault[]): readonly Fault[] {
  const first = new Map<string, Fault>();
  for (const fault of faults) {
    const cause = fault.reference ?? fault.pointer;
    if (!first.has(cause)) first.set(cause, fault);
  }
  return [...first.values()];
}

/** The first causes; with the last of them, how many there are besides. */
function firstOf(
  faults: readonly Fault[],
): readonly { readonly fault: Fault; readonly more: number }[] {
  const causes = byCause(faults);
  const shown = causes.slice(0, mostReferences);
  const rest = causes.length - shown.length;
  return shown.map((fault, index) => ({ fault, more: index === shown.length - 1 ? rest : 0 }));
}

function shownFault({ pointer, reference, why }: Fault): {
  readonly pointer: string;
  readonly reference?: string;
  readonly why: string;
} {
  return reference === undefined ? { pointer, why } : { pointer, reference, why };
}

function describeRounds(
  spec: SpecDocument,
  { rounds, origins }: Departures,
  at: Place,
): readonly Diagnostic[] {
  return rounds.slice(0, mostReferences).map(({ cut, names }) => {
    const pointer = originOf(`/components/schemas/${cut}`, origins);
    return diagnose(
      'spec/circular-schema',
      { spec: spec.reference, pointer, round: roundText(names) },
      at,
    );
  });
}

/** Warnings for what departs from the standard and can be used, one for each cause, at most a handful. */
function describeOddities(spec: SpecDocument, found: Departures, at: Place): readonly Diagnostic[] {
  const places = new Map<string, Set<string>>();
  for (const { what, pointer } of found.oddities) {
    const pointers = places.get(what) ?? new Set();
    places.set(what, pointers.add(originOf(pointer, found.origins)));
  }
  return [...places].slice(0, mostWarnings).map(([what, pointers]) => {
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
