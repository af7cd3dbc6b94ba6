// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { isPastedPair, isSecretKey } from '../../diagnostics/secret.ts';
import type { Json, SourceDocument } from '../../model/document.ts';
import type { Place } from '../../model/place.ts';
import { pointerOf, segmentsOf } from './problem.ts';
import type { Path, Problem } from './problem.ts';
import type { Schema } from './schema.ts';
import { foundText, keyText, pathText, rangeText, shortened, takes } from './wording.ts';

/** A problem in the words of the catalogue, with its place; a line that may hold a secret is not shown. */
export function translate(problem: Problem, document: SourceDocument): Diagnostic {
  const at = placeOf(problem, document);
  const where = pathText(problem.path, document.file);
  const diagnostic = told(problem, { at, where });
  return mayShowSecret(problem) ? { ...diagnostic, redacted: true } : diagnostic;
}

interface Spot {
  readonly at: Place;
  readonly where: string;
}

function told(problem: Problem, { at, where }: Spot): Diagnostic {
  switch (problem.kind) {
    case 'unknown-key': {
      const { nearest: near, known } = problem;
      const params = { where, key: keyText(problem.key), known };
      return diagnose(
        'key/unknown',
        near === undefined ? params : { ...params, nearest: near },
        at,
      );
    }
    case 'missing':
      return diagnose('key/missing', { where, keys: problem.keys, ...exampleOf(problem) }, at);
    case 'missing-one-of':
      return diagnose('key/missing-one-of', { where, choices: problem.choices }, at);
    case 'key-name': {
      const form = `Write ${takes([problem.schema])}: lower-case letters, digits and single hyphens.`;
      return diagnose('key/not-a-name', { where, key: keyText(problem.key), form }, at);
    }
    case 'secret':
      return diagnose('secret/value', { where, isName: problem.isName }, at);
    case 'empty':
      return diagnose('value/empty', { where, takes: takes(problem.forms) }, at);
    case 'count':
      return diagnose('value/out-of-range', { where, ...countOf(problem) }, at);
    case 'value':
      return wrongValue(problem, { at, where });
  }
}

type WrongValue = Extract<Problem, { kind: 'value' }>;

// A number out of range, then a word that is nearly right, then a form, then another type altogether.
function wrongValue(problem: WrongValue, { at, where }: Spot): Diagnostic {
  const { value, forms, suited } = problem;
  const [only, ...others] = suited.filter(isNumeric);
  if (typeof value === 'number' && only !== undefined && others.length === 0)
    return diagnose('value/out-of-range', { where, found: `${value}`, range: rangeText(only) }, at);
  const word = wordMeant(problem);
  if (word !== undefined)
    return diagnose('value/unknown-word', { where, takes: takes(forms), ...word }, at);
  const found = foundIn(problem);
  const isScalar = typeof value !== 'object';
  const hasForm = forms.some(({ pattern }) => pattern !== undefined);
  if (isScalar && (suited.length > 0 || hasForm))
    return diagnose('value/wrong-form', { where, found, takes: takes(forms) }, at);
  const quotes = isScalar && forms.some(isPlainText) ? ' (in quotes, if this is it)' : '';
  return diagnose('value/wrong-type', { where, found, takes: `${takes(forms)}${quotes}` }, at);
}

function foundIn({ value, path }: WrongValue): string {
  return isHidden(value, path) ? 'something that is not repeated here' : foundText(value);
}

/** The allowed word that was meant; a word without a near one only where nothing but words is allowed. */
function wordMeant({
  value,
  forms,
  suited,
  path,
}: WrongValue): { readonly found: string; readonly nearest?: string } | undefined {
  if (typeof value !== 'string' || isHidden(value, path)) return undefined;
  const words = suited.map(wordsOf);
  const [near] = /^\d/.test(value) ? [] : nearest(value, words.flat(), 1);
  const found = shortened(value);
  if (near !== undefined) return { found, nearest: near };
  return forms.every((form) => wordsOf(form).length > 0) ? { found } : undefined;
}

function wordsOf(form: Schema): readonly string[] {
  return form.enum ?? (form.const === undefined ? [] : [form.const]);
}

function placeOf(problem: Problem, document: SourceDocument): Place {
  const pointer = pointerOf(problem.path);
  switch (problem.kind) {
    case 'unknown-key':
    case 'key-name':
      return document.keyPlace(
        pointerOf({ key: problem.key, ...(problem.path && { parent: problem.path }) }),
      );
    case 'missing':
    case 'missing-one-of':
    case 'empty':
      return document.keyPlace(pointer);
    case 'secret':
    case 'count':
    case 'value':
      return document.place(pointer);
  }
}

function mayShowSecret(problem: Problem): boolean {
  if (problem.kind === 'secret') return true;
  if (problem.kind === 'unknown-key') return isSecretKey(problem.key) || isCredential(problem.path);
  if (problem.kind === 'key-name') return isPastedPair(problem.key);
  return problem.kind === 'value' && isHidden(problem.value, problem.path);
}

// Where a credential belongs, only a plain word is repeated: `bearer`, but not `sk-123`.
function isHidden(value: Json, path: Path | undefined): boolean {
  if (typeof value === 'object' || !isCredential(path)) return false;
  return !/^[A-Za-z_-]{1,20}\d?$/.test(String(value));
}

function isCredential(path: Path | undefined): boolean {
  return segmentsOf(path).some(
    (key) => typeof key === 'string' && (key === 'auth' || isSecretKey(key)),
  );
}

function exampleOf({ keys, schema }: Extract<Problem, { kind: 'missing' }>): { example?: string } {
  const [key, ...others] = keys;
  const example = key === undefined ? undefined : schema.properties?.[key]?.examples?.[0];
  if (others.length > 0 || typeof example !== 'string' || key === undefined) return {};
  return { example: `${key}: ${example}` };
}

function countOf({ found, schema }: Extract<Problem, { kind: 'count' }>): {
  found: string;
  range: string;
} {
  const isList = schema.type === 'array';
  const least = isList ? schema.minItems : schema.minProperties;
  const most = isList ? schema.maxItems : schema.maxProperties;
  const noun = isList ? 'a list' : 'a mapping';
  const range =
    least === most ? `exactly ${least ?? 0}` : `${least ?? 0} to ${most ?? 'any number'}`;
  return { found: `${noun} of ${found}`, range: `${noun} of ${range}` };
}

function isNumeric({ type }: Schema): boolean {
  return type === 'number' || type === 'integer';
}

function isPlainText({ type, pattern }: Schema): boolean {
  return type === 'string' && pattern === undefined;
}
