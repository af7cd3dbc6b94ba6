import type { Finding } from './finding.ts';
import { amount } from './grammar/amount.ts';
import { phrasesOf } from './grammar/phrases.ts';
import type { Phrase } from './grammar/rate.ts';
import { unitOf } from './grammar/unit.ts';
import type { UnitKind } from './grammar/unit.ts';
import { time, window } from './grammar/window.ts';
import type { Tokens } from './grammar/words.ts';
import { namesLimit } from './judge/cues.ts';
import { judge } from './judge/judge.ts';
import { operationsCalled } from './judge/subset.ts';
import { targetsOf } from './judge/targets.ts';
import { tierOf } from './judge/tier.ts';
import type { Context } from './read-prose.ts';
import type { Cell, Table } from './text/sentences.ts';

type Row = readonly Cell[];

/** The limits of a table: whole phrases in its cells, and figures whose window the head or a column beside them names. */
export function readTable(table: Table, context: Context): Finding[] {
  const isAbout =
    context.isAboutLimits ||
    [table.lead, ...table.headings, ...table.head.map(({ tokens }) => tokens)].some(namesLimit);
  return table.rows.flatMap((row) => readRow(row, { table, isAbout, ...context }));
}

interface RowContext extends Context {
  readonly table: Table;
  readonly isAbout: boolean;
}

function readRow(row: Row, context: RowContext): Finding[] {
  const written = row.flatMap((cell, index) => cellPhrases(cell, index, context));
  const found = written.length > 0 ? written : columnPhrases(row, context);
  const burst = burstOf(row, context.table);
  return found.map(({ phrase, tier }) => finding({ phrase, tier, burst, row }, context));
}

interface Read {
  readonly phrase: Phrase;
  readonly tier: string | undefined;
}

function cellPhrases(cell: Cell, index: number, { table, isAbout }: RowContext): Read[] {
  const head = table.head[index]?.tokens ?? [];
  if (cell.tokens.length > 40) return [];
  const sentence = {
    ...cell,
    lead: [...head, ...table.lead],
    before: [],
    headings: table.headings,
  };
  return phrasesOf(cell.tokens)
    .filter((phrase) => judge(phrase, sentence, { isAboutLimits: isAbout }) !== undefined)
    .map((phrase) => ({ phrase, tier: tierOf(cell.tokens, phrase) }));
}

function columnPhrases(row: Row, context: RowContext): Read[] {
  const { table } = context;
  const across = row.slice(1).flatMap((cell, index) => {
    const label = row[0]?.tokens ?? [];
    const counted = countedIn(label, context.isAbout);
    // Rows are kinds of limits, columns are plans.
    return counted === undefined ? [] : figureRead(cell, counted, wordsOf(table.head[index + 1]));
  });
  if (across.length > 0) return across;
  const beside = besideWindow(row, context);
  if (beside.length > 0) return beside;
  return row.flatMap((cell, index) => {
    const head = table.head[index]?.tokens ?? [];
    const counted = isBurstHead(head) ? undefined : countedIn(head, context.isAbout);
    return counted === undefined ? [] : figureRead(cell, counted, undefined);
  });
}

interface Counted {
  readonly unit: UnitKind | 'none';
  readonly noun: string;
  readonly seconds: number | null;
}

// "Requests per second", "Calls/day", "Daily limit", "Concurrent requests".
function countedIn(head: Tokens, isAbout: boolean): Counted | undefined {
  if (head.length === 0 || head.length > 12) return undefined;
  const noun = head.find(({ text }) => unitOf(text) !== undefined)?.text ?? '';
  const unit = unitOf(noun) ?? 'none';
  if (unit !== 'requests' && !isAbout && !namesLimit(head)) return undefined;
  if (head.some(({ text }) => /^(?:concurrent|simultaneous|parallel|concurrency)$/.test(text)))
    return { unit: 'requests', noun, seconds: null };
  const seconds = secondsIn(head);
  return seconds === undefined ? undefined : { unit, noun, seconds };
}

const adjectives: Readonly<Record<string, number>> = {
  hourly: 3600,
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_592_000,
  qps: 1,
  rps: 1,
  tps: 1,
  rpm: 60,
};

function secondsIn(head: Tokens): number | undefined {
  for (const [index, token] of head.entries()) {
    const found =
      window(head, index)?.value.seconds ??
      (Object.hasOwn(adjectives, token.text) ? adjectives[token.text] : undefined);
    if (found !== undefined) return found;
  }
  // A column that is called "Minute" or "Per minute" and nothing else.
  const whole = time(head, 0);
  return whole?.next === head.length ? whole.value.seconds : undefined;
}

