import type { System } from '../../model/integration.ts';
import type { DeclaredPagination } from '../../model/pagination.ts';
import { declared, type Node } from '../node.ts';
import { present } from '../../model/present.ts';
import { count, oneOf, read, words } from './value.ts';

/** How lists of a system come in pages, each way for some of its operations. */
export function readPagination(node: Node | undefined): System['pagination'] {
  if (node === undefined) return undefined;
  const ways = node.items().flatMap((item) => {
    const type = read(item.child('type'), oneOf('cursor', 'page', 'offset', 'link', 'none'));
    return type === undefined ? [] : [declared(item, readWay(type, item))];
  });
  return declared(node, ways);
}

function readWay(type: DeclaredPagination['type'], node: Node): DeclaredPagination {
  const text = (key: string): string | undefined => read(node.child(key), words);
  return present({
    type,
    param: text('param'),
    next: text('next'),
    entry: text('last_entry'),
    items: text('items'),
    more: text('more'),
    total: text('total'),
    pages: text('pages'),
    start: read(node.child('start'), count),
    sizeParam: text('size_param'),
    size: read(node.child('size'), count),
    operations: node
      .child('operations')
      ?.items()
      .flatMap((item) => read(item, words) ?? []),
  });
}
