// @ts-nocheck
import type { Decision } from './decision.ts';
import type { Plan } from './plan.ts';

/** Every decision of a plan, sorted by id. Two decisions with one id are a bug and throw. */
export function decisionsOf(plan: Plan): readonly Decision[] {
  const found = new Map<string, Decision>();
  collect(plan, found);
  return [...found.values()].sort((a, b) => compareIds(a.id, b.id));
}

/** Whether a value of the plan is a decision. */
export function isDecision(value: unknown): value is Decision {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'value' in value &&
    'source' in value &&
    'reason' in value
  );
}

/** Keys of the plan that hold no decisions: an API description and the user's prettier options. */
export const opaqueKeys: ReadonlySet<string> = new Set(['api', 'prettier']);

function collect(value: unknown, found: Map<string, Decision>): void {
  if (typeof value !== 'object' || value === null) return;
  if (isDecision(value)) {
    const before = found.get(value.id);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) {
      throw new Error(`Two different decisions have the id ${value.id}.`);
    }
    found.set(value.id, value);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (!opaqueKeys.has(key)) collect(child, found);
  }
}

/** Orders ids part by part, numbers by value, so that `limits.2` stands before `limits.10`. */
export function compareIds(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = comparePart(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : 1;
}
