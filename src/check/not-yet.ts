import { diagnose } from '../diagnostics/catalog.ts';
import type { Node } from './node.ts';

/** What the vocabulary has and no rule reads yet. */
interface NotYet {
  /** Keys from the root; `*` stands for any key, `[]` for each item of a list or for the one. */
  readonly path: readonly string[];
  /** What it is called in the message. */
  readonly words: string;
  /** Holds only for these values; all where absent. */
  readonly values?: readonly string[];
}

const system = (...rest: readonly string[]): readonly string[] => ['systems', '*', ...rest];

/** Everything of the vocabulary that is refused for now; the hover text of the schema says the same. */
export const notYet: readonly NotYet[] = [
  { path: system('kind'), words: '`kind: graphql`', values: ['graphql'] },
  { path: system('kind'), words: '`kind: websocket`', values: ['websocket'] },
  { path: system('kind'), words: '`kind: queue`', values: ['queue'] },
  { path: system('kind'), words: '`kind: mqtt`', values: ['mqtt'] },
  { path: system('kind'), words: '`kind: webhook`', values: ['webhook'] },
  { path: system('stream'), words: '`stream`' },
  { path: system('limits', '[]', 'messages'), words: 'A limit of `messages`' },
  {
    path: system('environments', '*', 'limits', '[]', 'messages'),
    words: 'A limit of `messages`',
  },
];

/** Reports everything in the document that this version does not read. */
export function reportNotYet(root: Node): void {
  for (const entry of notYet)
    for (const node of found(root, entry.path))
      if (applies(entry, node))
        node.report(diagnose('feature/not-yet', { what: entry.words }, node.keyAt));
}

function found(node: Node, [key, ...rest]: readonly string[]): readonly Node[] {
  if (key === undefined) return [node];
  return inside(node, key).flatMap((child) => found(child, rest));
}

function inside(node: Node, key: string): readonly Node[] {
  if (key === '[]') return node.items();
  if (key === '*') return node.entries().map(([, child]) => child);
  const child = node.child(key);
  return child === undefined ? [] : [child];
}

function applies({ values }: NotYet, { value }: Node): boolean {
  return values === undefined || values.some((word) => word === value);
}
