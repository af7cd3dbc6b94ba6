import type { System } from '../../model/integration.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { readLimits } from './limits.ts';
import { readDeclared, words } from './value.ts';

/** Environments by name, each with what differs there. */
export function readEnvironments(node: Node | undefined, zone: string): System['environments'] {
  if (node === undefined) return undefined;
  return declared(
    node,
    node.entries().map(([name, inner]) => ({
      name,
      ...present({
        url: readDeclared(inner.child('url'), words),
        limits: readLimits(inner.child('limits'), zone),
      }),
    })),
  );
}
