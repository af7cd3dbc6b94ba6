import type { Decision } from './decision.ts';

/** A connection that we hold to receive events. */
export interface PlannedConnection {
  readonly via: Decision<string>;
  /** What follows a gap: the position is resumed, or everything is read anew. */
  readonly resume: Decision<string>;
  /** Seconds of jitter before connecting again, at least. */
  readonly jitter: Decision<number>;
  /** Calls or messages that a gap costs, and the seconds that they take; absent: nobody counts the entities. */
  readonly resyncCalls?: Decision<number>;
  readonly resync?: Decision<number>;
  /** Seconds before the end of its lifetime at which the next connection is opened. */
  readonly overlap?: Decision<number>;
  /** Connections that end by their lifetime in a day. */
  readonly rollOvers?: Decision<number>;
  /** Seconds of silence after which it counts as dead. */
  readonly deadAfter: Decision<number>;
  /** What the others are computed from. */
  readonly figures: readonly Decision[];
}
