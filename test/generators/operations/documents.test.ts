import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';

import { architecture } from '../../../generators/architecture/emitter.ts';
import { operations } from '../../../generators/operations/emitter.ts';
import type { EmittedFile } from '../../../src/emit/emitter.ts';
import { allSeries } from '../../../src/plan/alert.ts';
import { decisionsOf } from '../../../src/plan/decisions.ts';
import { count, duration, figure, rate, share, times } from '../../../src/plan/figure.ts';
import { metricKinds } from '../../../src/plan/metrics.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { promtool, whyNoPromtool } from '../../servers/promtool.ts';
import { allPlans } from './plans.ts';

interface Rule {
  readonly expr: string;
  readonly for?: string;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}

const plans = await allPlans();

describe.each(plans)('what is needed to run %s', (_, plan) => {
  const files = new Map(emitted(plan).map(({ path, text }) => [path, text]));
  const runbook = files.get('operations/runbook.md') ?? '';
  const rules = rulesOf(files.get('operations/alerts.yaml') ?? '');
  const dashboard = JSON.parse(files.get('operations/dashboard.json') ?? '') as {
    readonly panels: readonly Panel[];
  };

  it('holds only figures of the plan', () => {
    const known = numbersOfPlan(plan);
    const words = rules.flatMap(({ annotations }) => [
      annotations['summary'],
      annotations['action'],
    ]);
    // A range of Prometheus stands beside the same time in words.
    const told = `${runbook.replace(/`[^`]*`/g, '')} ${words.join(' ')}`;
    expect(numbersIn(told).filter((number) => !known.has(number))).toEqual([]);
  });

  it('compares with figures of the plan, and over times of the plan', () => {
    const values = new Set(decisionsOf(plan).map(({ value }) => nine(Number(value))));
    // Nothing and one of a thing, the seconds and the name of a day.
    const ours = new Set(['0', '1', '86400']);
    for (const rule of rules) {
      const bare = rule.expr.replace(/"(?:[^"\\]|\\.)*"/g, '');
      const ranges = [
        ...[...bare.matchAll(/(?:\[|offset )(\d+)([smhd])/g)].map(([, size, unit]) => [size, unit]),
        ...[...(rule.for ?? '').matchAll(/(\d+)([smhd])/g)].map(([, size, unit]) => [size, unit]),
      ].map(([size, unit]) => String(Number(size) * seconds[unit as keyof typeof seconds]));
      const rounded = new Set([...values].map((value) => String(Math.round(Number(value)))));
      expect(ranges.filter((range) => !rounded.has(range) && !ours.has(range))).toEqual([]);
      const figures = bare
        .replace(/(?:\[|offset )\d+[smhd]\]?/g, '')
        .match(/(?<![\w.])\d[\d.e+-]*/g)
        ?.filter((number) => !values.has(number) && !ours.has(number));
      expect(figures ?? [], rule.expr).toEqual([]);
    }
  });

  it('leads from each rule to its section, and from the run book to what is there', () => {
    const anchors = new Set(
      [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^a-z0-9 _-]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    for (const { annotations } of rules) {
      const [path, anchor = ''] = (annotations['runbook_url'] ?? '').split('#');
      expect(path).toBe('operations/runbook.md');
      expect(anchors).toContain(anchor);
    }
    for (const [, target = ''] of runbook.matchAll(/\]\(([^)]*)\)/g)) {
      if (target.startsWith('#')) expect(anchors).toContain(target.slice(1));
      else
        expect([...files.keys()]).toContain(
          new URL(target, 'file:///operations/').pathname.slice(1),
        );
    }
    expect(files.get('ARCHITECTURE.md')).toContain('](operations/runbook.md)');
  });

  it('names what is exported by hand in the rule, and explains it in the run book', () => {
    plan.advice.alerts.forEach(({ signals }, index) => {
      const byHand = allSeries({
        alerts: [{ ...plan.advice.alerts[0], signals } as never],
        series: [],
      })
        .filter(({ series }) => series.byHand)
        .map(({ series }) => series.metric);
      const told = (rules[index]?.annotations['by_hand'] ?? '').split(', ').filter(Boolean);
      expect(told).toEqual([...new Set(byHand)].sort());
      for (const metric of told) expect(runbook).toContain(`| \`${metric}\` |`);
    });
  });

  it('draws panels side by side, of metrics that somebody exports', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { gridPos, targets = [], type } of panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken).not.toContain(`${x},${y}`);
          taken.add(`${x},${y}`);
        }
      expect(targets.length > 0).toBe(type === 'timeseries');
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      for (const { expr } of targets)
        for (const [name] of expr.matchAll(/\b(?:integration|http)_\w+(?=[{[])/g))
          expect(Object.keys(metricKinds)).toContain(name.replace(/_(?:bucket|count|sum)$/, ''));
    }
  });

  it('has its keys in order', () => {
    for (const value of [dashboard, parse(files.get('operations/alerts.yaml') ?? '')])
      expect(unsorted(value)).toEqual([]);
  });
});

