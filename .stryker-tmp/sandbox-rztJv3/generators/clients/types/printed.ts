// @ts-nocheck
import { code, joinCode, joinLines, type Code } from '../../../src/emit/code.ts';

/** A printed type, and what must be known of it to put it into another one. */
export interface Printed {
  readonly code: Code;
  readonly form: 'atom' | 'object' | 'union' | 'intersection';
  /** The members of a union. */
  readonly members?: readonly Printed[];
}

const widest = 80;

/** A type that needs no parentheses anywhere. */
export function atom(text: Code): Printed {
  return { code: text, form: 'atom' };
}

export const anything: Printed = atom(code`unknown`);
export const nothing: Printed = atom(code`never`);
export const nullType: Printed = atom(code`null`);
export const anyObject: Printed = atom(code`Record<string, unknown>`);

/** One of several types; equal ones count once, and what is anything swallows the others. */
export function unionOf(parts: readonly Printed[]): Printed {
  const flat = parts.flatMap((part) => part.members ?? [part]);
  const distinct = distinctOf(flat).filter((part) => !isSame(part, nothing));
  const [first] = distinct;
  if (first === undefined) return nothing;
  if (distinct.length === 1) return first;
  const open = distinct.find((part) => isSame(part, anything));
  if (open !== undefined) return open;
  const pieces = distinct.map((part) =>
    part.form === 'intersection' ? inBrackets(part) : part.code,
  );
  const text = isTight(pieces) ? joinCode(pieces, ' | ') : tall(pieces);
  return { code: text, form: 'union', members: distinct };
}

/** All of several types at once; what is anything adds nothing. */
export function intersectionOf(parts: readonly Printed[]): Printed {
  const distinct = distinctOf(parts).filter((part) => !isSame(part, anything));
  const [first] = distinct;
  if (first === undefined) return anything;
  if (distinct.length === 1) return first;
  const pieces = distinct.map((part) => (part.form === 'union' ? inBrackets(part) : part.code));
  return { code: pieces.reduce((all, piece) => code`${all} & ${piece}`), form: 'intersection' };
}

/** A list of a type. */
export function arrayOf(item: Printed): Printed {
  const isSimple = item.form === 'atom' || item.form === 'object';
  return atom(isSimple ? code`${item.code}[]` : code`${inBrackets(item)}[]`);
}

/** An object type of finished lines. */
export function objectOf(lines: readonly Code[]): Printed {
  return { code: joinLines([code`{`, code`  ${joinLines(lines)}`, code`}`]), form: 'object' };
}

/** `<head> <type><tail>`; a union of several lines stands below the head. */
export function headed(head: Code, type: Printed, tail: Code): Code {
  return isTall(type)
    ? joinLines([head, code`  ${type.code}${tail}`])
    : code`${head} ${type.code}${tail}`;
}

/** Whether two types are printed alike. */
export function isSame(a: Printed, b: Printed): boolean {
  return a.code.text === b.code.text;
}

function distinctOf(parts: readonly Printed[]): readonly Printed[] {
  return [...new Map(parts.map((part) => [part.code.text, part] as const)).values()];
}

function isTight(pieces: readonly Code[]): boolean {
  let width = 0;
  for (const { text } of pieces) {
    width += text.length + 3;
    if (width > widest || text.includes('\n')) return false;
  }
  return true;
}

function tall(pieces: readonly Code[]): Code {
  return joinLines(pieces.map((piece) => code`| ${piece}`));
}

function isTall({ form, code: { text } }: Printed): boolean {
  return form === 'union' && text.startsWith('| ');
}

function inBrackets(part: Printed): Code {
  if (!isTall(part)) return code`(${part.code})`;
  return joinLines([code`(`, code`  ${part.code}`, code`)`]);
}
