import type { Json, JsonObject } from '../../model/document.ts';
import { own, ownList, ownObject, ownText } from '../../model/json.ts';
import type { FoundOperation } from '../operations.ts';
import { periodSeconds } from './duration.ts';

/** A quota of Google Cloud Endpoints: `x-google-management` names it, `x-google-quota` says what each call costs. */
export interface GoogleQuota {
  readonly index: number;
  readonly count: number;
  readonly seconds: number;
  readonly isCost: boolean;
  readonly appliesTo: 'all' | readonly string[];
  readonly quote: string;
}

/** The quotas of `x-google-management`; a metric that every call costs once counts calls. */
export function googleQuotas(
  root: JsonObject,
  operations: readonly FoundOperation[],
): GoogleQuota[] {
  const limits = ownList(ownObject(ownObject(root, 'x-google-management'), 'quota'), 'limits');
  return limits.flatMap((limit, index) => {
    const count = Object.values(ownObject(limit, 'values') ?? {}).find(isCount);
    const seconds = secondsOfUnit(ownText(limit, 'unit') ?? '');
    if (count === undefined || seconds === undefined) return [];
    const costs = costsOf(ownText(limit, 'metric') ?? '', root, operations);
    const appliesTo = costs.size === operations.length ? ('all' as const) : [...costs.keys()];
    const isCost = [...costs.values()].some((cost) => cost !== 1);
    return [
      { index, count, seconds, isCost, appliesTo, quote: JSON.stringify(limit).slice(0, 300) },
    ];
  });
}

function isCount(value: Json): value is number {
  return typeof value === 'number' && value > 0;
}

// `1/min/{project}`
function secondsOfUnit(unit: string): number | undefined {
  const period = /^1\/(\w+)\//.exec(unit)?.[1];
  return period === undefined ? undefined : periodSeconds(period);
}

function costsOf(
  metric: string,
  root: JsonObject,
  operations: readonly FoundOperation[],
): ReadonlyMap<string, number> {
  const everywhere = costIn(root, metric);
  return new Map(
    operations.flatMap(({ name, node }) => {
      const cost = costIn(node, metric) ?? everywhere;
      return cost === undefined ? [] : [[name, cost] as const];
    }),
  );
}

function costIn(node: JsonObject, metric: string): number | undefined {
  const cost = own(ownObject(ownObject(node, 'x-google-quota'), 'metricCosts'), metric);
  return typeof cost === 'number' ? cost : undefined;
}
