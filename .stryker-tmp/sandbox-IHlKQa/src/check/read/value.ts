// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Json } from '../../model/document.ts';
import type { Declared, Unknown } from '../../model/place.ts';
import { declared, type Node } from '../node.ts';
import { parseDuration } from '../units/duration.ts';
import { parseRate } from '../units/rate.ts';
import { parseShare } from '../units/share.ts';
import { parseSize } from '../units/size.ts';

/** A kind of quantity: how it is called, how it is written, and how it is read. */
export interface Unit<T> {
  readonly what: string;
  readonly example: string;
  readonly parse: (value: Json) => T | undefined;
}

/** Seconds. */
export const duration: Unit<number> = {
  what: 'a duration',
  example: '250ms, 30s, 5m, 24h, 3d, 2w or 7y',
  parse: ofText(parseDuration),
};

/** Seconds, and more than none. */
export const span: Unit<number> = {
  ...duration,
  what: 'a duration of more than nothing',
  parse: ofText((text) => positive(parseDuration(text))),
};

/** Bytes, and more than none. */
export const size: Unit<number> = {
  what: 'a size',
  example: '400B, 1.2kB, 8MB or 6GB',
  parse: ofText((text) => positive(parseSize(text))),
};

/** More than 0, up to 1. */
export const share: Unit<number> = {
  what: 'a share of more than nothing and at most the whole',
  example: '40% or 5/15',
  parse: ofText((text) => positive(parseShare(text))),
};

export const rate: Unit<{ readonly count: number; readonly perSeconds: number }> = {
  what: 'a rate above zero',
  example: '30000/day, 300/h, 500/min or 6/s',
  parse: ofText((text) => {
    const found = parseRate(text);
    return positive(found?.count) === undefined ? undefined : found;
  }),
};

export const count: Unit<number> = {
  what: 'a count',
  example: '3',
  parse: (value) => (typeof value === 'number' && value >= 0 ? value : undefined),
};

export const words: Unit<string> = {
  what: 'a text',
  example: '"in words"',
  parse: (value) =>
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined,
};

export const flag: Unit<boolean> = {
  what: 'yes or no',
  example: 'true or false',
  parse: (value) => (typeof value === 'boolean' ? value : undefined),
};

/** One of some words. */
export function oneOf<T extends string>(...known: readonly T[]): Unit<T> {
  return {
    what: 'one of the known words',
    example: known.join(', '),
    parse: (value) => known.find((word) => word === value),
  };
}

/** A unit that is written as text. */
export function ofText<T>(parse: (text: string) => T | undefined): (value: Json) => T | undefined {
  return (value) => (typeof value === 'string' ? parse(value.trim()) : undefined);
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

/** The value in its unit; what cannot be read is reported, and `unknown` says that the default is taken. */
export function read<T>(node: Node | undefined, unit: Unit<T>): T | undefined {
  if (node === undefined || node.value === null) return undefined;
  const value = unit.parse(node.value);
  if (value !== undefined) return value;
  const text = JSON.stringify(node.value);
  node.report(
    node.value === 'unknown'
      ? diagnose('value/unknown', { what: unit.what }, node.at)
      : diagnose('value/unreadable', { text, what: unit.what, example: unit.example }, node.at),
  );
  return undefined;
}

/** Like `read`, with place and words. */
export function readDeclared<T>(node: Node | undefined, unit: Unit<T>): Declared<T> | undefined {
  const value = read(node, unit);
  return node === undefined || value === undefined ? undefined : declared(node, value);
}

/** A value that may be given as `unknown`; anything else is left to `readKnown`. */
export function readOrUnknown<T>(
  node: Node | undefined,
  readKnown: (node: Node) => T | undefined,
): Declared<T | Unknown> | undefined {
  if (node === undefined) return undefined;
  const value = node.value === 'unknown' ? 'unknown' : readKnown(node);
  return value === undefined ? undefined : declared(node, value);
}

/** Texts of a list, or of the one. */
export function readWords(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  return node.items().flatMap((item) => read(item, words) ?? []);
}
