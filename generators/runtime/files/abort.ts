// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Why a signal aborted, as an error whatever the caller gave as the reason. */
export function abortError({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error('The work was aborted.', { cause: reason });
}

/** Whatever was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('The work failed.', { cause: thrown });
}
