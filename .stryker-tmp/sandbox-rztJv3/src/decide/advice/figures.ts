// @ts-nocheck
import type { Decision, Unit } from '../../plan/decision.ts';
import { derivedFrom } from '../rule.ts';
import { adviceDefaults } from './defaults.ts';

/** A default of the advice as a decision, so that a text that shows it can be traced. */
export function standard(
  name: keyof typeof adviceDefaults,
  reason: string,
  unit?: Unit,
): Decision<number> {
  const decision = {
    id: `advice.${kebab(name)}`,
    value: adviceDefaults[name],
    reason,
    source: { kind: 'default', name },
  } as const;
  return unit === undefined ? decision : { ...decision, unit };
}

/** A figure that follows from others. */
export function derived(
  id: string,
  figure: {
    readonly value: number;
    readonly unit?: Unit;
    readonly reason: string;
    readonly formula: string;
  },
  from: readonly { readonly id: string }[],
): Decision<number> {
  return { id: `advice.${id}`, ...figure, ...derivedFrom(...from) };
}

/** The decisions that exist. */
export function present(...decisions: readonly (Decision | undefined)[]): readonly Decision[] {
  return decisions.filter((decision) => decision !== undefined);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
