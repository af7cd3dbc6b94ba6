import { textAt } from './words.ts';
import type { Found, Tokens } from './words.ts';

/** How many; `isTimes` for "once" and "twice", which name their unit too. */
export interface Amount {
  readonly count: number;
  readonly isTimes: boolean;
  /** The lower end of a range, or a word as "approximately" before it. */
  readonly isVague: boolean;
}

const small = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
);
const tens = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10]),
);
const factors = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
  ['mio', 1_000_000],
  ['mil', 1_000_000],
  ['billion', 1_000_000_000],
]);
/** More than any figure in words has: two hundred thousand million. */
const maxFactors = 4;
const times = new Map([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
]);
const vague = new Set(
  'approximately approx about around roughly circa nearly typically usually average ~'.split(' '),
);

/** amount := figure [factor] ["(" figure ")"] | "once" | "twice" | amount "-" amount */
export function amount(tokens: Tokens, index: number): Found<Amount> | undefined {
  const isVague = vague.has(textAt(tokens, index - 1)) || isPhrase2(tokens, index, 'on average');
  const often = times.get(textAt(tokens, index));
  if (often !== undefined)
    return { value: { count: often, isTimes: true, isVague }, next: index + 1 };
  const low = figure(tokens, index);
  if (low === undefined || isPrice(tokens, index)) return undefined;
  const high = rangeEnd(tokens, low.next);
  const next = restated(tokens, high?.next ?? low.next);
  const count = high === undefined ? low.value : Math.min(low.value, high.value);
  return { value: { count, isTimes: false, isVague: isVague || high !== undefined }, next };
}

/** figure := number | number words, either with "hundred", "thousand", "million" behind */
export function figure(tokens: Tokens, index: number): Found<number> | undefined {
  const first = simple(tokens, index);
  if (first === undefined) return undefined;
  let { value, next } = first;
  for (let count = 0; count < maxFactors; count++) {
    const factor = factors.get(textAt(tokens, next));
    if (factor === undefined) break;
    value *= factor;
    next++;
    const rest = simple(tokens, next);
    if (rest !== undefined && tokens[next]?.kind === 'word' && rest.value < factor) {
      value += rest.value;
      next = rest.next;
    }
  }
  return textAt(tokens, next) === '%' ? undefined : { value, next };
}

function simple(tokens: Tokens, index: number): Found<number> | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return { value: token.value, next: index + 1 };
  const ten = tens.get(token.text);
  if (ten !== undefined) {
    const one = small.get(textAt(tokens, index + 1));
    const hasOne = one !== undefined && one > 0 && one < 10;
    return { value: ten + (hasOne ? one : 0), next: index + (hasOne ? 2 : 1) };
  }
  const value = small.get(token.text);
  return value === undefined ? undefined : { value, next: index + 1 };
}

// `10 (ten)`: the same once more.
function restated(tokens: Tokens, next: number): number {
  if (textAt(tokens, next) !== '(') return next;
  const again = figure(tokens, next + 1);
  return again !== undefined && textAt(tokens, again.next) === ')' ? again.next + 1 : next;
}

function rangeEnd(tokens: Tokens, next: number): Found<number> | undefined {
  if (!/^[-–—]$/.test(textAt(tokens, next))) return undefined;
  return tokens[next + 1]?.kind === 'number' ? figure(tokens, next + 1) : undefined;
}

function isPrice(tokens: Tokens, index: number): boolean {
  return /^[$€£#¥]$/.test(textAt(tokens, index - 1));
}

function isPhrase2(tokens: Tokens, index: number, phrase: string): boolean {
  const [first, second] = phrase.split(' ');
  return textAt(tokens, index - 2) === first && textAt(tokens, index - 1) === second;
}
