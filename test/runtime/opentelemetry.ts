import { AsyncLocalStorage } from 'node:async_hooks';
import {
  context,
  metrics,
  ROOT_CONTEXT,
  trace,
  type Context,
  type ContextManager,
} from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace';

/** An SDK that keeps in memory what it would send. */
export interface MemorySdk {
  spans(): readonly ReadableSpan[];
  metrics(): Promise<readonly ResourceMetrics[]>;
  /** Forgets it, and is the global SDK no more. */
  end(): Promise<void>;
}

/** Starts one, as the global SDK of the process. */
export function memorySdk(): MemorySdk {
  const spans = new InMemorySpanExporter();
  const points = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({
    exporter: points,
    exportIntervalMillis: 600_000,
  });
  const meters = new MeterProvider({ readers: [reader] });
  context.setGlobalContextManager(asyncContexts());
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }),
  );
  metrics.setGlobalMeterProvider(meters);
  return {
    spans: () => spans.getFinishedSpans(),
    async metrics() {
      points.reset();
      await meters.forceFlush();
      return points.getMetrics();
    },
    async end() {
      await meters.shutdown();
      for (const api of [context, trace, metrics]) api.disable();
    },
  };
}

/** Follows what runs later, as the SDK for Node does. */
function asyncContexts(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    // The interface of OpenTelemetry has four parameters.
    // eslint-disable-next-line max-params
    with: (active, work, self, ...values) => storage.run(active, () => work.call(self, ...values)),
    bind: (_active, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}
