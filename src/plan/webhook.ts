import type { Decision } from './decision.ts';

/** How events of a system reach us. */
export interface PlannedWebhook {
  readonly signature: Decision<string>;
  /** What is signed, how, and where the signature stands; absent where no scheme of the catalogue describes it. */
  readonly recipe?: Decision<string>;
  /** Seconds by which a signed time may be off. */
  readonly tolerance?: Decision<number>;
  /** What stays the same when an event is sent again: `header webhook-id`. */
  readonly eventId?: Decision<string>;
  /** What the address must answer before events come. */
  readonly handshake?: Decision<string>;
  readonly secret?: string;
  /** Seconds. */
  readonly redelivery: Decision<number>;
  readonly answerWithin?: Decision<number>;
  /** Whether events come in the order in which they happened. */
  readonly ordered?: Decision<boolean>;
}
