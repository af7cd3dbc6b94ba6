import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Flow } from '../../model/integration.ts';
import type { Facts } from '../facts.ts';

/** What only makes sense where a caller waits, and what makes none there. */
export function waiting({ integration }: Facts): readonly Diagnostic[] {
  return integration.flows.flatMap((flow) =>
    flow.trigger.kind === 'call' ? callerWaits(flow) : nobodyWaits(flow),
  );
}

function callerWaits({ id, expires, latency, overrides }: Flow): Diagnostic[] {
  const { deadLetter } = overrides;
  const promise = latency === undefined || latency.value === 'unknown' ? undefined : latency.value;
  return [
    ...(expires === undefined
      ? []
      : [diagnose('flow/expires-while-waiting', { flow: id }, expires.at)]),
    ...(deadLetter === undefined || deadLetter.value === 'none'
      ? []
      : [diagnose('flow/dead-letter-while-waiting', { flow: id }, deadLetter.at)]),
    ...(latency === undefined || promise?.ours === undefined || promise.ours < promise.total
      ? []
      : [diagnose('flow/ours-exceeds-total', { flow: id }, latency.at)]),
  ];
}

function nobodyWaits({ id, fallback, latency }: Flow): Diagnostic[] {
  const ours =
    latency === undefined || latency.value === 'unknown' ? undefined : latency.value.ours;
  return [
    ...(fallback === undefined
      ? []
      : [diagnose('flow/fallback-without-caller', { flow: id }, fallback.at)]),
    ...(latency === undefined || ours === undefined
      ? []
      : [diagnose('flow/ours-without-caller', { flow: id }, latency.at)]),
  ];
}
