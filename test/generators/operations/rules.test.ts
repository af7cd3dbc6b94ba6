import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';

import { operations } from '../../../generators/operations/emitter.ts';
import type { AlertCondition, PlannedAlert } from '../../../src/plan/alert.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { promtool, whyNoPromtool } from '../../servers/promtool.ts';
import { tellNotRun } from '../../servers/suite.ts';
import { allPlans } from './plans.ts';
import {
  clockOf,
  scenariosOf,
  type InputSeries,
  type Scenario,
  type ScenarioClock,
} from './scenarios.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const suite = 'the alert rules';
const why = whyNoPromtool();
if (why !== undefined) tellNotRun(suite, why);

describe.skipIf(why !== undefined)(suite, async () => {
  const plans = await allPlans();

  it('of every fixture and every case are rules to Prometheus', () => {
    const files = Object.fromEntries(
      plans.map(([name, plan]) => [`${name}.yaml`, rulesText(plan)]),
    );
    const { printed } = promtool(['check', 'rules', ...Object.keys(files)], files);
    const lines = plans.flatMap(([name, { advice }]) => [
      `Checking ${name}.yaml`,
      `  SUCCESS: ${String(advice.alerts.length)} rules found`,
    ]);
    expect(printed.split('\n').filter((line) => line !== '')).toEqual(lines);
  });

  // Each test has a database of its own, so the cases that are like a fixture are left out.
  const told = plans.filter(([name]) => /-/.test(name) || name.startsWith('polled'));

  it.each(told)('of %s fire just over their figures and are silent just under them', (_, plan) => {
    const files = filesOf(plan);
    const tests = Object.keys(files).filter((name) => name.startsWith('test-'));
    expect(tests).toHaveLength(plan.advice.alerts.length);
    const { printed } = promtool(['test', 'rules', ...tests], files);
    expect(printed.split('\n').filter((line) => line !== '')).toEqual(
      tests.flatMap((name) => [`Unit Testing:  ${name}`, '  SUCCESS']),
    );
  });

  it('do not pass with a threshold that is off by a twentieth', () => {
    const [, plan] = plans.find(([name]) => name === 'quotaWithBatches') ?? [];
    if (plan === undefined) throw new Error('There is no such case.');
    const { 'rule-0.yaml': rule = '', ...files } = filesOf(plan);
    expect(rule).toContain('> 1800');
    const off = { ...files, 'rule-0.yaml': rule.replace('> 1800', '> 1890') };
    expect(promtool(['test', 'rules', 'test-0.yaml'], off).isContent).toBe(false);
  });
});

function rulesText(plan: Plan): string {
  const files = operations.emit(plan);
  if (files instanceof Promise) throw new Error('The emitter is synchronous.');
  return files.find(({ path }) => path === 'operations/alerts.yaml')?.text ?? '';
}

function rulesOf(plan: Plan): readonly Rule[] {
  const { groups } = parse(rulesText(plan)) as { groups: readonly { rules: readonly Rule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

/** Each rule in a file of its own with its tests, so that it alone is evaluated, and no more often than its `for` asks. */
function filesOf(plan: Plan): Readonly<Record<string, string>> {
  const rules = rulesOf(plan);
  const files = plan.advice.alerts.flatMap((alert, index) => {
    const rule = rules[index];
    if (rule === undefined) throw new Error(`There is no rule for ${alert.name}.`);
    const name = `rule-${String(index)}.yaml`;
    const clock = clockOf(conditionsOf(alert), alert.lasts?.value ?? 0);
    const { tick, end, lasts } = clock;
    const every = lasts === 0 ? end : Math.ceil(lasts / tick);
    const test = {
      rule_files: [name],
      evaluation_interval: `${String(every * tick)}s`,
      tests: testsOf(alert, rule, clock),
    };
    return [
      [name, JSON.stringify({ groups: [{ name: 'one', rules: [rule] }] })],
      [`test-${String(index)}.yaml`, JSON.stringify(test)],
    ];
  });
  return Object.fromEntries(files) as Readonly<Record<string, string>>;
}

/** A test for each scenario of each condition of each flow, while all else of the rule is as it should be. */
function testsOf(alert: PlannedAlert, rule: Rule, clock: ScenarioClock): readonly unknown[] {
  return conditionsOf(alert).flatMap((condition) => {
    const scenarios = scenariosOf(condition, clock);
    // A condition that nobody tries is no condition.
    expect(new Set(scenarios.map(({ fires }) => fires))).toEqual(new Set([true, false]));
    return scenarios.map((scenario) => testOf({ alert, rule, condition, scenario, clock }));
  });
}

function testOf({
  alert,
  rule,
  condition,
  scenario,
  clock,
}: {
  readonly alert: PlannedAlert;
  readonly rule: Rule;
  readonly condition: AlertCondition;
  readonly scenario: Scenario;
  readonly clock: ScenarioClock;
}): unknown {
  const { end, tick } = clock;
  const others = conditionsOf(alert)
    .filter((each) => !isSame(each, condition))
    .flatMap((each) => scenariosOf(each, clock).find(({ fires }) => !fires)?.input ?? []);
  return {
    name: `${alert.name}: ${scenario.name}`,
    interval: `${String(tick)}s`,
    input_series: merged([...scenario.input, ...others]),
    alert_rule_test: [
      {
        eval_time: `${String(end * tick)}s`,
        alertname: rule.alert,
        exp_alerts: scenario.fires ? expected(alert, rule, condition) : [],
      },
    ],
  };
}

function conditionsOf({ signals }: PlannedAlert): readonly AlertCondition[] {
  return signals.flatMap(({ conditions }) => conditions);
}

function isSame(a: AlertCondition, b: AlertCondition): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Each flow with that condition is told, in its own words. */
function expected(
  alert: PlannedAlert,
  { labels, annotations }: Rule,
  condition: AlertCondition,
): unknown {
  return alert.signals
    .filter(({ conditions }) => conditions.some((each) => isSame(each, condition)))
    .map(({ flow, when, action }) => ({
      exp_labels: { ...labels, flow },
      exp_annotations: { ...annotations, summary: when, action },
    }));
}

function merged(found: readonly InputSeries[]): readonly InputSeries[] {
  return found.filter(
    ({ series }, index) => found.findIndex((each) => each.series === series) === index,
  );
}
