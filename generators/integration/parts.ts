import type { SystemNames } from '../../src/emit/output-names.ts';
import type { SharedStoreKind } from '../../src/emit/shared-store.ts';
import type { PlannedSystem } from '../../src/plan/system.ts';

/** A system, and what it is called. */
export interface Part {
  readonly system: PlannedSystem;
  readonly names: SystemNames;
}

/** What `index.ts` is made of. */
export interface Parts {
  readonly described: readonly Part[];
  readonly ports: readonly Part[];
  readonly hasSecrets: boolean;
  readonly hasCounters: boolean;
  readonly instances: number;
  /** Where several processes count together; absent: one process counts by itself. */
  readonly store: SharedStoreKind | undefined;
}
