// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Node } from '../node.ts';

/** The id of each flow: its own, or `<from>-to-<to>` with a number behind where that repeats. */
export function flowIds(flows: readonly Node[]): readonly string[] {
  const own = flows.map((flow) => flow.child('id'));
  const taken = new Set<string>();
  for (const id of own) {
    if (typeof id?.value !== 'string') continue;
    if (taken.has(id.value)) id.report(diagnose('flow/duplicate-id', { id: id.value }, id.at));
    taken.add(id.value);
  }
  return flows.map((flow, index) => {
    const id = own[index]?.value;
    return typeof id === 'string'
      ? id
      : freeId(`${text(flow, 'from')}-to-${text(flow, 'to')}`, taken);
  });
}

function freeId(base: string, taken: Set<string>): string {
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  taken.add(id);
  return id;
}

function text(flow: Node, key: string): string {
  const value = flow.child(key)?.value;
  return typeof value === 'string' ? value : '';
}
