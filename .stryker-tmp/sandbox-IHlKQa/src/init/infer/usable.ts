// @ts-nocheck
import { describeApi } from '../../check/description.ts';
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { SpecDocument } from '../../model/document.ts';
import type { Api } from './api.ts';
import { likelyFirst } from './likely-first.ts';
import type { OfferedOperation } from './offered-operation.ts';

/** What keeps an operation from being built; empty where nothing does. */
export async function faultsOf(
  { spec }: Api,
  { name }: OfferedOperation,
): Promise<readonly Diagnostic[]> {
  const at = { file: spec.file, line: 1, column: 1 };
  const { diagnostics } = await describeApi(spec, { names: [{ name, at }], all: false });
  return diagnostics.filter(({ severity }) => severity === 'error');
}

/** So many are tried before a description counts as one that nothing can be built from. */
const mostTries = 20;

/** The likeliest operation that can be built; where none of them can, what keeps the likeliest from it. */
export async function likelyOperation(api: Api): Promise<Outcome<OfferedOperation>> {
  let first: readonly Diagnostic[] | undefined;
  for (const operation of likelyFirst(api.operations).slice(0, mostTries)) {
    const diagnostics = await faultsOf(api, operation);
    if (diagnostics.length === 0) return { value: operation, diagnostics };
    first ??= diagnostics;
  }
  return { diagnostics: first ?? (await emptiness(api.spec)) };
}

/** Why a description offers no operation. */
export async function emptiness(spec: SpecDocument): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await describeApi(spec, { names: [], all: true });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors;
  const params = { spec: spec.reference, pointer: '/paths', why: 'there are no operations' };
  return [diagnose('spec/unusable', params, { file: spec.file, line: 1, column: 1 })];
}
