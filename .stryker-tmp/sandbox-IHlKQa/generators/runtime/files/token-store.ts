// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/**
 * Keeps the tokens of a system (and tenant) through a restart, and for all processes that share the
 * store. The text holds secrets: put `encryptedTokens` around a store that others can read.
 */
export interface TokenStore {
  /** What was last saved under the key. */
  load(key: string): Promise<string | undefined>;
  /** Replaces the text of a key as a whole; resolves once it would outlive a crash. */
  save(key: string, text: string): Promise<void>;
  /**
   * Does the work while nobody else holds the key, in any process; its signal aborts when the hold is
   * lost. Absent: one process uses the store.
   */
  exclusive?<Result>(key: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

/** The key of a system's tokens; another for each tenant, whatever their names hold. */
export function tokenKey(system: string, tenant: string | undefined): string {
  return JSON.stringify(tenant === undefined ? [system] : [system, tenant]);
}
