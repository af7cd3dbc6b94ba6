import type { OtherLimit, System } from '../../model/integration.ts';
import type { Limit } from '../../model/limit.ts';
import { bytes, count, duration } from '../../plan/figure.ts';

/** A limit as a reader knows it: `60 calls per 60 s per organisation`. */
export function limitLabel(limit: Limit): string {
  const key = limit.key === undefined ? '' : ` for each ${limit.key}`;
  const scope = limit.scope === undefined ? '' : ` per ${limit.scope}`;
  return `${amount(limit)}${key}${scope}`;
}

function amount(limit: Limit): string {
  switch (limit.kind) {
    case 'requests':
      return `${limit.unit === 'messages' ? `${count(limit.requests)} messages` : calls(limit.requests)} per ${duration(limit.perSeconds)}${burst(limit.burst)}${limit.unit === 'messages' ? ' each connection' : ''}`;
    case 'points':
      return `${count(limit.points)} points per ${duration(limit.perSeconds)}${burst(limit.burst)}`;
    case 'concurrent':
      return `${calls(limit.concurrent)} at a time`;
    case 'line':
      return `${bytes(limit.bytesPerSecond)} per second`;
    case 'batch':
      return `${[
        ...(limit.items === undefined ? [] : [`${count(limit.items)} items`]),
        ...(limit.bytes === undefined ? [] : [bytes(limit.bytes)]),
      ].join(' and ')} per call`;
  }
}

function calls(value: number): string {
  return `${count(value)} call${value === 1 ? '' : 's'}`;
}

function burst(value: number | undefined): string {
  return value === undefined ? '' : `, burst ${count(value)}`;
}

/** What a limit is of or for, and that the catalogue alone knows it. */
function remark(one: OtherLimit): string {
  const parts = 'pointer' in one ? [one.tier] : [one.what, one.tier, 'catalogue'];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}

/** As many other limits are shown; a description may document one for each of its operations. */
const maxOthers = 3;

/** What the description documents, or the vendor publishes, besides what the plan holds to, as a reader knows it. */
export function otherLimitLabels({ limits, otherLimits = [] }: System): {
  readonly otherLimits?: readonly string[];
} {
  const held = new Set(
    limits === undefined || limits.value === 'unknown'
      ? []
      : limits.value.map(({ value }) => amount(value)),
  );
  const labels = otherLimits
    .filter(({ limit }) => !held.has(amount(limit)))
    .map((one) => `${limitLabel(one.limit)}${remark(one)}`);
  return labels.length === 0 ? {} : { otherLimits: [...new Set(labels)].slice(0, maxOthers) };
}
