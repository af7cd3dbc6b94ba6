/** A metric as Prometheus knows it. */
export interface MetricKind {
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** What a reader of a dashboard measures it in. */
  readonly unit: 's' | 'items' | 'moment';
  /** Who exports it: the client through `runtime/opentelemetry.ts`, or the code of the flow. */
  readonly from: 'client' | 'flow';
  readonly help: string;
}

const counter = { type: 'counter', unit: 'items', from: 'flow' } as const;
const gauge = { type: 'gauge', unit: 'items', from: 'flow' } as const;
const age = { type: 'gauge', unit: 's', from: 'flow' } as const;
const moment = { type: 'gauge', unit: 'moment', from: 'flow' } as const;
const durations = { type: 'histogram', unit: 's', from: 'client' } as const;

/**
 * Every metric that rules and dashboards may read. Those of the client bear the names that Prometheus gives to
 * what `runtime/opentelemetry.ts` records; the others are what a flow's code has to export under these names.
 */
export const metricKinds = {
  http_client_request_duration_seconds: {
    ...durations,
    help: 'requests that were sent, retries too, and how long each took',
  },
  integration_client_call_duration_seconds: {
    ...durations,
    help: 'calls with all their attempts and waits; error_type says why one failed',
  },
  integration_client_events_total: {
    ...counter,
    from: 'client',
    help: 'retries, throttling, refusals of the breaker, renewals of tokens',
  },
  integration_client_breaker_open: {
    ...gauge,
    from: 'client',
    help: 'breakers that are open or try whether the system answers again',
  },
  integration_certificate_end_timestamp_seconds: {
    ...moment,
    help: 'when the client certificate for the system ends',
  },
  integration_flow_received_total: { ...counter, help: 'events that were stored' },
  integration_flow_delivered_total: { ...counter, help: 'items that took effect' },
  integration_flow_late_total: {
    ...counter,
    help: 'of the delivered items those that were delivered later than promised, outage included',
  },
  integration_flow_expired_total: { ...counter, help: 'items that were dropped as stale' },
  integration_flow_saved_total: {
    ...counter,
    help: 'items that were answered without a call: from a cache, or as duplicates',
  },
  integration_flow_confirmed_total: { ...counter, help: 'calls whose confirmation came' },
  integration_flow_unconfirmed_total: {
    ...counter,
    help: 'calls whose confirmation did not come in its time',
  },
  integration_flow_second_effects_total: {
    ...counter,
    help: 'effects that were found a second time for one key',
  },
  integration_flow_oldest_waiting_seconds: {
    ...age,
    help: 'age of the oldest item that waits; nothing waits: zero',
  },
  integration_flow_waiting_items: { ...gauge, help: 'items that wait' },
  integration_flow_dead_letters: {
    ...gauge,
    help: 'items that are set aside and not yet redriven',
  },
  integration_flow_difference_items: {
    ...gauge,
    help: 'items that the last comparison found missing or twice',
  },
  integration_flow_compared_timestamp_seconds: {
    ...moment,
    help: 'when the last comparison ended',
  },
  integration_flow_position_timestamp_seconds: {
    ...moment,
    help: 'when the last message or sign of life came over the held connection',
  },
  integration_flow_run_started_timestamp_seconds: {
    ...moment,
    help: 'when the last run had its data ready',
  },
  integration_flow_run_succeeded_timestamp_seconds: {
    ...moment,
    help: 'when the last run was done, with its confirmation where there is one',
  },
  integration_flow_run_items: { ...gauge, help: 'items of the last run' },
  integration_flow_run_before_items: { ...gauge, help: 'items of the run before it' },
  integration_flow_run_difference: {
    ...gauge,
    help: 'how far count or control total of both sides are apart after the last run',
  },
  integration_flow_utc_offset_seconds: {
    ...age,
    help: 'how far the clock of the schedule is ahead of UTC at present',
  },
} as const satisfies Readonly<Record<string, MetricKind>>;

export type MetricName = keyof typeof metricKinds;

/** What a caller gets no answer by: values of `error_type` of a call, statuses among them. */
export const unanswered =
  'circuit_open|credential|deadline|invalid_response|network|reauthorize|throttled|timeout|401|403|5..';
