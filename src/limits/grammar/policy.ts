import type { Phrase } from './rate.ts';
import { textAt, words } from './words.ts';
import type { Found, Tokens } from './words.ts';

const counts = words('q limit');
const frames = words('w window');
/** Parameters of one policy that are looked at; the drafts know five. */
const maxParameters = 8;

/**
 * policy := (number | "q" "=" number) (";" key "=" value)*, with "w" among the keys: `100;w=60` of the older drafts of
 * the IETF's RateLimit headers, `"burst";q=100;w=60` of the newer.
 */
export function policy(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const head = quantity(tokens, index);
  if (head === undefined) return undefined;
  let next = head.next;
  let seconds: number | undefined;
  let unit: 'requests' | 'bytes' | 'slots' = 'requests';
  for (let count = 0; count < maxParameters; count++) {
    const found = parameter(tokens, next);
    if (found === undefined) break;
    next = found.next;
    const { key, token } = found.value;
    if (frames.has(key) && token.kind === 'number') seconds = token.value;
    if (key === 'qu') unit = unitAt(tokens, found.next - 1) ?? unit;
  }
  if (unit === 'slots')
    return phrase({ from: index, to: next, count: head.value, seconds: null, unit: 'requests' });
  if (seconds === undefined || seconds <= 0) return undefined;
  return phrase({ from: index, to: next, count: head.value, seconds, unit });
}

function quantity(tokens: Tokens, index: number): Found<number> | undefined {
  const isNamed = counts.has(textAt(tokens, index)) && textAt(tokens, index + 1) === '=';
  const at = isNamed ? index + 2 : index;
  const token = tokens[at];
  if (token?.kind !== 'number' || textAt(tokens, at + 1) !== ';') return undefined;
  return { value: token.value, next: at + 1 };
}

function parameter(
  tokens: Tokens,
  index: number,
): Found<{ readonly key: string; readonly token: Tokens[number] }> | undefined {
  if (textAt(tokens, index) !== ';' || textAt(tokens, index + 2) !== '=') return undefined;
  // A string stands between quotation marks, and may be of several words: `"content-bytes"`.
  const isQuoted = textAt(tokens, index + 3) === '"';
  const first = index + (isQuoted ? 4 : 3);
  const token = tokens[first];
  if (token === undefined) return undefined;
  const key = textAt(tokens, index + 1);
  if (!isQuoted) return { value: { key, token }, next: first + 1 };
  for (let at = first; at < first + 6; at++)
    if (textAt(tokens, at) === '"') return { value: { key, token }, next: at + 1 };
  return undefined;
}

// `qu="content-bytes"`, `qu="concurrent-requests"`: read from the word behind the mark.
function unitAt(tokens: Tokens, end: number): 'bytes' | 'slots' | undefined {
  const value = tokens.slice(Math.max(0, end - 3), end).map(({ text }) => text);
  if (value.includes('bytes')) return 'bytes';
  return value.includes('concurrent') ? 'slots' : undefined;
}

function phrase(found: Pick<Phrase, 'from' | 'to' | 'count' | 'seconds' | 'unit'>): Found<Phrase> {
  const rule = found.seconds === null ? ('concurrency' as const) : ('policy' as const);
  const value = { ...found, rule, noun: found.unit, scopes: [], isVague: false, isCalendar: false };
  return { value, next: found.to };
}
