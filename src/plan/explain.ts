import type { Decision, DecisionValue, Source } from './decision.ts';
import { compareIds, decisionsOf } from './decisions.ts';
import type { Plan } from './plan.ts';

/** The plan as a tree of its decisions, one line each: the part of the id, the value, the kind of source. */
function explainTree(plan: Plan): string {
  const lines = [`${plan.name}: ${plan.verdict.value}`];
  let before: readonly string[] = [];
  for (const decision of decisionsOf(plan)) {
    const parts = decision.id.split('.');
    const shared = sharedLength(before, parts);
    for (let depth = shared; depth < parts.length - 1; depth += 1) {
      lines.push(`${'  '.repeat(depth + 1)}${parts[depth] ?? ''}`);
    }
    const name = parts.at(-1) ?? '';
    lines.push(
      `${'  '.repeat(parts.length)}${name} = ${valueText(decision)}  [${decision.source.kind}]`,
    );
    before = parts.slice(0, -1);
  }
  return toText(lines);
}

/** The text that `explain` prints, and a line for each id that the plan does not have. */
export function explainPlan(
  plan: Plan,
  { ids, json }: { ids: readonly string[]; json: boolean },
): { readonly text: string; readonly unknown: readonly string[] } {
  const known = decisionsOf(plan).map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id)).map((id) => unknownLine(id, known));
  if (unknown.length > 0) return { text: '', unknown };
  const found = ids.flatMap((id) => explanationOf(plan, id) ?? []);
  if (json) {
    const document = ids.length === 0 ? { decisions: decisionsOf(plan) } : { explanations: found };
    return { text: `${JSON.stringify(document, null, 2)}\n`, unknown };
  }
  const text = ids.length === 0 ? explainTree(plan) : found.map(explanationText).join('\n');
  return { text, unknown };
}

// Ids that share most of their parts with the one that was asked for come first.
function unknownLine(id: string, known: readonly string[]): string {
  const parts = new Set(id.split('.'));
  const score = (candidate: string): number =>
    candidate.split('.').filter((part) => parts.has(part)).length;
  const near = [...known].sort((a, b) => score(b) - score(a) || compareIds(a, b)).slice(0, 3);
  return `The plan has no decision "${visible(id)}". Nearest: ${near.join(', ')}.`;
}

/** What a reader wants to know of one decision: value, reason, arithmetic, sources, dependents. */
interface Explanation {
  readonly decision: Decision;
  readonly inputs: readonly Decision[];
  /** Decisions that list this one among their inputs. */
  readonly dependents: readonly Decision[];
}

/** One decision with what it rests on and what rests on it; undefined where the plan has no such id. */
function explanationOf(plan: Plan, id: string): Explanation | undefined {
  const decisions = decisionsOf(plan);
  const decision = decisions.find((candidate) => candidate.id === id);
  if (decision === undefined) return undefined;
  const wanted = new Set(decision.inputs ?? []);
  return {
    decision,
    inputs: decisions.filter((candidate) => wanted.has(candidate.id)),
    dependents: decisions.filter((candidate) => candidate.inputs?.includes(id) === true),
  };
}

/** An explanation for people. */
function explanationText({ decision, inputs, dependents }: Explanation): string {
  const lines = [`${decision.id} = ${valueText(decision)}`, `  because: ${decision.reason}`];
  if (decision.formula !== undefined) lines.push(`  arithmetic: ${decision.formula}`);
  lines.push(`  source: ${sourceText(decision.source)}`);
  if (decision.overruled !== undefined) {
    const { value, source } = decision.overruled;
    lines.push(`  overrules: ${plainValue(value)} (${sourceText(source)})`);
  }
  for (const input of inputs)
    lines.push(`  from: ${input.id} = ${valueText(input)}  [${sourceText(input.source)}]`);
  for (const dependent of dependents)
    lines.push(`  used by: ${dependent.id} = ${valueText(dependent)}`);
  return toText(lines);
}

/** A source in words: `integration.yaml:12:5`, `ledger.yaml#/paths/~1entries`, `default maxAttempts`. */
function sourceText(source: Source): string {
  switch (source.kind) {
    case 'declared':
      return `${source.file}:${source.line}:${source.column}`;
    case 'documented':
      return `${source.file}#${source.pointer}${source.quote === undefined ? '' : ` "${source.quote}"`}`;
    case 'catalogue':
      return `catalogue ${source.provider}, ${source.reference}, ${source.date}, ${source.confidence} confidence`;
    case 'derived':
      return source.ids.length === 0 ? 'derived' : `derived from ${source.ids.join(', ')}`;
    case 'default':
      return `default ${source.name}`;
  }
}

function valueText({ value, unit }: Decision): string {
  const text = plainValue(value);
  return unit === undefined || unit === 'share' || value === null ? text : `${text} ${unit}`;
}

function plainValue(value: DecisionValue): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return String(value);
}

// Values, reasons and quotes hold words of files that somebody else wrote: no control or direction
// character of them may reach a terminal.
function toText(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length - 1 && a[length] === b[length]) length += 1;
  return length;
}
