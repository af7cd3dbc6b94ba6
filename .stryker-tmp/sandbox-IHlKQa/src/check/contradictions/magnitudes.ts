// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Flow, System } from '../../model/integration.ts';
import type { Place } from '../../model/place.ts';
import type { Facts } from '../facts.ts';

/** Pairs of quantities of which the first must not be the larger. */
export function magnitudes({ integration }: Facts): readonly Diagnostic[] {
  const retention = integration.compliance?.retention;
  return [
    ...integration.systems.flatMap((system) => [...latency(system), ...shares(system)]),
    ...integration.flows.flatMap((flow) => [...sizes(flow), ...keys(flow), ...waits(flow)]),
    ...(retention === undefined
      ? []
      : ordered(
          retention.at,
          ['keep', retention.keepSeconds],
          ['delete', retention.deleteSeconds],
        )),
  ];
}

function latency({ latency: declared }: System): Diagnostic[] {
  if (declared === undefined || declared.value === 'unknown') return [];
  const { p50, p99, mean, max } = declared.value;
  return [
    ...ordered(declared.at, ['p50', p50], ['p99', p99]),
    ...ordered(declared.at, ['p99', p99], ['max', max]),
    ...ordered(declared.at, ['mean', mean], ['max', max]),
  ];
}

/** `{ concurrent: 5, of: 15 }`: ours and the whole. */
function shares({ limits }: System): Diagnostic[] {
  if (limits === undefined || limits.value === 'unknown') return [];
  return limits.value.flatMap(({ value, at }) => {
    if (value.kind === 'concurrent')
      return ordered(at, ['concurrent', value.concurrent], ['of', value.of]);
    if (value.kind === 'requests')
      return ordered(at, ['requests', value.requests], ['of', value.of]);
    return value.kind === 'points' ? ordered(at, ['points', value.points], ['of', value.of]) : [];
  });
}

function sizes({ itemSize }: Flow): Diagnostic[] {
  if (itemSize === undefined || itemSize.value === 'unknown') return [];
  const { mean, max } = itemSize.value;
  return ordered(itemSize.at, ['mean', mean], ['max', max]);
}

function keys({ volume }: Flow): Diagnostic[] {
  if (volume === undefined || volume.value === 'unknown') return [];
  return ordered(volume.at, ['keys', volume.value.keys], ['items', volume.value.count]);
}

function waits({ overrides: { retry } }: Flow): Diagnostic[] {
  if (retry === undefined) return [];
  const { baseSeconds, capSeconds, forSeconds } = retry.value;
  return [
    ...ordered(retry.at, ['base', baseSeconds], ['cap', capSeconds]),
    ...ordered(retry.at, ['cap', capSeconds], ['for', forSeconds]),
  ];
}

type Quantity = readonly [name: string, value: number | undefined];

function ordered(at: Place, [less, small]: Quantity, [more, large]: Quantity): Diagnostic[] {
  return small === undefined || large === undefined || small <= large
    ? []
    : [diagnose('value/order', { less, more }, at)];
}
