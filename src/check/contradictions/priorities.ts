import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Flow } from '../../model/integration.ts';
import type { Facts } from '../facts.ts';

/** Shares of more than the whole, and an order of items where none waits. */
export function priorities({ integration }: Facts): readonly Diagnostic[] {
  return integration.flows.flatMap((flow) => {
    const { priority } = flow;
    if (priority === undefined) return [];
    if (!waits(flow)) return [diagnose('flow/unused-priority', { flow: flow.id }, priority.at)];
    const sum = priority.value.classes.reduce(
      (total, { share }) => total + (share === 'unknown' ? 0 : share),
      0,
    );
    // Percentages are fractions, and three thirds are a little more than one.
    if (sum <= 1 + 1e-9) return [];
    const text = `${String(Math.round(sum * 1000) / 10)} %`;
    return [diagnose('flow/priority-shares', { flow: flow.id, sum: text }, priority.at)];
  });
}

function waits({ trigger, fallback }: Flow): boolean {
  if (trigger.kind === 'schedule') return false;
  return trigger.kind !== 'call' || fallback?.value.recheck === true;
}
