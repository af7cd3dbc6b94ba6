// @ts-nocheck
import type { Json } from '../../model/document.ts';

/** What became of a text: a value, or where and why it cannot be read. */
export type Parsed =
  | { readonly value: Json; readonly broken?: undefined }
  | { readonly broken: { readonly line: number; readonly column: number; readonly why: string } };

/**
 * Reads JSON with JSON.parse and everything else as YAML 1.2 with the core schema (no dates, no custom tags).
 * A key that stands twice is tolerated in both, the last one counts: published descriptions have them.
 */
export async function parseText(text: string, file: string): Promise<Parsed> {
  const clean = text.startsWith('\u{FEFF}') ? text.slice(1) : text;
  if (clean.trim() === '') return { broken: { line: 1, column: 1, why: 'the file is empty' } };
  if (!/^\s*[{[]/.test(clean)) return parseYaml(clean);
  const parsed = parseJson(clean);
  // A flow mapping of YAML starts like JSON.
  if (parsed.broken === undefined || /\.json$/i.test(file)) return parsed;
  const yaml = await parseYaml(clean);
  return yaml.broken === undefined ? yaml : parsed;
}

function parseJson(text: string): Parsed {
  try {
    // JSON.parse is typed `any`; what it returns is JSON.
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    const offset = positionIn(error) ?? firstWrong(text);
    const why =
      offset >= text.length
        ? 'the file ends before its JSON is complete'
        : `${JSON.stringify(text[offset])} does not fit there in JSON`;
    return { broken: { ...lineAndColumn(text, offset), why } };
  }
}

function positionIn(error: unknown): number | undefined {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? undefined : Number(position);
}

// Some of V8's messages name no position: then it is where the longest beginning ends that could still become JSON.
function firstWrong(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const position = positionIn(error);
    if (position !== undefined) return position >= beginning.length;
    return error instanceof Error && error.message.includes('end of JSON');
  }
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

async function parseYaml(text: string): Promise<Parsed> {
  const { load, CORE_SCHEMA, YAMLException } = await import('js-yaml');
  try {
    const value = load(text, { schema: CORE_SCHEMA, json: true });
    return { value: (value ?? null) as Json };
  } catch (error) {
    if (error instanceof YAMLException) {
      // The mark is missing where the parser gives up on the whole text.
      const mark = error.mark as { line: number; column: number } | undefined;
      return {
        broken: {
          line: (mark?.line ?? 0) + 1,
          column: (mark?.column ?? 0) + 1,
          why: error.reason,
        },
      };
    }
    return { broken: { line: 1, column: 1, why: 'it is nested too deeply' } };
  }
}
