/** A word, a number, a path or a mark of a text, with its place in the text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'path' | 'mark';
  /** In lower case. */
  readonly text: string;
  /** Of a number; 0 otherwise. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** Whether it touches the token before it: `10s`, `per-minute`. */
  readonly glued: boolean;
}

const piece =
  /(?<path>(?<![\p{L}\d})/])(?:\/[\w${}*-]+(?:\.[\w${}*-]+)*)+)|(?<number>\d{1,3}(?:[,'\u{A0}\u{202F} ]\d{3}){1,5}(?![\d,])(?:\.\d+)?|\d{1,3}(?:\.\d{3}){1,5}(?![\d.])|\d+(?:\.\d+)?)(?<factor>[kK](?![\p{L}\d])|M(?![\p{L}\d]))?|(?<word>\p{L}[\p{L}\p{M}\d'’]*)|(?<mark>[^\s_])/gu;

/** Words that follow a slash as a window or as a bucket, and are no path then: `100 /minute`. */
const afterSlash =
  /^\/(?:s|sec|secs|second|seconds|m|min|mins|minute|h|hr|hour|d|day|w|week|month|mo|year|ip|user|account)$/;

/** The tokens of a piece of a text, in order; hyphens between words are dropped, words in camel case are parted. */
export function tokensOf(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  let last = -1;
  const push = (token: Omit<Token, 'glued'>): void => {
    tokens.push({ ...token, glued: token.start === last });
    last = token.end;
  };
  for (const match of text.slice(start, end).matchAll(piece)) {
    const from = start + match.index;
    const [whole] = match;
    const { path, number, factor, word } = match.groups ?? {};
    if (number !== undefined) {
      push({ kind: 'number', text: whole, value: numberOf(number, factor), ...at(from, whole) });
    } else if (path !== undefined) pushPath(path, from, push);
    else if (word !== undefined) pushWord(word, from, push);
    else if (!isHyphen(text, from)) {
      push({ kind: 'mark', text: whole, value: 0, ...at(from, whole) });
    }
  }
  return tokens;
}

type Push = (token: Omit<Token, 'glued'>) => void;

function at(start: number, text: string): { start: number; end: number } {
  return { start, end: start + text.length };
}

function pushPath(path: string, from: number, push: Push): void {
  if (!afterSlash.test(path)) {
    push({ kind: 'path', text: path, value: 0, ...at(from, path) });
    return;
  }
  push({ kind: 'mark', text: '/', value: 0, ...at(from, '/') });
  pushWord(path.slice(1), from + 1, push);
}

const byteUnit = /^[kmgt]i?b(?:ps|its?|ytes?)?$/i;

function pushWord(word: string, from: number, push: Push): void {
  if (byteUnit.test(word) || !/\p{Ll}\p{Lu}/u.test(word)) {
    push({
      kind: 'word',
      text: word.toLowerCase().replaceAll(/['’]/g, ''),
      value: 0,
      ...at(from, word),
    });
    return;
  }
  // `RateLimit` is two words; `APIs` is one.
  for (const { 0: part, index } of word.matchAll(/\p{L}.*?(?:(?<=\p{Ll})(?=\p{Lu})|$)/gu)) {
    const text = part.toLowerCase().replaceAll(/['’]/g, '');
    push({ kind: 'word', text, value: 0, ...at(from + index, part) });
  }
}

function numberOf(text: string, factor: string | undefined): number {
  const clean = /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(text)
    ? text.replaceAll('.', '')
    : text.replaceAll(/[^\d.]/g, '');
  const times = factor === undefined ? 1 : factor === 'M' ? 1_000_000 : 1000;
  // A float times a power of ten: 2.3k is 2300 and not 2299.9999999999995.
  return Number((Number(clean) * times).toPrecision(12));
}

// Between two words or a number and a word it joins; between two numbers it is a range.
function isHyphen(text: string, at: number): boolean {
  if (!/[-‐‑]/.test(text.charAt(at))) return false;
  const [before, after] = [text.charAt(at - 1), text.charAt(at + 1)];
  return /[\p{L}\d]/u.test(before) && /\p{L}/u.test(after);
}
