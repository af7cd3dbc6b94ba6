import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Where the record stands in the output, beside the manifest. */
export const recordPath = '.integ-gen/unchanged.json';

/**
 * What a build saw and said beyond its manifest, so that the next one can tell that it would see and say the same.
 * Holds no date and no absolute path; who does not keep it only loses the short cut.
 */
export interface BuildRecord {
  readonly formatVersion: 1;
  /** Hash of the generator's own files. */
  readonly generator: string;
  readonly acceptInfeasible: boolean;
  /** Name of the integration.yaml in its folder. */
  readonly integration: string;
  /** The output directory that it names, from its folder. */
  readonly output: string;
  /** Hash of the manifest's text. */
  readonly manifest: string;
  /** Hash of the files that decide the prettier style. */
  readonly style: string;
  /** Files of the user's, and what they must export. */
  readonly users: readonly { readonly path: string; readonly exports: readonly string[] }[];
  /** Every file that was read, from the folder of the integration.yaml, or absolute where it was named so. */
  readonly read: readonly string[];
  readonly verdict: string;
  readonly reason: string;
  /** What the build warned of; files from the folder of the integration.yaml. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The text of a record. */
export function recordText(record: BuildRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** A record from its text; undefined where it is none. */
export function parseRecord(text: string): BuildRecord | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const texts = ['generator', 'integration', 'output', 'manifest', 'style', 'verdict', 'reason'];

// Anyone can edit the file: each part that is used has the type that is expected.
function isRecord(value: unknown): value is BuildRecord {
  if (!isObject(value) || value['formatVersion'] !== 1) return false;
  return (
    texts.every((key) => typeof value[key] === 'string') &&
    typeof value['acceptInfeasible'] === 'boolean' &&
    isListOf(value['users'], isUserFile) &&
    isListOf(value['read'], (name) => typeof name === 'string') &&
    isListOf(value['diagnostics'], isWarning)
  );
}

function isUserFile(value: unknown): boolean {
  if (!isObject(value) || typeof value['path'] !== 'string') return false;
  return isListOf(value['exports'], (name) => typeof name === 'string');
}

function isWarning(value: unknown): boolean {
  if (!isObject(value) || !isObject(value['at'])) return false;
  const { at } = value;
  return (
    value['severity'] === 'warning' &&
    ['code', 'message', 'fix'].every((key) => typeof value[key] === 'string') &&
    ['string', 'undefined'].includes(typeof value['excerpt']) &&
    typeof at['file'] === 'string' &&
    ['line', 'column'].every((key) => typeof at[key] === 'number') &&
    ['number', 'undefined'].includes(typeof at['length'])
  );
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
