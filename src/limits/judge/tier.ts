import type { Phrase } from '../grammar/rate.ts';
import { textAt, words } from '../grammar/words.ts';
import type { Tokens } from '../grammar/words.ts';

const grades = words(
  'free basic starter hobby pro professional premium enterprise business standard trial sandbox production development developer demo test paid plus growth team gold silver bronze platinum vip unauthenticated anonymous authenticated registered unregistered unverified verified community personal lite unlimited advanced scale startup other others live staging public partner internal educational academic nonprofit',
);
const holders = words(
  'plan plans tier tiers account accounts subscription subscriptions edition editions customer customers user users instance instances site sites environment environments mode requests request calls access key keys package packages level license licence app apps application applications client clients member members version token tokens project projects',
);

const codes = words('tier plan sku');

// "S0-tier", "F1 plan", "tier 2"
function isCoded(grade: string, holder: string): boolean {
  if (grade === 'tier') return /^(?:\d|[a-z])$/.test(holder);
  return codes.has(holder) && /^[a-z]\d{1,2}$/.test(grade);
}

/** For whom alone an amount holds, by the words nearest to it: `free plan`; undefined where it holds for all. */
export function tierOf(tokens: Tokens, { from, to }: Phrase): string | undefined {
  return inBrackets(tokens, to) ?? nearest(tokens, from, to);
}

// `20 (free)`, `80 (Premium)`
function inBrackets(tokens: Tokens, index: number): string | undefined {
  const grade = textAt(tokens, index + 1);
  if (textAt(tokens, index) !== '(' || !grades.has(grade)) return undefined;
  return textAt(tokens, index + 2) === ')' ? grade : undefined;
}

function nearest(tokens: Tokens, from: number, to: number): string | undefined {
  let best: { readonly words: string; readonly distance: number } | undefined;
  for (
    let index = Math.max(0, from - reach);
    index < Math.min(tokens.length, to + reach);
    index++
  ) {
    const words = gradeAt(tokens, index);
    if (words === undefined) continue;
    // What stands before an amount introduces it; what stands behind must be tied to it.
    if (index >= to && !isTied(tokens, to, index)) continue;
    const distance = index < from ? from - index : index - to + 2;
    if (best === undefined || distance < best.distance) best = { words, distance };
  }
  return best?.words;
}

const reach = 14;
const ties = words('for on with in under using as');

// "5 per second for free accounts", not "5 per second, paid plans have more".
function isTied(tokens: Tokens, to: number, index: number): boolean {
  const between = tokens.slice(to, index);
  return (
    between.some(({ text }) => ties.has(text)) && !between.some(({ text }) => /^[,;.]$/.test(text))
  );
}

function gradeAt(tokens: Tokens, index: number): string | undefined {
  const grade = textAt(tokens, index);
  const holder = textAt(tokens, index + 1);
  // Each user is authenticated: that is whose bucket it is.
  if (grade === 'authenticated' && holder === 'user') return undefined;
  if (grades.has(grade) && holders.has(holder)) return `${grade} ${holder}`;
  if (grades.has(grade) && holder === ':') return grade;
  if (isCoded(grade, holder)) return `${grade} ${holder}`;
  const isKey = textAt(tokens, index + 2) === 'api' && textAt(tokens, index + 3) === 'key';
  if ((grade === 'without' || grade === 'with') && isKey) return `${grade} an api key`;
  return undefined;
}
