// @ts-nocheck
import type { Decision, Source } from './decision.ts';
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
    decisions: decisionsOf(plan).map(toEntry),
  };
  return `${lines(document, 1)}\n`;
}

// In one order whatever order a rule wrote; what a value follows from stands in `inputs` alone.
function toEntry({ id, value, unit, source, reason, ...rest }: Decision): object {
  const { formula, inputs, overruled } = rest;
  return {
    ...{ id, value, unit, source: toSource(source), reason, formula, inputs },
    overruled: overruled && { ...overruled, source: toSource(overruled.source) },
  };
}

function toSource(source: Source): object {
  return source.kind === 'derived' ? { kind: source.kind } : source;
}

const longestLine = 120;

/** JSON with one decision a line, so that a diff shows which ones changed; other parts of a line if they fit in one. */
function lines(value: unknown, depth: number): string {
  const inline = JSON.stringify(value);
  const indentation = ' '.repeat(depth);
  const isList = Array.isArray(value);
  const isShort = inline.length + depth <= longestLine && depth > 1;
  if (typeof value !== 'object' || value === null || isDecision(value) || isShort) return inline;
  const parts = isList
    ? value.map((item: unknown) => lines(item, depth + 1))
    : Object.entries(value)
        .filter(([, child]) => child !== undefined)
        .map(([key, child]) => `${JSON.stringify(key)}:${lines(child, depth + 1)}`);
  if (parts.length === 0) return inline;
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return `${open}\n${indentation}${parts.join(`,\n${indentation}`)}\n${indentation.slice(1)}${close}`;
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
