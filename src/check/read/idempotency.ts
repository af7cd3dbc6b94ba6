import type { Idempotency } from '../../model/integration.ts';
import type { Declared } from '../../model/place.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { duration, read, words } from './value.ts';

/** What makes a repeat harmless at a system or in a step; several hold together. */
export function readIdempotency(
  node: Node | undefined,
): Declared<readonly Idempotency[]> | undefined {
  if (node === undefined) return undefined;
  return declared(
    node,
    node.items().flatMap((item) => readForm(item) ?? []),
  );
}

function readForm(node: Node): Idempotency | undefined {
  if (node.value === 'natural' || node.value === 'none') return { kind: node.value };
  const upsert = read(node.child('upsert'), words);
  if (upsert !== undefined) return { kind: 'upsert', field: upsert };
  const lookup = read(node.child('lookup'), words);
  if (lookup !== undefined)
    return present({
      kind: 'lookup' as const,
      field: lookup,
      read: read(node.child('read'), words),
    });
  const header = read(node.child('header'), words);
  const name = header ?? read(node.child('field'), words);
  if (name === undefined) return undefined;
  return present({
    kind: header === undefined ? ('field' as const) : ('header' as const),
    name,
    retentionSeconds: read(node.child('retention'), duration),
  });
}
