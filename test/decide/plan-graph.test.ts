import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import type { Decision } from '../../src/plan/decision.ts';
import { listFixtures } from '../fixture-run.ts';
import { planIn } from './plan-of.ts';

const built = listFixtures().filter(({ folder }) => existsSync(join(folder, 'expected/plan.json')));

type Decisions = ReadonlyMap<string, Decision>;

/** Every decision that a decision rests on, itself left out unless it leads back to itself. */
function restsOn(id: string, decisions: Decisions): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(decisions.get(id)?.inputs ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(decisions.get(next)?.inputs ?? []));
  }
  return found;
}

/** Whether anything below a decision, or it itself, was said by somebody or taken by default. */
function hasRoot(decision: Decision, decisions: Decisions): boolean {
  const all = [decision.id, ...restsOn(decision.id, decisions)];
  return all.some((id) => (decisions.get(id)?.source.kind ?? 'derived') !== 'derived');
}

/** The text of a file at a place; undefined where there is none. */
function textAt(
  folder: string,
  { file, line, column }: { file: string; line: number; column: number },
): string | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) return undefined;
  const text =
    readFileSync(path, 'utf8')
      .split(/\r?\n/)
      [line - 1]?.slice(column - 1) ?? '';
  return text === '' ? undefined : text;
}

/** Whether a document of JSON or YAML has something at a pointer. */
function isThere(folder: string, { file, pointer }: { file: string; pointer: string }): boolean {
  const path = join(folder, file);
  if (!existsSync(path)) return false;
  const text = readFileSync(path, 'utf8');
  // A description of many megabytes is JSON, which YAML would take a minute for.
  let value: unknown = path.endsWith('.json') ? JSON.parse(text) : parse(text);
  for (const part of pointer
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((text) => text !== '')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  }
  return value !== undefined;
}

describe.each(built.map((fixture) => [fixture.name, fixture] as const))(
  'the decisions of %s',
  (_name, { folder }) => {
    const input = join(folder, 'input');
    const plan = planIn(input, 'integration.yaml').then(({ decisions }) => decisions);

    it('follow only from decisions that stand in the plan', async () => {
      const decisions = await plan;
      const missing = [...decisions.values()].flatMap(({ id, inputs = [], source }) =>
        [...inputs, ...(source.kind === 'derived' ? source.ids : [])]
          .filter((other) => !decisions.has(other))
          .map((other) => `${id} names ${other}`),
      );
      expect(missing).toEqual([]);
    });

    it('never follow from themselves', async () => {
      const decisions = await plan;
      expect([...decisions.keys()].filter((id) => restsOn(id, decisions).has(id))).toEqual([]);
    });

    it('rest in the end on what was declared, documented or taken by default', async () => {
      const decisions = await plan;
      const rootless = [...decisions.values()]
        .filter((decision) => !hasRoot(decision, decisions))
        .map(({ id }) => id);
      expect(rootless).toEqual([]);
    });

    it('call nothing derived that follows from nothing', async () => {
      const decisions = await plan;
      const alone = [...decisions.values()].filter(
        ({ source, inputs = [] }) => source.kind === 'derived' && inputs.length === 0,
      );
      expect(alone.map(({ id }) => id)).toEqual([]);
    });

    it('name the same decisions as source and as inputs', async () => {
      const decisions = await plan;
      const different = [...decisions.values()]
        .filter(
          ({ source, inputs }) =>
            source.kind === 'derived' && JSON.stringify(source.ids) !== JSON.stringify(inputs),
        )
        .map(({ id }) => id);
      expect(different).toEqual([]);
    });

    it('point to text that is there', async () => {
      const decisions = await plan;
      const lost = [...decisions.values()].filter(({ source }) => {
        if (source.kind === 'declared') return textAt(input, source) === undefined;
        return source.kind === 'documented' && !isThere(input, source);
      });
      expect(lost.map(({ id, source }) => `${id}: ${JSON.stringify(source)}`)).toEqual([]);
    });
  },
);
