// @ts-nocheck
import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { SpecDocument } from '../model/document.ts';
import { isObject, own, ownObject, ownText } from '../model/json.ts';
import type { ApiDescription, Operation } from '../model/operation.ts';
import type { Place } from '../model/place.ts';
import { describeDepartures } from './description/departures.ts';
import { operationFinder } from './description/find-operation.ts';
import type { Meaning } from './description/find-operation.ts';
import { indexOperations } from './description/operation-index.ts';
import type { OperationIndex } from './description/operation-index.ts';
import { prune } from './description/prune.ts';
import type { Pruned } from './description/prune.ts';
import { readScheme } from './description/security.ts';
import { usableOperations } from './description/usable.ts';
import { validate } from './description/validate.ts';

/** Which operations of a description are wanted. */
export interface WantedOperations {
  /** Names as the user wrote them, `operationId` or `METHOD /path`, and where. */
  readonly names: readonly { readonly name: string; readonly at: Place }[];
  /** All operations and webhooks, whether named or not. */
  readonly all: boolean;
  /** Events as the user wrote them; the webhooks that they name are wanted too. */
  readonly events?: readonly string[];
}

/** A description of what is used, and what the names in integration.yaml mean in it. */
export interface DescribedApi {
  readonly api: ApiDescription;
  /** The operation that a name means; undefined for a name that was not wanted or does not exist. */
  find(name: string): Operation | undefined;
}

/** Reduces a description to the wanted operations and what they reach; then says what is wrong with what is left. */
export async function describeApi(
  spec: SpecDocument,
  wanted: WantedOperations,
): Promise<Outcome<DescribedApi>> {
  const at = spec.at ?? { file: spec.file, line: 1, column: 1 };
  if (!isObject(own(spec.root, 'paths'))) {
    const params = { spec: spec.reference, pointer: '/paths', why: 'there are no operations' };
    return { diagnostics: [diagnose('spec/unusable', params, at)] };
  }
  const index = indexOperations(spec);
  const meaning = operationFinder(index);
  const names = new Map(wanted.names.map(({ name }) => [name, meaning(name)]));
  const unknown = wanted.names.flatMap((name) => unknownName(spec, name, names.get(name.name)));
  const usable = usableOperations(spec, { index, names, all: wanted.all });
  const webhooks = wanted.all ? 'all' : (wanted.events ?? []);
  const pruned = prune(spec, usable.operations, webhooks);
  // An operation that is not found may stand where the description is broken.
  const hidden = unknown.length > 0 ? index.faults : [];
  const departures = {
    ...pruned,
    faults: [...usable.faults, ...hidden, ...pruned.faults],
    leftOut: usable.leftOut,
    oddities: [...usable.oddities, ...pruned.oddities, ...(await validate(pruned.document))],
  };
  return {
    value: described(spec, { index, pruned, names }),
    diagnostics: [...unknown, ...describeDepartures(spec, departures, at)],
  };
}

function unknownName(
  spec: SpecDocument,
  { name, at }: { name: string; at: Place },
  meaning: Meaning | undefined,
): readonly Diagnostic[] {
  const { reference } = spec;
  switch (meaning?.kind) {
    case 'none': {
      const params = { name, spec: reference, nearest: meaning.nearest };
      return [diagnose('spec/unknown-operation', params, at)];
    }
    case 'several': {
      const params = { name, spec: reference, candidates: meaning.candidates };
      return [diagnose('spec/ambiguous-operation', params, at)];
    }
    default:
      return [];
  }
}

function described(
  spec: SpecDocument,
  found: { index: OperationIndex; pruned: Pruned; names: ReadonlyMap<string, Meaning> },
): DescribedApi {
  const { index, pruned, names } = found;
  const { document, operations, server, serverPointer, schemes } = pruned;
  const nodes = ownObject(ownObject(document, 'components'), 'securitySchemes');
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const title = ownText(own(spec.root, 'info'), 'title')?.trim() ?? '';
  return {
    api: {
      reference: spec.reference,
      file: spec.file,
      version: spec.version,
      title: title === '' ? spec.reference : title,
      ...(server === undefined ? {} : { server }),
      ...(serverPointer === undefined ? {} : { serverPointer }),
      operations,
      securitySchemes: schemes.flatMap((id) => readScheme(id, ownObject(nodes, id) ?? {}) ?? []),
      document,
      operationCount: index.all.length,
    },
    find: (name) => {
      const meaning = names.get(name);
      return meaning?.kind === 'one' ? byId.get(meaning.operation.id) : undefined;
    },
  };
}
