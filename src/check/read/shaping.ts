import type { Flow } from '../../model/integration.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { read, readDeclared, share, words } from './value.ts';

/** Which items of a flow go, which of them first, and as what. */
export function readShaping(node: Node): Partial<Flow> {
  return present({
    filter: readDeclared(node.child('filter'), words),
    priority: readPriority(node.child('priority')),
    map: readMap(node.child('map')),
    transform: readDeclared(node.child('transform'), words),
  });
}

function readPriority(node: Node | undefined): Flow['priority'] {
  const by = read(node?.child('by'), words);
  const classes = node?.child('classes');
  if (node === undefined || by === undefined || classes === undefined) return undefined;
  return declared(node, {
    by,
    classes: classes.entries().map(([name, inner]) => ({
      name,
      share: inner.value === 'unknown' ? 'unknown' : (read(inner, share) ?? 'unknown'),
    })),
  });
}

function readMap(node: Node | undefined): Flow['map'] {
  if (node === undefined) return undefined;
  return declared(
    node,
    node.entries().flatMap(([field, inner]) => {
      const path = read(inner, words);
      return path === undefined ? [] : [{ field, path, at: inner.keyAt, pathAt: inner.at }];
    }),
  );
}
