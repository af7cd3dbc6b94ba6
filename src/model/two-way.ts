import type { Declared } from './place.ts';

/** Who wins where both sides changed the same thing. */
type ConflictPolicy = 'source_of_truth' | 'field_owner' | 'last_write_wins' | 'stages' | 'review';

export interface Conflict {
  readonly policy: ConflictPolicy;
  /** `*` stands for every field that is not named. */
  readonly owners: readonly { readonly field: string; readonly system: Declared<string> }[];
}

/** What a direction of a two-way flow shares with the other one. */
export interface TwoWay {
  /** Id of the whole; absent: it has none. */
  readonly id?: string;
  /** Id of the flow that is the other direction. */
  readonly other: string;
  /** Both systems, in the order of the file. */
  readonly ends: readonly [string, string];
  readonly conflict: Declared<Conflict>;
  /** How our own writes are recognised when they come back, in words; `none`: not at all. */
  readonly echo?: Declared<string>;
  /** Whether the file gives a volume for each direction. */
  readonly volumeByDirection: boolean;
}
