import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Integration } from '../../model/integration.ts';
import { count } from '../../plan/figure.ts';
import type { Settings } from '../../plan/plan.ts';
import type { PlannedLimit, PlannedSystem } from '../../plan/system.ts';

/** Limits that pause while the shared store is away: each process then has its own part, and that is less than one call. */
export function instancesDiagnostics(
  { deployment, file }: Integration,
  { instances, limiterStore }: Settings,
  systems: readonly PlannedSystem[],
): readonly Diagnostic[] {
  if (instances.value < 2 || limiterStore.value === 'memory') return [];
  const at = deployment.instances?.at ?? { file, line: 1, column: 1 };
  return systems.flatMap(({ id, calls }) =>
    calls !== undefined && /^(?:declared|documented|catalogue)$/.test(calls.limitKnowledge.value)
      ? calls.limits.flatMap((limit) => {
          const permits = permitsOf(limit);
          if (permits === undefined || permits >= instances.value) return [];
          const why = `floor(${count(permits)} / ${count(instances.value)}) = ${count(0)}`;
          const label = `${limit.label} of ${id}`;
          return [
            diagnose(
              'verdict/more-instances-than-permits',
              { limit: label, why, most: count(permits) },
              at,
            ),
          ];
        })
      : [],
  );
}

// Calls that may leave one beside the other; what is spaced leaves one at a time.
function permitsOf({ limiter }: PlannedLimit): number | undefined {
  if (limiter === undefined) return undefined;
  if (limiter.form === 'spaced') return 1;
  if (limiter.form === 'line') return limiter.bytesPerSecond.value;
  return limiter.form === 'bucket' ? limiter.capacity.value : limiter.max.value;
}
