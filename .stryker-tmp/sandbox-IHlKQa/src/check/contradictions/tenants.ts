// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Facts } from '../facts.ts';

/** A largest tenant that has less than each would have if all were alike. */
export function tenants({ integration }: Facts): readonly Diagnostic[] {
  return integration.systems.flatMap(({ id, tenants: declared }) => {
    const { count, largestShare } = declared?.value ?? {};
    if (count === undefined || count.value === 'unknown') return [];
    if (largestShare === undefined || largestShare.value === 'unknown') return [];
    const even = 1 / count.value;
    if (largestShare.value >= even - 1e-9) return [];
    const told = {
      system: id,
      count: String(count.value),
      even: `${Number((even * 100).toPrecision(3))}%`,
    };
    return [diagnose('tenants/largest-too-small', told, largestShare.at)];
  });
}
