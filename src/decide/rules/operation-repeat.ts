import type { Idempotency, Step, System } from '../../model/integration.ts';
import type { Operation } from '../../model/operation.ts';
import type { Place } from '../../model/place.ts';
import type { Source } from '../../plan/decision.ts';
import type { PlannedOperation } from '../../plan/system.ts';
import { byDefault } from '../derive.ts';
import { publishedIdempotency, repeatableByNature, statedIdempotency } from './repeatable.ts';
import { declaredAt, settle, type Rule, type Settled } from '../rule.ts';

/** An operation with what the file says of repeating it. */
export interface RepeatSubject {
  readonly system: System;
  readonly operation: Operation;
  /** The steps of all flows that call it. */
  readonly steps: readonly Step[];
}

/** Whether an operation may be sent again blindly, by what, and where its key goes. */
export function decideRepeat(
  owner: string,
  subject: RepeatSubject,
): Pick<PlannedOperation, 'repeatable' | 'idempotency' | 'key'> {
  const key = keyOf(subject);
  return {
    repeatable: settle(repeatable, owner, subject),
    idempotency: settle(idempotency, owner, subject),
    ...(key === undefined ? {} : { key }),
  };
}

// Whether a call may be sent again when nobody knows whether it took effect.
const repeatable: Rule<RepeatSubject, boolean> = {
  id: 'repeatable',
  cases: [
    (subject) => bySafety(subject, true),
    (subject) =>
      byDeclared(subject, honoured, {
        value: () => true,
        reason: ({ system }, means) =>
          `${system.id} recognises a repeat by ${means}, so it takes effect once.`,
      }),
    (subject) => byMethod(subject, true),
    (subject) =>
      byDeclared(subject, () => true, {
        value: () => false,
        reason: ({ system }, means) =>
          `The file says that ${system.id} offers ${means}, which does not stop a blind repeat from taking effect twice.`,
      }),
    (subject) => byParameter(subject, true),
    (subject) => byPublished(subject, ({ kind }) => kind !== 'none'),
  ],
  otherwise: (subject) => byNothing(subject, false),
};

// By what a repeat is recognised, in words.
const idempotency: Rule<RepeatSubject, string> = {
  id: 'idempotency',
  cases: [
    (subject) => bySafety(subject, 'safe method'),
    (subject) =>
      byDeclared(subject, () => true, {
        value: (means) => means,
        reason: ({ system }) =>
          `The file says what ${system.id} honours, and it knows better than the description.`,
      }),
    (subject) => byMethod(subject, 'idempotent method'),
    (subject) => byParameter(subject, `header ${keyParameter(subject.operation) ?? ''}`),
    (subject) => byPublished(subject, words),
  ],
  otherwise: (subject) => byNothing(subject, 'none'),
};

const safe = new Set(['get', 'head', 'options', 'trace']);
const idempotent = new Set(['put', 'delete']);

function bySafety<T extends boolean | string>(
  { operation }: RepeatSubject,
  value: T,
): Settled<T> | undefined {
  return safe.has(operation.method) ? byStandard(operation, value) : undefined;
}

function byMethod<T extends boolean | string>(
  { operation }: RepeatSubject,
  value: T,
): Settled<T> | undefined {
  return idempotent.has(operation.method) ? byStandard(operation, value) : undefined;
}

function byStandard<T extends boolean | string>(operation: Operation, value: T): Settled<T> {
  const method = operation.method.toUpperCase();
  return {
    value,
    source: { kind: 'default', name: 'httpMethod' },
    reason: safe.has(operation.method)
      ? `${method} only reads by the HTTP standard, so a repeat changes nothing.`
      : `${method} has the same effect once and twice by the HTTP standard, which the API is taken to keep.`,
  };
}

function byDeclared<T extends boolean | string>(
  subject: RepeatSubject,
  applies: (kind: Idempotency) => boolean,
  say: { value: (means: string) => T; reason: (subject: RepeatSubject, means: string) => string },
): Settled<T> | undefined {
  const declared = declaredFor(subject);
  if (declared?.value.some(applies) !== true) return undefined;
  const means = declared.value.map(words).join(' and ');
  const source = declaredAt(declared.at);
  const documented = keyParameter(subject.operation);
  const value = say.value(means);
  const lost = documented !== undefined && value === false;
  return {
    value,
    source,
    reason: say.reason(subject, means),
    ...(lost ? { overruled: { value: true, source: parameterSource(subject, documented) } } : {}),
  };
}

