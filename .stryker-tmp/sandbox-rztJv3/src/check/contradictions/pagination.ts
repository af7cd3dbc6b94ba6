// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { declaredForm, type Misfit } from '../../model/declared-paging.ts';
import type { System } from '../../model/integration.ts';
import type { Operation } from '../../model/operation.ts';
import type { DeclaredPagination } from '../../model/pagination.ts';
import type { Declared } from '../../model/place.ts';
import type { Facts } from '../facts.ts';

/** Ways of paging that no used operation has, by its description. */
export function pagination({ integration, unreadable, isComplete }: Facts): readonly Diagnostic[] {
  return integration.systems
    .filter(({ id }) => isComplete && !unreadable.has(id))
    .flatMap((system) =>
      (system.pagination?.value ?? []).flatMap((way) => [
        ...sizeWithoutParameter(system, way),
        ...fitsNothing(system, way),
      ]),
    );
}

function sizeWithoutParameter(
  { id }: System,
  { value: { size, sizeParam }, at }: Declared<DeclaredPagination>,
): readonly Diagnostic[] {
  if ((size === undefined) === (sizeParam === undefined)) return [];
  const [has, lacks] = size === undefined ? ['size_param', 'size'] : ['size', 'size_param'];
  return [diagnose('pagination/half-a-size', { system: id, has, lacks }, at)];
}

function fitsNothing(
  { id, api }: System,
  { value, at }: Declared<DeclaredPagination>,
): readonly Diagnostic[] {
  const named = (api?.operations ?? []).filter((operation) => isNamed(operation, value));
  const tries = named.flatMap(({ listing }) =>
    listing === undefined ? [] : [declaredForm(value, listing)],
  );
  const fits = value.type === 'none' ? named.length > 0 : tries.some((fit) => 'form' in fit);
  if (fits) return [];
  const [nearestMiss] = tries
    .flatMap((fit) => ('misfit' in fit ? [fit.misfit] : []))
    .sort((a, b) => rank(a) - rank(b));
  const params = { system: id, ...wordsOf(nearestMiss, value, api?.operations ?? []) };
  return [diagnose('pagination/no-operation', params, at)];
}

function isNamed({ id, method, path }: Operation, { operations }: DeclaredPagination): boolean {
  const names = [id, `${method.toUpperCase()} ${path}`];
  return operations?.some((name) => names.includes(name)) ?? true;
}

// A field that is missing where the parameter is there says more than a parameter that is not.
function rank({ what }: Misfit): number {
  return what === 'field' ? 0 : 1;
}

function wordsOf(
  misfit: Misfit | undefined,
  { operations = [] }: DeclaredPagination,
  used: readonly Operation[],
): { readonly why: string; readonly near: readonly string[] } {
  if (misfit !== undefined) {
    const { what, name, known } = misfit;
    const why =
      name === ''
        ? 'its answers describe several lists, or none; say which by items'
        : `none has the ${what} "${name}"`;
    return { why, near: nearest(name, known, 3) };
  }
  const [name] = operations;
  if (name === undefined) return { why: 'none reads a list', near: [] };
  const ids = used.map(({ id }) => id);
  return { why: `none that reads a list is "${name}"`, near: nearest(name, ids, 3) };
}
