/** Where something stands in a file that the user gave; line and column start at 1. */
// @ts-nocheck

export interface Place {
  /** Relative to the folder of the integration.yaml, with forward slashes: `integration.yaml`, `specs/ledger.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How many characters the caret underlines; 1 where absent. */
  readonly length?: number;
}

/** A value that the user wrote, with its place and its own words. */
export interface Declared<T> {
  readonly value: T;
  readonly at: Place;
  /** The words in the file, for a reader: `30000/day`. */
  readonly text: string;
}

/** What a quantity is when the user says that nobody knows it. */
export type Unknown = 'unknown';
