// @ts-nocheck
import type { Json } from '../../model/document.ts';
import { patternOf } from './schema.ts';
import type { Schema } from './schema.ts';

/** Whether a form takes values of this type at all; a word of an `enum` or `const` is text. */
export function takesType(form: Schema, value: Json): boolean {
  const type = form.type ?? 'string';
  if (Array.isArray(value)) return type === 'array';
  if (typeof value === 'number') return type === 'number' || type === 'integer';
  return value !== null && type === typeof value;
}

/** Whether a form takes exactly this text, number or truth value. */
export function acceptsScalar(form: Schema, value: Json): boolean {
  if (!takesType(form, value)) return false;
  if (typeof value === 'string') return acceptsText(form, value);
  return typeof value !== 'number' || acceptsNumber(form, value);
}

function acceptsText(form: Schema, value: string): boolean {
  if (form.const !== undefined) return form.const === value;
  if (form.enum !== undefined) return form.enum.includes(value);
  if (value.length < (form.minLength ?? 0)) return false;
  return form.pattern === undefined || patternOf(form.pattern).test(value);
}

function acceptsNumber(form: Schema, value: number): boolean {
  if (form.type === 'integer' && !Number.isInteger(value)) return false;
  if (value <= (form.exclusiveMinimum ?? -Infinity)) return false;
  return value >= (form.minimum ?? -Infinity) && value <= (form.maximum ?? Infinity);
}