describe('the dashboards of all', () => {
  it.skipIf(whyNoPromtool() !== undefined)('ask in PromQL', () => {
    const exprs = plans.flatMap(([, plan]) => {
      const text = emitted(plan).find(({ path }) => path.endsWith('dashboard.json'))?.text ?? '';
      const { panels } = JSON.parse(text) as { readonly panels: readonly Panel[] };
      return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    });
    const rules = [...new Set(exprs)].map((expr, index) => ({
      record: `panel_${String(index)}`,
      expr: expr.replaceAll('$__rate_interval', '5m'),
    }));
    const file = JSON.stringify({ groups: [{ name: 'panels', rules }] });
    expect(promtool(['check', 'rules', 'panels.yaml'], { 'panels.yaml': file }).printed).toContain(
      `SUCCESS: ${String(rules.length)} rules found`,
    );
  });
});

describe('the metrics of the client', () => {
  it('are what the adapter of OpenTelemetry records, by the names that Prometheus makes of them', () => {
    const path = '../../../generators/runtime/files/opentelemetry.ts';
    const adapter = readFileSync(new URL(path, import.meta.url), 'utf8');
    const recorded = [
      ...adapter.matchAll(/meter\.create(\w+)\('([^']+)', \{\s*(\.\.\.seconds|unit)/g),
    ].map(
      ([, kind, name = '', unit]) =>
        `${name.replaceAll('.', '_')}${unit === '...seconds' ? '_seconds' : ''}${kind === 'Counter' ? '_total' : ''}`,
    );
    const ours = Object.entries(metricKinds).filter(([, { from }]) => from === 'client');
    expect(recorded).toEqual(expect.arrayContaining(ours.map(([name]) => name)));
  });
});

describe('rules of different archetypes', () => {
  it('share few of their names: at most 0.35 of both sets in the mean', () => {
    const names = [
      'quotaWithBatches',
      'nightlyFile',
      'fewEvents',
      'waitingCaller',
      'quotaBelowVolume',
      'nearLimit',
      'polled',
    ].map((name) => {
      const plan = plans.find(([found]) => found === name)?.[1];
      return new Set(plan?.advice.alerts.map((alert) => alert.name));
    });
    const overlaps = names.flatMap((one, index) =>
      names.slice(index + 1).map((other) => {
        const both = [...one].filter((name) => other.has(name)).length;
        return both / new Set([...one, ...other]).size;
      }),
    );
    const mean = overlaps.reduce((sum, overlap) => sum + overlap, 0) / overlaps.length;
    expect(mean).toBeLessThanOrEqual(0.35);
  });
});

function emitted(plan: Plan): readonly EmittedFile[] {
  return [operations, architecture].flatMap((emitter) => {
    const files = emitter.emit(plan);
    if (files instanceof Promise) throw new Error('The emitter is synchronous.');
    return files;
  });
}

function rulesOf(text: string): readonly Rule[] {
  const { groups } = parse(text) as { groups: readonly { rules: readonly Rule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

const seconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

function nine(value: number): string {
  return String(Number(value.toPrecision(9)));
}

function numbersIn(text: string): readonly string[] {
  return text.match(/\d[\d,.]*/g)?.map((found) => found.replace(/[.,]+$/, '')) ?? [];
}

function numbersOfPlan(plan: Plan): ReadonlySet<string> {
  const shown = decisionsOf(plan).flatMap((decision) => [
    figure(decision),
    decision.formula ?? '',
    ...(typeof decision.value === 'number'
      ? [count, duration, rate, share, times].map((format) => format(Number(decision.value)))
      : []),
  ]);
  const names = JSON.stringify([
    plan.name,
    plan.systems.map(({ id }) => id),
    plan.flows.map(({ id, data, demand, triggerNames, loss }) => [
      id,
      data,
      demand.map(({ label }) => label),
      triggerNames,
      loss.value,
    ]),
  ]);
  return new Set([...shown, names].flatMap(numbersIn));
}

/** Objects whose keys are not in order. */
function unsorted(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  const isSorted = Array.isArray(value) || keys.join() === [...keys].sort().join();
  return [...(isSorted ? [] : [keys.join()]), ...Object.values(value).flatMap(unsorted)];
}
