// @ts-nocheck
import { createHmac } from 'node:crypto';

import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Where the record stands in the output, beside the manifest. */
export const recordPath = '.integ-gen/unchanged.json';

/**
 * What a build saw and said beyond its manifest, so that the next one can tell that it would see and say the same.
 * Holds no date and no absolute path. It is of use on the machine that wrote it alone: who does not keep it only loses
 * the short cut.
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

/** The text of a record, sealed with a key of this machine. */
export function recordText(record: BuildRecord, key: string): string {
  return `${JSON.stringify({ seal: sealOf(record, key), ...record })}\n`;
}

/** A record from its text; undefined where it is none, or was not sealed with this key. */
export function parseRecord(text: string, key: string): BuildRecord | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isObject(parsed)) return undefined;
    const { seal, ...record } = parsed;
    return isRecord(record) && seal === sealOf(record, key) ? record : undefined;
  } catch {
    return undefined;
  }
}

function sealOf(record: BuildRecord, key: string): string {
  return createHmac('sha256', key).update(JSON.stringify(record)).digest('hex');
}

const texts = ['generator', 'integration', 'output', 'manifest', 'style', 'verdict', 'reason'];

// An older build may have written it: each part that is used has the type that is expected.
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
