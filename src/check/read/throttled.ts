import type { System } from '../../model/integration.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { count, read, words } from './value.ts';

/** The ways in which a system says that we were too fast. */
export function readThrottled(node: Node | undefined): System['throttled'] {
  if (node === undefined) return undefined;
  const ways = node.items().map((item) =>
    present({
      status: read(item.child('status'), count),
      code: read(item.child('code'), words),
      header: read(item.child('header'), words),
    }),
  );
  return declared(node, ways);
}
