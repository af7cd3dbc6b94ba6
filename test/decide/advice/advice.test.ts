import { describe, expect, it } from 'vitest';
import { decisionsOf } from '../../../src/plan/decisions.ts';
import { figure } from '../../../src/plan/figure.ts';
import type { Pattern } from '../../../src/plan/flow.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { planOf } from '../../generators/architecture/plans.ts';

const patterns: readonly Pattern[] = [
  'request/response',
  'outbox',
  'batch',
  'event in, micro-batches out',
  'event',
  'poll',
];

const pair = (pattern: Pattern, wish: Parameters<typeof planOf>[0]['flows'][number] = {}): Plan =>
  planOf({ systems: ['shop', 'ledger'], flows: [{ pattern, allowed: 10, ...wish }] });

const names = ({ advice }: Plan): readonly string[] => advice.alerts.map(({ name }) => name);

function numbersIn(text: string): readonly string[] {
  return (text.match(/\d[\d,.]*/g) ?? []).map((found) => found.replace(/[.,]+$/, ''));
}

describe('the advice', () => {
  it.each(patterns.map((pattern) => [pattern]))(
    'for %s has three to seven alerts and at least four failure modes',
    (pattern) => {
      const { advice } = pair(pattern, { duplicate: 'the customer is paid twice' });
      expect(advice.alerts.length).toBeGreaterThanOrEqual(3);
      expect(advice.alerts.length).toBeLessThanOrEqual(7);
      expect(advice.failureModes.length).toBeGreaterThanOrEqual(4);
      expect(advice.risks.length).toBeGreaterThanOrEqual(1);
      expect(advice.risks.length).toBeLessThanOrEqual(3);
      expect(advice.onCall).toHaveLength(5);
    },
  );

  it.each(patterns.map((pattern) => [pattern]))(
    'for %s shows only figures of the plan',
    (pattern) => {
      const plan = pair(pattern, { expires: pattern === 'event' ? 60 : 900 });
      const known = new Set(
        [
          ...decisionsOf(plan).flatMap((decision) => [figure(decision), decision.formula ?? '']),
          ...plan.flows.flatMap(({ demand }) => demand.map(({ label }) => label)),
        ].flatMap(numbersIn),
      );
      const { assumptions, alerts, failureModes, risks, phases, checklist, onCall, metrics } =
        plan.advice;
      const rules = alerts.flatMap(({ name, condition, action, signals }) => [
        [name, condition, action],
        ...signals.map(({ when, action: first }) => [when, first]),
      ]);
      const texts = [rules, failureModes, risks, phases, checklist, onCall, metrics];
      const shown = JSON.stringify([
        texts,
        assumptions.map(({ assumed, ifWrong }) => [assumed, ifWrong]),
      ]);
      expect(numbersIn(shown).filter((number) => !known.has(number))).toEqual([]);
    },
  );

  it('rests each assumption on a decision of the plan', () => {
    for (const pattern of patterns) {
      const plan = pair(pattern);
      const ids = new Set(decisionsOf(plan).map(({ id }) => id));
      expect(
        plan.advice.assumptions.map(({ decision }) => decision).filter((id) => !ids.has(id)),
      ).toEqual([]);
    }
  });

  it('pages nobody about queues where a caller waits', () => {
    const plan = pair('request/response');
    expect(names(plan)).not.toContain('late');
    expect(names(plan)).not.toContain('set aside');
    expect(JSON.stringify(plan.advice)).not.toMatch(/queue|dead letter|backlog|redrive|inbox/i);
  });

  it('knows no throttling, breaker or age for a run by the clock', () => {
    expect(names(pair('batch'))).toEqual([
      'run late',
      'run did not start',
      'totals differ',
      'run unlike the last',
    ]);
  });

  it('counts at low traffic, and burns a budget only where traffic carries it', () => {
    expect(names(pair('event', { peak: 5 }))).toContain('late');
    const busy = pair('event', { peak: 50, allowed: 100 });
    expect(names(busy)).toContain('promise burns');
    // In an outage nothing is delivered late, because nothing is delivered.
    expect(names(busy)).toContain('late');
  });

  it('watches what expires instead of its age', () => {
    const plan = pair('event', { expires: 60 });
    expect(names(plan)).toContain('stale items dropped');
    expect(names(plan)).not.toContain('late');
  });

  it('has no rule that would always fire, and puts the way out first, where nothing fits', () => {
    const plan = pair('event', { verdict: 'infeasible', peak: 24, allowed: 10 });
    expect(names(plan)).not.toContain('limit nearly used');
    expect(names(plan)).not.toContain('late');
    expect(plan.advice.alerts.find(({ name }) => name === 'saving too small')?.condition).toContain(
      '58.3 %',
    );
    expect(plan.advice.checklist[0]?.gate).toContain('before code');
    expect(plan.advice.risks[0]?.component).toBe('capacity of ledger');
  });

  it('puts what is built by hand first, and asks for unknown limits right behind it', () => {
    const plan = planOf({
      systems: ['shop', 'ledger'],
      flows: [{ to: 'ledger', pattern: 'poll' }],
    });
    const asks = plan.advice.checklist.findIndex(({ text }) =>
      text.startsWith('ask ledger for its limits'),
    );
    const before = plan.advice.checklist.slice(0, asks);
    expect(before.slice(0, 2).map(({ byHand }) => byHand)).toEqual([true, true]);
    expect(before.length).toBeLessThanOrEqual(3);
    expect(plan.advice.checklist.slice(asks).map(({ text }) => text)).not.toContain(
      'port of ledger',
    );
  });

  it('says of everything that only the flows would contain that it is built by hand', () => {
    const plan = pair('event');
    expect(plan.advice.checklist.filter(({ byHand }) => byHand).map(({ text }) => text)).toContain(
      'receiver, inbox, worker, dead letters',
    );
    expect(
      plan.advice.failureModes.find(({ failure }) => failure.includes(' down for '))?.byHand,
    ).toBe(true);
  });

  it('counts ages in whole minutes, so that people and rules say the same', () => {
    for (const pattern of ['event', 'outbox', 'poll'] as const) {
      const late = decisionsOf(pair(pattern)).find(({ id }) => id.endsWith('.late-age'));
      expect(Number(late?.value) % 60).toBe(0);
    }
  });

  it('tells each rule once for many flows and names the most endangered one first', () => {
    const plan = planOf({
      systems: ['a', 'b', 'c'],
      flows: [
        { id: 'calm', from: 'a', to: 'b', allowed: 900 },
        { id: 'tight', from: 'b', to: 'c', allowed: 6 },
      ],
    });
    const late = plan.advice.alerts.filter(({ name }) => name === 'late');
    expect(late).toHaveLength(1);
    expect(late[0]?.condition).toMatch(/^tight: .*likewise calm/);
    expect(decisionsOf(plan).map(({ id }) => id)).toContain('advice.calm.late-age');
  });
});
