import { createHash } from 'node:crypto';

import {
  allSeries,
  seriesOf,
  type AlertCondition,
  type PlannedSeries,
  type Series,
} from '../../src/plan/alert.ts';
import { metricKinds, type MetricName } from '../../src/plan/metrics.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { number, selector } from './promql.ts';
import { helpOf } from './sources.ts';

/** A dashboard for Grafana: the alerts that fire, then a row a flow with a panel a metric; keys sorted. */
export function dashboard(plan: Plan): string {
  const value = {
    annotations: { list: [] },
    editable: true,
    graphTooltip: 1,
    links: [],
    panels: placed([firing(plan), ...plan.flows.flatMap(({ id }) => rowOf(plan, id))]),
    refresh: '1m',
    schemaVersion: 39,
    tags: ['integ-gen'],
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }],
    },
    time: { from: 'now-24h', to: 'now' },
    timezone: '',
    title: plan.name,
    uid: uidOf(plan.name),
  };
  return `${JSON.stringify(sorted(value), undefined, 2)}\n`;
}

interface Panel {
  readonly type: string;
  readonly [key: string]: unknown;
}

const datasource = { type: 'prometheus', uid: '${datasource}' };
const width = 12;
const height = 8;

function firing({ name }: Plan): Panel {
  return panel('Alerts that fire', {
    description: 'Rules of operations/alerts.yaml',
    targets: [
      {
        expr: `count by (alertname, flow, severity) (ALERTS{alertstate="firing",integration=${JSON.stringify(name)}})`,
        legendFormat: '{{severity}}: {{alertname}} {{flow}}',
      },
    ],
    unit: 'short',
    steps: [],
  });
}

function rowOf(plan: Plan, flow: string): readonly Panel[] {
  const shown = allSeries(plan.advice).filter((each) => each.flow === flow);
  const groups = [...new Set(shown.map(({ series }) => series.metric))].map((metric) =>
    shown.filter(({ series }) => series.metric === metric),
  );
  if (groups.length === 0) return [];
  return [
    { type: 'row', title: flow, collapsed: false, panels: [] },
    ...groups.map((group) => panelOf(group, plan)),
  ];
}

function panelOf(group: readonly PlannedSeries[], { advice }: Plan): Panel {
  const [
    {
      flow,
      series: { metric },
    },
  ] = group as readonly [PlannedSeries];
  const conditions = advice.alerts
    .flatMap(({ signals }) => signals)
    .filter((signal) => signal.flow === flow)
    .flatMap((signal) => signal.conditions);
  const isByHand = group.some(({ series }) => series.byHand);
  return panel(titleOf(metric), {
    description: `${helpOf(metric)}${isByHand ? '; exported by code that is written by hand' : ''}`,
    targets: distinctTargets(group.flatMap(({ series }) => targetsOf(series))),
    unit: unitOf(metric),
    steps: conditions.flatMap((condition) => thresholdOf(condition, metric)),
  });
}

interface Target {
  readonly expr: string;
  readonly legendFormat: string;
}

/** Counters and histograms as what happens in a second, gauges as they are, moments as time since. */
function targetsOf(series: Series): readonly Target[] {
  const { type, unit } = metricKinds[series.metric];
  const read = selector(series);
  const legendFormat = legendOf(series);
  if (unit === 'moment') return [{ expr: `time() - max(${read})`, legendFormat }];
  if (type === 'gauge') return [{ expr: `max(${read})`, legendFormat }];
  const rate = {
    expr: `sum(rate(${read}[$__rate_interval]))`,
    legendFormat: `${legendFormat} a second`,
  };
  if (type === 'counter') return [rate];
  const buckets = selector(series, '_bucket');
  const slow = ['0.5', '0.99'].map((share) => ({
    expr: `histogram_quantile(${share}, sum by (le) (rate(${buckets}[$__rate_interval])))`,
    legendFormat: `${legendFormat} quantile ${share} (s)`,
  }));
  return [rate, ...slow];
}

function legendOf({ labels }: Series): string {
  const words = Object.entries(labels)
    .filter(([name, value]) => name !== 'integration' && value !== '')
    .map(([name, value]) => {
      if (typeof value === 'string') return value;
      return 'pattern' in value
        ? name === 'error_type'
          ? 'failed'
          : value.pattern
        : value.join(', ');
    });
  return 'error_type' in labels && labels['error_type'] === ''
    ? [...words, 'succeeded'].join(' ')
    : words.join(' ');
}

function distinctTargets(targets: readonly Target[]): readonly Target[] {
  return targets.filter(
    ({ expr }, index) => targets.findIndex((each) => each.expr === expr) === index,
  );
}

/** Where a rule begins to count, as a line in the panel. */
function thresholdOf(condition: AlertCondition, metric: MetricName): readonly number[] {
  if (seriesOf(condition)[0]?.metric !== metric) return [];
  if (condition.form === 'above') return [condition.above?.value ?? 0];
  return condition.form === 'older' ? [condition.than.value] : [];
}

function titleOf(metric: MetricName): string {
  const words = metric
    .replace(/^integration_(?:flow|client)_|^integration_/, '')
    .replace(/_(?:total|seconds|items)$/, '')
    .replace(/_timestamp$/, ', time since')
    .replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function unitOf(metric: MetricName): string {
  const { type, unit } = metricKinds[metric];
  return type === 'gauge' && unit !== 'items' ? 's' : 'short';
}

function panel(
  title: string,
  {
    steps,
    unit,
    targets,
    description,
  }: {
    readonly description: string;
    readonly targets: readonly Target[];
    readonly unit: string;
    readonly steps: readonly number[];
  },
): Panel {
  const lines = [...new Set(steps.map(number))].map(Number).sort((a, b) => a - b);
  return {
    type: 'timeseries',
    title,
    description,
    datasource,
    fieldConfig: {
      defaults: {
        unit,
        custom: { thresholdsStyle: { mode: lines.length === 0 ? 'off' : 'line' } },
        thresholds: {
          mode: 'absolute',
          steps: [
            { color: 'green', value: null },
            ...lines.map((value) => ({ color: 'red', value })),
          ],
        },
      },
      overrides: [],
    },
    options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true } },
    targets: targets.map((target, index) => ({ ...target, datasource, refId: refId(index) })),
  };
}

function refId(index: number): string {
  return (
    String.fromCharCode('A'.charCodeAt(0) + (index % 26)) +
    (index < 26 ? '' : String(Math.floor(index / 26)))
  );
}

/** Two panels side by side; a row has a line to itself. */
function placed(panels: readonly Panel[]): readonly Panel[] {
  let [x, y] = [0, 0];
  return panels.map((each, index) => {
    const isRow = each.type === 'row';
    if (isRow && x > 0) [x, y] = [0, y + height];
    const gridPos = isRow ? { x: 0, y, w: 2 * width, h: 1 } : { x, y, w: width, h: height };
    if (isRow) y += 1;
    else if (x === 0) x = width;
    else [x, y] = [0, y + height];
    return { ...each, id: index + 1, gridPos };
  });
}

/** Names are of any length, the ids of Grafana are not. */
function uidOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  );
}
