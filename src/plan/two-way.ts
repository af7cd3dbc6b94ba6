import type { Decision } from './decision.ts';

/** What a direction of a two-way flow shares with the other one. */
export interface TwoWay {
  /** Id of the whole; absent: it has none. */
  readonly id?: string;
  /** Id of the flow that is the other direction. */
  readonly other: string;
  readonly policy: 'source_of_truth' | 'field_owner' | 'last_write_wins' | 'stages' | 'review';
  /** What happens where both sides changed the same thing. */
  readonly conflict: Decision<string>;
  /** How our own writes are recognised when they come back. */
  readonly echo: Decision<string>;
  /** Our own writes that come back in a day. */
  readonly echoes: Decision<number>;
  /** Calls for one change where echoes are not recognised; absent where they are. */
  readonly echoFactor?: Decision<number>;
  /** Entities that both sides change within the time of their promises, in a day; absent: nobody says how many there are. */
  readonly conflicts?: Decision<number>;
  /** The same within one outage in the peak. */
  readonly conflictsInOutage?: Decision<number>;
}
