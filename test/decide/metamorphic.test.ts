import { describe, expect, it } from 'vitest';

import { decide } from '../../src/decide/decide.ts';
import type { Integration } from '../../src/model/integration.ts';
import type { Decision } from '../../src/plan/decision.ts';
import { decisionsOf } from '../../src/plan/decisions.ts';
import { cases } from './cases.ts';

type Decisions = ReadonlyMap<string, Decision>;
type Path = readonly (string | number)[];

function decisions(model: Integration): Decisions {
  const { value } = decide(model, { acceptInfeasible: true });
  if (value === undefined) throw new Error('There is no plan.');
  return new Map(decisionsOf(value).map((decision) => [decision.id, decision]));
}

/** Paths of every number of a model that a user could write; places are not among them. */
function numbers(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'number') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'at' ? [] : numbers(child, [...path, key]),
  );
}

function doubled(model: Integration, path: Path): Integration {
  const copy = structuredClone(model);
  let parent: Record<string | number, unknown> = copy as never;
  for (const key of path.slice(0, -1)) parent = parent[key] as never;
  const last = path.at(-1) ?? '';
  parent[last] = Number(parent[last]) * 2;
  return copy;
}

const clamps = /\b(min|max|clamp|ceil|floor)\(|\bbetween\b|[<>]/;

/** Where neither value nor arithmetic moves although an input does, and why that is right. */
const held: readonly { readonly id: RegExp; readonly why: string }[] = [
  {
    id: /^advice\..*\.late-age$/,
    why: 'whole minutes: the change is below what the formula prints',
  },
  { id: /\.poll\.promised-calls$/, why: 'the floor for one page stays below half of the promise' },
  {
    id: /^flows\.crm-to-desk\.queue$/,
    why: 'a choice by thresholds that are far off: the change is below what the formula prints',
  },
  {
    id: /^flows\.hours-file\.(?:binding|verdict)$/,
    why: 'the window of the run binds before and after',
  },
];

/**
 * A value may only stay where its arithmetic moved: a clamp that the formula names holds a number, a threshold
 * a choice. What does not drain at all drains no better with less behind it.
 */
function isChanged(before: Decision, after: Decision): boolean {
  if (JSON.stringify(before.value) !== JSON.stringify(after.value)) return true;
  if (before.value === null || held.some(({ id }) => id.test(before.id))) return true;
  if (typeof before.value === 'number') {
    return before.formula !== after.formula && clamps.test(before.formula ?? '');
  }
  return before.formula !== after.formula || before.reason !== after.reason;
}

function hasOtherValue(before: Decision, after: Decision | undefined): boolean {
  return JSON.stringify(before.value) !== JSON.stringify(after?.value);
}

describe.each(Object.entries(cases))('the plan of %s', (_name, model) => {
  const before = decisions(model);
  const changes = numbers(model).map((path) => ({ path, after: decisions(doubled(model, path)) }));

  it('lets every decision follow each of its inputs when a number of the file is doubled', () => {
    const deaf = changes.flatMap(({ path, after }) =>
      [...before.values()].flatMap((decision) => {
        const now = after.get(decision.id);
        if (now === undefined || isChanged(decision, now)) return [];
        return (decision.inputs ?? [])
          .filter((id) => now.inputs?.includes(id) === true)
          .filter((id) => {
            const input = before.get(id);
            if (typeof input?.value !== 'number') return false;
            return after.has(id) && hasOtherValue(input, after.get(id));
          })
          .map((id) => `${path.join('.')} changes ${id}, but not ${decision.id}`);
      }),
    );
    expect(deaf).toEqual([]);
  });

  it('lets no derived decision change unless one of its inputs does', () => {
    const unexplained = changes.flatMap(({ path, after }) =>
      [...before.values()].flatMap((decision) => {
        const now = after.get(decision.id);
        if (now?.source.kind !== 'derived' || decision.source.kind !== 'derived') return [];
        if (!hasOtherValue(decision, now)) return [];
        const inputs = new Set([...(decision.inputs ?? []), ...(now.inputs ?? [])]);
        const isExplained = [...inputs].some((id) => {
          const input = before.get(id);
          return input === undefined ? after.has(id) : hasOtherValue(input, after.get(id));
        });
        return isExplained ? [] : [`${path.join('.')} changes ${decision.id} behind its inputs`];
      }),
    );
    expect(unexplained).toEqual([]);
  });

  it('names only inputs that stand in the plan', () => {
    const missing = [...before.values()].flatMap((decision) =>
      (decision.inputs ?? [])
        .filter((id) => !before.has(id))
        .map((id) => `${decision.id} names ${id}`),
    );
    expect(missing).toEqual([]);
  });

  it('calls a decision derived only where something could change it', () => {
    const rootless = [...before.values()]
      .filter(({ source, inputs }) => source.kind === 'derived' && (inputs ?? []).length === 0)
      .map(({ id }) => id);
    expect(rootless).toEqual([]);
  });

  it('gives each decision a reason that is a sentence', () => {
    const short = [...before.values()].filter(({ reason }) => !/^.{16,}\.$/s.test(reason));
    expect(short.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([]);
  });
});