function figureRead(cell: Cell, counted: Counted, tier: string | undefined): Read[] {
  const many = amount(cell.tokens, 0);
  // A figure and nothing else, but for a footnote.
  if (
    many === undefined ||
    many.value.isTimes ||
    many.value.count <= 0 ||
    many.next < cell.tokens.length
  )
    return [];
  return [{ phrase: cellPhrase(many.value.count, counted), tier }];
}

function cellPhrase(count: number, { unit, noun, seconds }: Counted): Phrase {
  const rule = seconds === null ? 'concurrency' : 'cell';
  return {
    rule,
    from: 0,
    to: 0,
    count,
    seconds,
    unit,
    noun,
    scopes: [],
    isVague: false,
    isCalendar: false,
  };
}

// | Endpoint | Calls | Per |
function besideWindow(row: Row, { table, isAbout }: RowContext): Read[] {
  const at = row.findIndex(
    ({ tokens }, index) =>
      time(tokens, 0)?.next === tokens.length &&
      /^(?:window|per|period|interval|time|duration|every|timeframe|frame|unit|within)$/.test(
        lastWord(table.head[index]),
      ),
  );
  const frame = row[at];
  if (frame === undefined || !isAbout) return [];
  const seconds = time(frame.tokens, 0)?.value.seconds ?? null;
  return row.flatMap((cell, index) => {
    const head = table.head[index]?.tokens ?? [];
    if (
      index === at ||
      isBurstHead(head) ||
      !/limit|call|request|max|count|number|quota|rate/.test(wordsOf(table.head[index]) ?? '')
    )
      return [];
    return figureRead(cell, { unit: 'requests', noun: 'requests', seconds }, undefined);
  });
}

function lastWord(cell: Cell | undefined): string {
  return cell?.tokens.findLast(({ kind }) => kind === 'word')?.text ?? '';
}

function wordsOf(cell: Cell | undefined): string | undefined {
  const text = cell?.tokens.map((token) => token.text).join(' ') ?? '';
  return text === '' ? undefined : text;
}

function isBurstHead(head: Tokens): boolean {
  return head.some(({ text }) => /^bursts?$/.test(text));
}

function burstOf(row: Row, { head }: Table): number | null {
  const index = head.findIndex(({ tokens }) => isBurstHead(tokens));
  const cell = row[index];
  return (cell === undefined ? undefined : amount(cell.tokens, 0)?.value.count) ?? null;
}

interface Parts extends Read {
  readonly burst: number | null;
  readonly row: Row;
}

function finding({ phrase, tier, burst, row }: Parts, context: RowContext): Finding {
  const { table, place } = context;
  const plan = tier ?? tierIn(row, table);
  const targets = place.kind === 'document' ? targetsOfRow(row, plan, context) : undefined;
  return {
    phrase,
    place,
    confidence: plan === undefined ? 'high' : 'low',
    burst,
    tier: plan,
    resets: undefined,
    appliesTo: targets ?? place.appliesTo,
    quote: place.text
      .slice(row[0]?.start ?? 0, row.at(-1)?.end ?? 0)
      .trim()
      .slice(0, 300),
  };
}

// A row names its calls by method, path or id, or is called as they are: `Search`.
function targetsOfRow(
  row: Row,
  plan: string | undefined,
  { place, operations }: RowContext,
): readonly string[] | undefined {
  const tokens = row.flatMap((cell) => cell.tokens);
  const named = targetsOf(tokens, place.text, operations);
  if (named !== undefined || plan !== undefined) return named;
  return operationsCalled(row[0]?.tokens ?? [], operations);
}

function tierIn(row: Row, { head }: Table): string | undefined {
  const index = head.findIndex(({ tokens }) =>
    tokens.some(({ text }) =>
      /^(?:plan|plans|tier|tiers|edition|subscription|level|package|environment)$/.test(text),
    ),
  );
  return index === -1 ? holderOf(row[0]) : wordsOf(row[index]);
}

// A first cell such as "Gold customers".
function holderOf(cell: Cell | undefined): string | undefined {
  const isHolder = /^(?:customers|accounts|plan|users|tier|subscribers|members|partners)$/.test(
    lastWord(cell),
  );
  return isHolder ? wordsOf(cell) : undefined;
}
