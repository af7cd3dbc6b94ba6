import { describe, expect, it } from 'vitest';

import type { Decision } from '../../src/plan/decision.ts';
import { compareIds, decisionsOf } from '../../src/plan/decisions.ts';
import { explainPlan } from '../../src/plan/explain.ts';
import { planJson } from '../../src/plan/json.ts';
import type { Plan } from '../../src/plan/plan.ts';

const declared = (id: string, value: number): Decision<number> => ({
  id,
  value,
  unit: 's',
  source: { kind: 'declared', file: 'integration.yaml', line: 3, column: 5 },
  reason: 'It was declared.',
});
const outage: Decision<number> = {
  ...declared('settings.outage', 300),
  overruled: {
    value: 60,
    source: { kind: 'documented', file: 'a.yaml', pointer: '/info', quote: 'one minute' },
  },
};
const rate = declared('settings.limits.10.rate', 1);
const backlog: Decision<number> = {
  id: 'flows.a.backlog',
  value: 3000,
  unit: 'events',
  source: { kind: 'derived', ids: ['settings.outage', 'settings.limits.10.rate'] },
  reason: 'Events wait while it is away.',
  formula: '10 x 300 = 3000',
  inputs: ['settings.outage', 'settings.limits.10.rate'],
};
const verdict: Decision<string> = {
  id: 'verdict',
  value: 'feasible\u202E\u001B[31m',
  source: { kind: 'default', name: 'verdict' },
  reason: 'Nothing speaks against it.',
};
// Only what the functions under test walk over.
const plan = {
  name: 'orders',
  file: 'integration.yaml',
  settings: { outage, rate },
  systems: [{ api: { id: 'x', value: 1, source: 1, reason: 1 } }],
  flows: [{ backlog, again: backlog }],
  verdict,
} as unknown as Plan;

describe('decisionsOf', () => {
  it('finds each decision once, in order of its id, and none in an API description', () => {
    expect(decisionsOf(plan).map(({ id }) => id)).toEqual([
      'flows.a.backlog',
      'settings.limits.10.rate',
      'settings.outage',
      'verdict',
    ]);
  });

  it('takes two different decisions with one id for a bug', () => {
    const twice = {
      ...plan,
      flows: [{ backlog, other: { ...backlog, value: 1 } }],
    } as unknown as Plan;
    expect(() => decisionsOf(twice)).toThrow('flows.a.backlog');
  });

  it.each([
    ['a.2.x', 'a.10.x', -1],
    ['a.b', 'a.b.c', -1],
    ['b', 'a.z', 1],
    ['a', 'a', 0],
  ])('orders %s and %s', (a, b, order) => {
    expect(Math.sign(compareIds(a, b))).toBe(order);
  });
});

describe('explain', () => {
  it('prints the tree with values and kinds of source', () => {
    expect(explainPlan(plan, { ids: [], json: false }).text).toBe(
      [
        'orders: feasible  [31m',
        '  flows',
        '    a',
        '      backlog = 3000 events  [derived]',
        '  settings',
        '    limits',
        '      10',
        '        rate = 1 s  [declared]',
        '    outage = 300 s  [declared]',
        '  verdict = feasible  [31m  [default]',
        '',
      ].join('\n'),
    );
  });

  it('prints one decision with reason, arithmetic, sources and what depends on it', () => {
    expect(explainPlan(plan, { ids: ['flows.a.backlog'], json: false }).text).toBe(
      [
        'flows.a.backlog = 3000 events',
        '  because: Events wait while it is away.',
        '  arithmetic: 10 x 300 = 3000',
        '  source: derived from settings.outage, settings.limits.10.rate',
        '  from: settings.limits.10.rate = 1 s  [integration.yaml:3:5]',
        '  from: settings.outage = 300 s  [integration.yaml:3:5]',
        '',
      ].join('\n'),
    );
    const { text } = explainPlan(plan, { ids: ['settings.outage'], json: false });
    expect(text).toContain('  overrules: 60 (a.yaml#/info "one minute")\n');
    expect(text).toContain('  used by: flows.a.backlog = 3000 events\n');
  });

  it('gives the same as JSON', () => {
    const one: unknown = JSON.parse(
      explainPlan(plan, { ids: ['settings.outage'], json: true }).text,
    );
    expect(one).toMatchObject({
      explanations: [{ decision: outage, inputs: [], dependents: [backlog] }],
    });
    const all: unknown = JSON.parse(explainPlan(plan, { ids: [], json: true }).text);
    expect(all).toEqual({ decisions: decisionsOf(plan) });
  });

  it('prints a branch of the tree, for people and as JSON', () => {
    expect(explainPlan(plan, { ids: ['settings.limits'], json: false }).text).toBe(
      '  settings\n    limits\n      10\n        rate = 1 s  [declared]\n',
    );
    const branch: unknown = JSON.parse(
      explainPlan(plan, { ids: ['settings.limits'], json: true }).text,
    );
    expect(branch).toEqual({
      explanations: [],
      branches: [{ id: 'settings.limits', decisions: [rate] }],
    });
  });

  it('names the nearest ids of one that the plan does not have', () => {
    expect(explainPlan(plan, { ids: ['flows.a.backlok'], json: false }).unknown[0]).toMatch(
      /^The plan has no decision "flows.a.backlok"\. Nearest: flows\.a\.backlog, /,
    );
  });
});

describe('planJson', () => {
  it('puts ids into the structure and every decision into one list', () => {
    const json: unknown = JSON.parse(planJson(plan));
    expect(json).toMatchObject({
      formatVersion: 1,
      integration: 'orders',
      settings: { outage: 'settings.outage' },
      systems: [{}],
      flows: [{ backlog: 'flows.a.backlog' }],
      verdict: 'verdict',
      decisions: [{ id: 'flows.a.backlog' }, {}, {}, {}],
    });
    expect(JSON.stringify(json)).not.toContain('"api"');
  });
});
