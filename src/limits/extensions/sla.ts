import type { Json, JsonObject } from '../../model/document.ts';
import { own, ownList, ownObject, pointerOf } from '../../model/json.ts';
import type { FoundOperation } from '../operations.ts';
import { periodSeconds } from './duration.ts';

/** A limit of an SLA4OAI document that stands in `info.x-sla`. */
export interface SlaLimit {
  readonly pointer: string;
  readonly count: number;
  readonly seconds: number;
  readonly plan: string;
  readonly isCalendar: boolean;
  readonly appliesTo: 'all' | readonly string[];
  readonly quote: string;
}

/** The rates and quotas of every plan; quotas run by the calendar. Only requests: other metrics are no calls. */
export function slaLimits(root: JsonObject, operations: readonly FoundOperation[]): SlaLimit[] {
  const sla = ownObject(ownObject(root, 'info'), 'x-sla');
  return entries(own(sla, 'plans')).flatMap(([plan, body]) =>
    (['rates', 'quotas'] as const).flatMap((kind) =>
      entries(own(body, kind)).flatMap(([path, methods]) =>
        entries(methods).flatMap(([method, metrics]) => {
          const limits = ownList(metrics, 'requests');
          return limits.flatMap((limit, index) => {
            const at = [
              'info',
              'x-sla',
              'plans',
              plan,
              kind,
              path,
              method,
              'requests',
              String(index),
            ];
            return slaLimit(limit, {
              plan,
              isCalendar: kind === 'quotas',
              pointer: pointerOf(at),
              appliesTo: callsOf(path, method, operations),
            });
          });
        }),
      ),
    ),
  );
}

function slaLimit(limit: Json, rest: Omit<SlaLimit, 'count' | 'seconds' | 'quote'>): SlaLimit[] {
  const count = own(limit, 'max');
  const seconds = periodSeconds(own(limit, 'period'));
  if (typeof count !== 'number' || count <= 0 || seconds === undefined) return [];
  return [{ ...rest, count, seconds, quote: JSON.stringify(limit).slice(0, 300) }];
}

function entries(value: Json | undefined): readonly (readonly [string, Json])[] {
  return Object.entries(ownObject({ value: value ?? null }, 'value') ?? {}).slice(0, 500);
}

// A path or method may be `*` or `all`.
function callsOf(
  path: string,
  method: string,
  operations: readonly FoundOperation[],
): 'all' | readonly string[] {
  const anyPath = path === '*' || path === '/*' || path === 'all';
  const anyMethod = method === '*' || method === 'all';
  if (anyPath && anyMethod) return 'all';
  return operations
    .filter(
      (found) =>
        (anyPath || found.path === path) && (anyMethod || found.method === method.toLowerCase()),
    )
    .map(({ name }) => name);
}
