import type { CST } from 'yaml';

/** Where a text first has more levels or entries than allowed; without recursion, as the text is hostile. */
export function excessIn(
  tokens: readonly CST.Token[],
  most: { readonly levels: number; readonly entries: number },
): { readonly kind: 'levels' | 'entries'; readonly offset: number } | undefined {
  let entries = 0;
  const open = tokens.map((token) => ({ token, depth: 1 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    entries += 1;
    if (depth > most.levels) return { kind: 'levels', offset: token.offset };
    if (entries > most.entries) return { kind: 'entries', offset: token.offset };
    const inner = childrenOf(token);
    const deeper = token.type === 'document' ? depth : depth + 1;
    for (let index = inner.length - 1; index >= 0; index--) {
      const child = inner[index];
      if (child !== undefined) open.push({ token: child, depth: deeper });
    }
  }
  return undefined;
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  const children: CST.Token[] = [];
  for (const { key, value } of token.items) {
    if (key !== undefined && key !== null) children.push(key);
    if (value !== undefined) children.push(value);
  }
  return children;
}
