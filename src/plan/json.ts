import { decisionsOf, isDecision, opaqueKeys } from './decisions.ts';
import type { Plan } from './plan.ts';

/** The version of the form of plan.json; it grows when a reader of the old form would fail. */
const planFormatVersion = 1;

/** The text of plan.json: the structure with the ids of its decisions, and each decision once, sorted by id. */
export function planJson(plan: Plan): string {
  const { name, file, description, owner, ...structure } = plan;
  const document = {
    formatVersion: planFormatVersion,
    integration: name,
    file,
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    ...toStructure(structure),
    decisions: decisionsOf(plan),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toStructure(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(value)
    .filter(([key, child]) => child !== undefined && !opaqueKeys.has(key))
    .map(([key, child]) => [key, toPart(child)] as const);
  return Object.fromEntries(entries);
}

// A decision is replaced by its id: its value stands once, in `decisions`.
function toPart(value: unknown): unknown {
  if (isDecision(value)) return value.id;
  if (Array.isArray(value)) return value.map(toPart);
  if (typeof value !== 'object' || value === null) return value;
  return toStructure(value as Readonly<Record<string, unknown>>);
}