/** What the file declares for an operation: at one of its steps, else at its system. */
function declaredFor({
  system,
  steps,
}: RepeatSubject): { value: readonly Idempotency[]; at: Place } | undefined {
  return steps.find((step) => step.idempotency !== undefined)?.idempotency ?? system.idempotency;
}

function byParameter<T extends boolean | string>(
  subject: RepeatSubject,
  value: T,
): Settled<T> | undefined {
  const name = keyParameter(subject.operation);
  if (name === undefined) return undefined;
  return {
    value,
    source: parameterSource(subject, name),
    reason: `${subject.operation.id} takes a header ${name}, which is taken to be honoured as its name says.`,
  };
}

function byPublished<T extends boolean | string>(
  { system }: RepeatSubject,
  value: (means: Idempotency) => T,
): Settled<T> | undefined {
  const known = publishedIdempotency(system);
  if (known === undefined) return undefined;
  return {
    value: value(known.value),
    source: known.source,
    reason:
      known.value.kind === 'none'
        ? `${known.vendor} recognises no repeat, so a second call may take effect twice.`
        : `${known.vendor} recognises a repeat by ${words(known.value)}, so it takes effect once.`,
  };
}

function byNothing<T extends boolean | string>({ operation }: RepeatSubject, value: T): Settled<T> {
  return {
    value,
    source: byDefault('idempotencyNone'),
    reason: `Nothing says that ${operation.method.toUpperCase()} ${operation.path} recognises a repeat, so a second call may take effect twice.`,
  };
}

function parameterSource({ system, operation }: RepeatSubject, name: string): Source {
  const parameter = operation.parameters.find((candidate) => candidate.name === name);
  return {
    kind: 'documented',
    file: system.api?.file ?? '',
    pointer: operation.pointer,
    quote: parameter?.description === undefined ? name : parameter.description.slice(0, 120),
  };
}

// A POST or PATCH carries the key; the other methods are repeatable without one.
function keyOf(subject: RepeatSubject): PlannedOperation['key'] {
  const { method } = subject.operation;
  if (safe.has(method) || idempotent.has(method)) return undefined;
  const declared = declaredFor(subject);
  if (declared !== undefined) {
    return declared.value.flatMap((entry) =>
      entry.kind === 'header' || entry.kind === 'field'
        ? [{ in: entry.kind, name: entry.name }]
        : [],
    )[0];
  }
  const name = keyParameter(subject.operation);
  if (name !== undefined) return { in: 'header', name };
  const known = publishedIdempotency(subject.system)?.value;
  const hasKey = known?.kind === 'header' || known?.kind === 'field';
  return hasKey ? { in: known.kind, name: known.name } : undefined;
}

/** Whether a repeat of a call is recognised by this means; a look-up only finds, it does not stop. */
function honoured({ kind }: Idempotency): boolean {
  return kind !== 'lookup' && kind !== 'none';
}

function keyParameter({ parameters }: Operation): string | undefined {
  return parameters.find(
    (parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === 'idempotency-key',
  )?.name;
}

function words(means: Idempotency): string {
  switch (means.kind) {
    case 'header':
    case 'field':
      return `${means.kind} ${means.name}`;
    case 'upsert':
      return `upsert by ${means.field}`;
    case 'lookup':
      return `a look-up by ${means.field}`;
    case 'natural':
      return 'absolute values';
    case 'none':
      return 'none';
  }
}

/** Whether a step may be sent again blindly, for a system with or without a description. */
export function isStepRepeatable(step: Step, system: System): boolean {
  if (step.mode === 'read') return true;
  if (step.operation !== undefined) {
    return settle(repeatable, '', { system, operation: step.operation, steps: [step] }).value;
  }
  const stated = statedIdempotency(step, system);
  return stated?.value.some(honoured) ?? repeatableByNature(step, system) !== undefined;
}
