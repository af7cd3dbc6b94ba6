// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Flow } from '../../model/integration.ts';
import type { Place } from '../../model/place.ts';
import type { Facts } from '../facts.ts';

/** What only makes sense where a caller waits, and what makes none there. */
export function waiting({ integration }: Facts): readonly Diagnostic[] {
  return integration.flows.flatMap((flow) =>
    flow.trigger.kind === 'call' ? callerWaits(flow) : nobodyWaits(flow),
  );
}

function callerWaits(flow: Flow): Diagnostic[] {
  const { id, latency } = flow;
  const promise = latency?.value === 'unknown' ? undefined : latency?.value;
  const noTime = promise?.ours !== undefined && promise.ours >= promise.total;
  return [
    ...outOfPlace(flow).flatMap(({ key, why, at }) =>
      at === undefined ? [] : [diagnose('flow/not-while-waiting', { flow: id, key, why }, at)],
    ),
    ...(noTime && latency !== undefined
      ? [diagnose('flow/ours-exceeds-total', { flow: id }, latency.at)]
      : []),
  ];
}

function outOfPlace({
  expires,
  deadline,
  schedule,
  overrides: { deadLetter },
}: Flow): readonly { key: string; why: string; at: Place | undefined }[] {
  return [
    { key: 'expires', why: 'nothing lies around to get old', at: expires?.at },
    { key: 'deadline', why: 'latency says for how long', at: deadline?.at },
    { key: 'schedule', why: 'the caller decides when', at: schedule?.at },
    {
      key: 'dead_letter',
      why: 'it learns of a failure at once',
      at: deadLetter?.value === 'none' ? undefined : deadLetter?.at,
    },
  ];
}

function nobodyWaits({ id, fallback, latency }: Flow): Diagnostic[] {
  const promise = latency?.value === 'unknown' ? undefined : latency?.value;
  return [
    ...(fallback === undefined
      ? []
      : [diagnose('flow/fallback-without-caller', { flow: id }, fallback.at)]),
    ...(latency === undefined || promise?.ours === undefined
      ? []
      : [diagnose('flow/ours-without-caller', { flow: id }, latency.at)]),
  ];
}
