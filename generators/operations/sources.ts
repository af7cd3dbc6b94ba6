import { allSeries, type PlannedSeries } from '../../src/plan/alert.ts';
import { metricKinds, type MetricName } from '../../src/plan/metrics.ts';
import type { Plan } from '../../src/plan/plan.ts';

/** The adapter that the metrics of the client come from. */
const adapter = '@opentelemetry/api';

/** What Prometheus has to be given, and by whom: sentences for a comment or a page. */
export function metricNotes(plan: Plan): readonly string[] {
  const { fromClient, byHand } = metricsBySource(plan);
  return [
    ...(fromClient.length === 0 ? [] : [clientNote(plan)]),
    ...(byHand.length === 0
      ? []
      : [
          'A rule with `by_hand` reads metrics that code which is not generated must export, counters from zero on: operations/runbook.md says what each of them tells.',
        ]),
  ];
}

/** The metrics that the output exports by itself, and those that it does not; sorted. */
export function metricsBySource({ advice }: Plan): {
  readonly fromClient: readonly MetricName[];
  readonly byHand: readonly MetricName[];
} {
  const namesOf = (found: readonly PlannedSeries[]): readonly MetricName[] =>
    [...new Set(found.map(({ series }) => series.metric))].sort();
  return {
    fromClient: namesOf(allSeries(advice).filter(({ series }) => !series.byHand)),
    byHand: namesOf(allSeries(advice).filter(({ series }) => series.byHand)),
  };
}

/** What a metric tells. */
export function helpOf(metric: MetricName): string {
  return metricKinds[metric].help;
}

function clientNote({ packages }: Plan): string {
  const how =
    'as the Prometheus exporter of OpenTelemetry and the OTLP receiver of Prometheus name them by default';
  return packages?.includes(adapter) === true
    ? `Metrics of the client come from runtime/opentelemetry.ts (\`withOpenTelemetry\`), ${how}.`
    : `Metrics of the client come from runtime/opentelemetry.ts, ${how}; it is written once package.json names \`${adapter}\`, and until then nothing exports them.`;
}
