// @ts-nocheck
import { isPastedPair, looksLikeSecret } from '../../diagnostics/secret.ts';
import type { Json } from '../../model/document.ts';
import { segmentsOf } from './problem.ts';
import type { Path } from './problem.ts';
import type { Schema } from './schema.ts';

const longestText = 60;
const longestPath = 120;

/** What a key takes, in words: `a duration such as 30s, or "unknown"`. */
export function takes(forms: readonly Schema[]): string {
  const mappings = forms.filter(({ type }) => type === 'object');
  const phrases = new Set(
    forms.map((form) =>
      mappings.length > 2 && form.type === 'object' ? 'a mapping' : phrase(form),
    ),
  );
  const last = phrases.delete('"unknown"') ? ['"unknown"'] : [];
  return joined([...phrases, ...last]);
}

/** A path as a reader writes it: `systems.billing.limits[0]`; the name of the file for the whole. */
export function pathText(path: Path | undefined, file: string): string {
  const segments = segmentsOf(path);
  if (segments.length === 0) return file;
  let text = '';
  for (const key of segments) {
    const isSecret = typeof key === 'string' && (looksLikeSecret(key) || isPastedPair(key));
    const word = typeof key === 'number' ? `[${key}]` : `${text === '' ? '' : '.'}${key}`;
    text += isSecret ? '.…' : word;
    if (text.length > longestPath) return `"${text.slice(0, longestPath)}…"`;
  }
  return `"${text}"`;
}

/** A key of the user's as a sentence may repeat it. */
export function keyText(key: string): string {
  return isPastedPair(key) ? '…' : shortened(key);
}

/** A value of the user's, short enough to be quoted in a sentence. */
export function shortened(text: string): string {
  if (looksLikeSecret(text)) return '…';
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** What was found, in words. */
export function foundText(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  return typeof value === 'string' ? `"${shortened(value)}"` : String(value);
}

/** Which numbers a form takes: `a whole number of at least 1`. */
export function rangeText({ type, minimum, maximum, exclusiveMinimum }: Schema): string {
  const noun = type === 'integer' ? 'a whole number' : 'a number';
  if (minimum !== undefined && maximum !== undefined)
    return `${noun} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${noun} of at least ${minimum}`;
  return exclusiveMinimum === undefined ? noun : `${noun} above ${exclusiveMinimum}`;
}

function phrase(form: Schema): string {
  if (form.const !== undefined) return `"${form.const}"`;
  if (form.enum !== undefined) return joined(form.enum.map((word) => `"${word}"`));
  switch (form.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
    case 'number':
      return rangeText(form);
    case 'array':
      return 'a list';
    case 'object':
      return `a mapping${keysOf(form)}`;
    default:
      return textPhrase(form);
  }
}

function textPhrase({ pattern, title, examples }: Schema): string {
  if (pattern === undefined || title === undefined) return 'text';
  const noun = title.slice(0, 1).toLowerCase() + title.slice(1);
  const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
  // Several, because the first shows one unit and the reader may look for another.
  const shown = (examples ?? []).filter((example) => typeof example === 'string').slice(0, 4);
  return `${article} ${noun}${shown.length === 0 ? '' : ` such as ${joined(shown)}`}`;
}

function keysOf({ required, anyOf, properties }: Schema): string {
  const needed = required ?? [];
  const choices = anyOf?.flatMap((choice) => choice.required ?? []) ?? [];
  const shown = needed.length > 0 ? needed : choices;
  if (shown.length > 0) {
    const quoted = shown.map((key) => `"${key}"`);
    return ` with ${needed.length > 0 ? quoted.join(' and ') : joined(quoted)}`;
  }
  const known = Object.keys(properties ?? {});
  return known.length === 0 ? '' : ` of ${joined(known.slice(0, 4).map((key) => `"${key}"`))}`;
}

function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
