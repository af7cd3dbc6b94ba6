// @ts-nocheck
import type { Decision, DecisionValue, Source } from './decision.ts';
import { compareIds, decisionsOf } from './decisions.ts';
import type { Plan } from './plan.ts';

/** The text that `explain` prints, and a line for each id that is neither a decision nor a branch of the plan. */
export function explainPlan(
  plan: Plan,
  { ids, json }: { ids: readonly string[]; json: boolean },
): { readonly text: string; readonly unknown: readonly string[] } {
  const all = decisionsOf(plan);
  const unknown = ids.filter((id) => below(all, id).length === 0).map((id) => unknownLine(id, all));
  if (unknown.length > 0) return { text: '', unknown };
  const text = json ? jsonText(all, ids) : peopleText(plan, all, ids);
  return { text, unknown };
}

function peopleText(plan: Plan, all: readonly Decision[], ids: readonly string[]): string {
  if (ids.length === 0) {
    return toText([`${plan.name}: ${plan.verdict.value}`, ...treeLines(all)]);
  }
  return ids
    .map((id) => {
      const found = explanationOf(all, id);
      return found === undefined ? toText(treeLines(below(all, id))) : explanationText(found);
    })
    .join('\n');
}

function jsonText(all: readonly Decision[], ids: readonly string[]): string {
  const explanations = ids.flatMap((id) => explanationOf(all, id) ?? []);
  const branches = ids
    .filter((id) => explanationOf(all, id) === undefined)
    .map((id) => ({ id, decisions: below(all, id) }));
  const document =
    ids.length === 0
      ? { decisions: all }
      : { explanations, ...(branches.length === 0 ? {} : { branches }) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The decision with this id, or those of the branch with this name. */
function below(all: readonly Decision[], id: string): readonly Decision[] {
  return all.filter((decision) => decision.id === id || decision.id.startsWith(`${id}.`));
}

// Decisions as a tree, one line each: the last part of the id, the value, the kind of source.
function treeLines(decisions: readonly Decision[]): readonly string[] {
  const lines: string[] = [];
  let before: readonly string[] = [];
  for (const decision of decisions) {
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
  return lines;
}

function unknownLine(id: string, all: readonly Decision[]): string {
  const wanted = pairsOf(id);
  const near = all
    .map((decision) => ({ id: decision.id, likeness: likeness(wanted, pairsOf(decision.id)) }))
    .sort((a, b) => b.likeness - a.likeness || compareIds(a.id, b.id))
    .slice(0, 3);
  return `The plan has no decision "${visible(id)}". Nearest: ${near.map((each) => each.id).join(', ')}.`;
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(
    Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)),
  );
}

/** Share of letter pairs that two texts have in common (Dice), 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / Math.max(1, a.size + b.size);
}

/** What a reader wants to know of one decision: value, reason, arithmetic, sources, dependents. */
interface Explanation {
  readonly decision: Decision;
  readonly inputs: readonly Decision[];
  /** Decisions that list this one among their inputs. */
  readonly dependents: readonly Decision[];
}

/** One decision with what it rests on and what rests on it; undefined where the plan has no such id. */
function explanationOf(all: readonly Decision[], id: string): Explanation | undefined {
  const decision = all.find((candidate) => candidate.id === id);
  if (decision === undefined) return undefined;
  const wanted = new Set(decision.inputs ?? []);
  return {
    decision,
    inputs: all.filter((candidate) => wanted.has(candidate.id)),
    dependents: all.filter((candidate) => candidate.inputs?.includes(id) === true),
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
  // Six significant digits are more than anyone acts on; plan.json holds them all.
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);
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
