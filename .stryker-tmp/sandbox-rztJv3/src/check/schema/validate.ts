// @ts-nocheck
import { nearest } from '../../diagnostics/nearest.ts';
import { looksLikeSecret } from '../../diagnostics/secret.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import type { Path, Problem } from './problem.ts';
import { acceptsScalar, takesType } from './scalar.ts';
import type { Forms, Schema } from './schema.ts';

// More than a reader works through; it bounds the time that a hostile file takes.
const mostProblems = 100;

/** What is wrong with a value by a schema: one problem for one mistake, of the form that the writer most likely meant. */
export function validate(
  value: Json,
  schema: Schema,
  { forms, path }: { forms: Forms; path?: Path | undefined },
): readonly Problem[] {
  const allowed = forms.of(schema);
  const secret = secretProblem(value, { allowed, path });
  if (secret !== undefined) return [secret];
  if (value === null || value === '') return [{ kind: 'empty', path, forms: allowed }];
  const suited = allowed.filter((form) => takesType(form, value));
  if (suited.length === 0) return [{ kind: 'value', path, value, forms: allowed, suited }];
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return fewest(suited.map((form) => listProblems(list, form, { forms, path })));
  }
  if (isObject(value)) {
    const wrongType = discriminated(value, suited, path);
    if (wrongType !== undefined) return [wrongType];
    const found = fewest(suited.map((form) => objectProblems(value, form, { forms, path })));
    const isEmpty = found.length > 0 && suited.length > 1 && Object.keys(value).length === 0;
    return isEmpty ? [{ kind: 'empty', path, forms: allowed }] : found;
  }
  return suited.some((form) => acceptsScalar(form, value))
    ? []
    : [{ kind: 'value', path, value, forms: allowed, suited }];
}

interface Context {
  readonly forms: Forms;
  readonly path: Path | undefined;
}

function secretProblem(
  value: Json,
  { allowed, path }: { allowed: readonly Schema[]; path: Path | undefined },
): Problem | undefined {
  const name = allowed.find(({ title }) => title === 'Secret name');
  const isValue =
    name === undefined
      ? typeof value === 'string' && looksLikeSecret(value)
      : value !== null &&
        (!acceptsScalar(name, value) || (typeof value === 'string' && looksLikeSecret(value)));
  if (!isValue) return undefined;
  return { kind: 'secret', path, isName: name !== undefined && !acceptsScalar(name, value) };
}

// A word like `type: oauth` decides between all forms; nothing else is said where it is wrong.
function discriminated(
  value: JsonObject,
  suited: readonly Schema[],
  path: Path | undefined,
): Problem | undefined {
  const [first, ...others] = suited;
  if (first === undefined || others.length === 0) return undefined;
  const key = Object.entries(first.properties ?? {}).find(
    ([name, { const: word }]) =>
      word !== undefined &&
      suited.every(({ properties }) => properties?.[name]?.const !== undefined),
  )?.[0];
  const found = key === undefined ? undefined : value[key];
  if (key === undefined || found === undefined) return undefined;
  const words = suited.flatMap(({ properties }) => properties?.[key] ?? []);
  if (words.some(({ const: word }) => word === found)) return undefined;
  const inner: Path = { key, ...(path && { parent: path }) };
  if (found === null || found === '') return { kind: 'empty', path: inner, forms: words };
  return { kind: 'value', path: inner, value: found, forms: words, suited: words };
}

function listProblems(list: readonly Json[], form: Schema, context: Context): readonly Problem[] {
  const { path } = context;
  if (list.length === 0) return [{ kind: 'empty', path, forms: [form] }];
  const most = form.maxItems ?? Infinity;
  if (list.length < (form.minItems ?? 0) || list.length > most)
    return [{ kind: 'count', path, found: list.length, schema: form }];
  const problems: Problem[] = [];
  for (const [index, item] of list.entries()) {
    if (problems.length >= mostProblems || form.items === undefined) break;
    problems.push(...validate(item, form.items, inside(context, index)));
  }
  return problems;
}

function objectProblems(value: JsonObject, form: Schema, context: Context): readonly Problem[] {
  const { path } = context;
  const keys = Object.keys(value);
  if (keys.length === 0 && form.required === undefined && form.anyOf === undefined)
    return form.minProperties === undefined ? [] : [{ kind: 'empty', path, forms: [form] }];
  if (keys.length > (form.maxProperties ?? Infinity))
    return [{ kind: 'count', path, found: keys.length, schema: form }];
  const problems: Problem[] = [];
  const meant = new Set<string>();
  for (const key of keys) {
    if (problems.length >= mostProblems) break;
    const found = entryProblems(value, { key, form }, context);
    for (const problem of found)
      if (problem.kind === 'unknown-key' && problem.nearest !== undefined)
        meant.add(problem.nearest);
    problems.push(...found);
  }
  return [...problems, ...missingProblems(value, { form, meant, path })];
}

function entryProblems(
  value: JsonObject,
  { key, form }: { key: string; form: Schema },
  context: Context,
): readonly Problem[] {
  const { path } = context;
  const inner = value[key] ?? null;
  const property = own(form.properties, key);
  if (property !== undefined) return validate(inner, property, inside(context, key));
  const others = form.additionalProperties;
  if (typeof others !== 'object') {
    const known = Object.keys(form.properties ?? {});
    const free = known.filter((name) => !Object.hasOwn(value, name));
    const [near] = [...nearest(key, free, 1), ...nearest(key, known, 1)];
    return [
      { kind: 'unknown-key', path, key, known, ...(near !== undefined && { nearest: near }) },
    ];
  }
  const names = form.propertyNames;
  const [name] = names === undefined ? [] : context.forms.of(names);
  if (name !== undefined && !acceptsScalar(name, key))
    return [{ kind: 'key-name', path, key, schema: name }];
  return validate(inner, others, inside(context, key));
}

// A key that is written wrongly is not missing as well.
function missingProblems(
  value: JsonObject,
  { form, meant, path }: { form: Schema; meant: ReadonlySet<string>; path: Path | undefined },
): readonly Problem[] {
  const isAbsent = (key: string) => !Object.hasOwn(value, key) && !meant.has(key);
  const keys = (form.required ?? []).filter(isAbsent);
  if (keys.length > 0) return [{ kind: 'missing', path, keys, schema: form }];
  const choices = form.anyOf?.map(({ required }) => required ?? []) ?? [];
  if (choices.length === 0 || choices.some((choice) => !choice.some(isAbsent))) return [];
  return [{ kind: 'missing-one-of', path, choices: choices.flat() }];
}

/** The problems of the form that was most likely meant: the one that fits best, the first of equals. */
function fewest(candidates: readonly (readonly Problem[])[]): readonly Problem[] {
  const [first = [], ...others] = candidates;
  let best = first;
  for (const candidate of others) if (weightOf(candidate) < weightOf(best)) best = candidate;
  return best;
}

function weightOf(problems: readonly Problem[]): number {
  return problems.reduce((sum, problem) => sum + weights(problem), 0);
}

// Keys tell what was meant; a word that selects a form tells it best of all.
function weights(problem: Problem): number {
  if (problem.kind === 'missing') return 2;
  if (problem.kind === 'unknown-key') return problem.nearest === undefined ? 3 : 2;
  if (
    problem.kind === 'value' &&
    problem.forms.some((form) => form.const !== undefined && problem.forms.length === 1)
  )
    return 20;
  return 1;
}

function inside({ forms, path }: Context, key: string | number): Context {
  return { forms, path: { key, ...(path && { parent: path }) } };
}

function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
