/** The command was called in a way that cannot be meant. */
// @ts-nocheck

export class UsageError extends Error {}
