import type { Json } from '../model/document.ts';
import type { ResetForm, ResetHeader } from '../model/documented-limit.ts';
import { own, ownText, pointerOf } from '../model/json.ts';
import type { DeclaredHeader } from './declared-headers.ts';
import type { Place } from './places.ts';

const named =
  /^(?:[\w-]*rate-?limit[\w-]*reset[\w-]*|[\w-]*reset[\w-]*rate-?limit[\w-]*|(?:x-)?retry-?after)$/i;
const inProse = /(?<![\w-])(?:[a-z]+-){0,4}rate-?limit-?reset(?:-[a-z]+)?(?![\w-])/gi;
/** As much behind the name of a header as says what it holds. */
const maxWords = 240;

/** The headers that tell when a window ends, and how their value is meant where the description says so. */
export function resetHeadersOf(
  headers: readonly DeclaredHeader[],
  places: readonly Place[],
): ResetHeader[] {
  const found = [...headers.flatMap(declared), ...places.flatMap(mentioned)];
  const byName = new Map<string, ResetHeader[]>();
  for (const one of found) {
    const name = one.name.toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  // Two forms for one name: nobody knows which.
  return [...byName.values()].flatMap((same) =>
    new Set(same.map(({ form }) => form)).size === 1 ? same.slice(0, 1) : [],
  );
}

function declared({ name, node, pointer }: DeclaredHeader): ResetHeader[] {
  if (!named.test(name)) return [];
  const text = ownText(node, 'description') ?? '';
  const form = formOf(text) ?? formOfSchema(own(node, 'schema'));
  if (form === undefined || isUsual(name, form)) return [];
  const at = text === '' ? ['schema', 'format'] : ['description'];
  const quote = text === '' ? (ownText(own(node, 'schema'), 'format') ?? '') : text;
  return [
    { name, form, source: { pointer: `${pointer}${pointerOf(at)}`, quote: quote.slice(0, 300) } },
  ];
}

function mentioned({ text, pointer }: Place): ResetHeader[] {
  if (!/rate-?limit-?reset/i.test(text)) return [];
  return [...text.matchAll(inProse)].flatMap(({ 0: name, index }) => {
    const line = text.slice(index, index + maxWords).split('\n', 1)[0] ?? '';
    const form = formOf(line.slice(name.length));
    return form === undefined ? [] : [{ name, form, source: { pointer, quote: line.trim() } }];
  });
}

// Seconds and dates are what the standard says of Retry-After.
function isUsual(name: string, form: ResetForm): boolean {
  return /retry/i.test(name) && (form === 'seconds' || form === 'date');
}

const isMoment = /\bunix|\bepoch|\btimestamp|since 1970/i;
const isSpan = /\bsecs?\b|\bseconds?\b|\bmilliseconds?\b|\bms\b/i;
const isMilli = /millis|\bms\b/i;
const isDate =
  /iso[\s-]?8601|rfc[\s-]?(?:3339|1123|2822|7231|9110)|http[\s-]?date|\butc date\b|\bdate-?time\b/i;
const isFromNow =
  /\buntil\b|\bremaining\b|\bleft\b|\bbefore\b|\bwait\b|\bin seconds\b|\bseconds? to\b|\bfrom now\b|\bnumber of\b|\bafter which\b/i;

/** How words say that a moment is written; undefined where they leave a choice. */
export function formOf(text: string): ResetForm | undefined {
  if (isDate.test(text))
    return isMoment.test(text) && /epoch|unix/i.test(text) ? undefined : 'date';
  if (isMoment.test(text)) return isMilli.test(text) ? 'epoch_milliseconds' : 'epoch_seconds';
  if (!isSpan.test(text) || !isFromNow.test(text)) return undefined;
  return isMilli.test(text) ? 'milliseconds' : 'seconds';
}

function formOfSchema(schema: Json | undefined): ResetForm | undefined {
  const format = ownText(schema, 'format');
  if (format === 'date-time') return 'date';
  return format === 'unix-time' || format === 'unixtime' ? 'epoch_seconds' : undefined;
}
