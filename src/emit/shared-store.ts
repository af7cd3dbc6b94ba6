import type { Plan } from '../plan/plan.ts';
import type { PlannedSystem } from '../plan/system.ts';
import { describedSystems } from './output-names.ts';

/** Where the processes of an integration count limits together. */
export type SharedStoreKind = Exclude<Plan['settings']['limiterStore']['value'], 'memory'>;

/** The store that the clients are given; absent where one process counts by itself, or nothing is limited. */
export function sharedStoreOf(plan: Plan): SharedStoreKind | undefined {
  const { value } = plan.settings.limiterStore;
  return value === 'memory' || !describedSystems(plan).some(isLimited) ? undefined : value;
}

/** Whether calls of a system pass a limit. */
export function isLimited({ calls }: PlannedSystem): boolean {
  return calls?.limits.some(({ limiter }) => limiter !== undefined) ?? false;
}
