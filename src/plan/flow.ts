import type { Decision } from './decision.ts';
import type { TwoWay } from './two-way.ts';
import type { Verdict } from './verdict.ts';

export type Pattern =
  | 'request/response'
  | 'outbox'
  | 'stream'
  | 'batch'
  | 'event in, micro-batches out'
  | 'event'
  | 'poll';

/** One flow, with everything that is decided for it. */
export interface PlannedFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** What moves, in words. */
  readonly data: string;
  readonly trigger: 'event' | 'poll' | 'call' | 'schedule' | 'changes';
  /** `charge.succeeded, charge.refunded`; the call's name; the table; the step that is polled. */
  readonly triggerNames: readonly string[];
  readonly pattern: Decision<Pattern>;
  readonly protocol: Decision<string>;
  /** Absent where nothing waits (request/response without a re-check, a file a night). */
  readonly queue?: Decision<string>;
  readonly alternatives: readonly Alternative[];
  /** The downside that the chosen pattern has and that is accepted. */
  readonly downside: Decision<string>;

  /** Events a second, all day; absent for a volume per run. */
  readonly averageRate: Decision<number>;
  /** Events a second at the busiest peak. */
  readonly peakRate: Decision<number>;
  readonly peaks: readonly PlannedPeak[];
  /** Things in a run (schedule) or a day. */
  readonly volume: Decision<number>;
  readonly volumeKnown: boolean;
  /** Bytes. */
  readonly itemSize: Decision<number>;
  readonly steps: readonly PlannedStep[];
  /** Calls of all steps for one event, batches divided. */
  readonly callsPerEvent: Decision<number>;

  /** Average and peak against every limit of every called system. */
  readonly demand: readonly Demand[];
  /** The limit with the least headroom; absent where no limit is known. */
  readonly binding?: Decision<string>;
  /** Share of the binding limit that is left, negative where it is exceeded. */
  readonly headroom?: Decision<number>;

  /** Seconds; absent under `schedule` or `deadline`. */
  readonly latencyTarget?: Decision<number>;
  readonly outage: Decision<number>;
  readonly backlog?: Decision<number>;
  /** What of it waits for the largest endpoint; only where others' endpoints are delivered to. */
  readonly largestBacklog?: Decision<number>;
  /** Seconds; null: it does not drain while the peak lasts. */
  readonly drain?: Decision<number | null>;
  /** Seconds at the whole hard limit; only where demand lies between the planned share and the limit. */
  readonly drainAtLimit?: Decision<number | null>;
  /** Backlog and drain at the hard limit if nothing expired or was replaced; only where something does. */
  readonly fullBacklog?: Decision<number>;
  readonly fullDrain?: Decision<number | null>;
  /** Calls per second that would drain in time; only where the drain is longer than the target. */
  readonly neededRate?: Decision<number>;
  /** Seconds, outage included. */
  readonly worstLatency?: Decision<number | null>;
  readonly waiting?: WaitingCaller;
  readonly closedHours?: ClosedHours;
  readonly timetable?: Timetable;
  readonly poll?: PlannedPoll;
  readonly microBatch?: MicroBatch;
  readonly reconcile?: Decision<number>;
  /** Seconds. */
  readonly expires?: Decision<number>;

  readonly verdict: Decision<Verdict>;
  /** What would make it work, each with its arithmetic. */
  readonly waysOut: readonly WayOut[];

  readonly queueRetry?: QueueRetry;
  readonly inbox?: { readonly key: Decision<string>; readonly keep: Decision<number> };
  /** How the key of outgoing calls is made. */
  readonly outgoingKey: Decision<string>;
  /** By what the other side recognises that key, and for how long: `header X-Request-Id, remembered 24 h`. */
  readonly keySent?: Decision<string>;
  /** What happens after a time-out when nobody knows whether the call took effect. */
  readonly ambiguous: Decision<string>;
  readonly order: Decision<string>;
  /** Which items go first; absent: none. */
  readonly priority?: PlannedPriority;
  /** Which items go, and what becomes of their fields, as the file says. */
  readonly shaping?: readonly Decision<string>[];
  readonly deadLetter: DeadLetter;
  readonly duplicate: Decision<string>;
  readonly loss: Decision<string>;
  /** Absent: one direction. */
  readonly twoWay?: TwoWay;
  /** Figures that only other decisions use: calls of confirmations and of reconciliation. */
  readonly figures?: readonly Decision[];
}

export interface Alternative {
  readonly option: string;
  /** With figures of this case. */
  readonly cost: string;
}

export interface PlannedPeak {
  readonly name: string;
  /** Only where the peak is an assumed multiple of the mean. */
  readonly factor?: Decision<number>;
  /** Events a second. */
  readonly rate: Decision<number>;
  /** Seconds. */
  readonly lasts: Decision<number>;
}

export interface PlannedStep {
  readonly name: string;
  readonly system: string;
  readonly mode: 'do' | 'read';
  readonly per: 'item' | 'batch' | 'run' | 'key' | 'chunk';
  /** Absent where the system is a port. */
  readonly operation?: string;
  /** Calls for one event (or item of a run). */
  readonly calls: Decision<number>;
  readonly repeatable: Decision<boolean>;
  readonly confirm?: Decision<string>;
  /** Seconds. */
  readonly cache?: Decision<number>;
}

/** Demand of one flow against one limit. */
export interface Demand {
  /** Id of the planned limit. */
  readonly limit: string;
  readonly system: string;
  readonly label: string;
  /** Calls (points, bytes, slots) in the limit's window. */
  readonly average: Decision<number>;
  readonly peak: Decision<number>;
  /** Share of the hard limit that the larger of both uses. */
  readonly use: Decision<number>;
}

/** The budget of a caller that waits. */
export interface WaitingCaller {
  /** Seconds. */
  readonly total: Decision<number>;
  readonly ours: Decision<number>;
  readonly budget: Decision<number>;
  readonly firstAttempt: Decision<number>;
  readonly wait: Decision<number>;
  /** Seconds; 0: there is no second attempt. */
  readonly secondAttempt: Decision<number>;
  readonly refusedPerOutage: Decision<number>;
  /** Calls a second in the peak, second attempts included; only where there are any. */
  readonly loadWithRetries?: Decision<number>;
  readonly answer: Decision<string>;
  readonly concurrency: Decision<number>;
}

/** The timetable of a run with a deadline or a schedule. */
export interface Timetable {
  /** `01:00 UTC`, `every 3600 s`. */
  readonly start: Decision<string>;
  readonly deadline?: Decision<string>;
  /** Seconds. */
  readonly window?: Decision<number>;
  readonly prepare?: Decision<number>;
  readonly confirm?: Decision<number>;
  readonly work?: Decision<number>;
  readonly slack?: Decision<number>;
  /** Clock time in words: `03:30 UTC`. */
  readonly lastSafeMoment?: Decision<string>;
  readonly attemptEvery?: Decision<number>;
  /** As many attempts as fit until the last safe moment. */
  readonly attempts?: Decision<number>;
  /** Bytes of the one file that a run sends. */
  readonly size?: Decision<number>;
}

export interface PlannedPoll {
  /** Seconds. */
  readonly interval: Decision<number>;
  readonly floor: Decision<number>;
  readonly cursor: Decision<string>;
}

export interface MicroBatch {
  readonly items: Decision<number>;
  /** Seconds. */
  readonly flush: Decision<number>;
  readonly callsPerDay: Decision<number>;
  /** One call an item: the rejected way. */
  readonly naiveCallsPerDay: Decision<number>;
}

/** The class that goes first, and what an outage does to it. */
export interface PlannedPriority {
  /** `ticket.priority: P1 (10 %) first, then P2`. */
  readonly classes: Decision<string>;
  /** Its share of the volume; absent where nobody knows it. */
  readonly share?: Decision<number>;
  readonly backlog?: Decision<number>;
  /** Seconds. */
  readonly drain?: Decision<number | null>;
  readonly worstLatency?: Decision<number | null>;
}

/** What the closed hours of a called system do to a flow. */
export interface ClosedHours {
  readonly system: string;
  /** Items that wait at opening; callers refused a day where somebody waits. */
  readonly items: Decision<number>;
  /** Seconds after opening until they are done. */
  readonly drain?: Decision<number | null>;
  /** Seconds from event to effect of the unluckiest item. */
  readonly latest?: Decision<number | null>;
}

/** A way out of an infeasible design. */
export interface WayOut {
  readonly id: string;
  readonly text: string;
  readonly formula: string;
}

/** Retries of the queue, behind which the client does not retry. */
export interface QueueRetry {
  /** Seconds. */
  readonly base: Decision<number>;
  readonly factor: Decision<number>;
  readonly cap: Decision<number>;
  /** Seconds after which the cap becomes `lateCap`. */
  readonly early: Decision<number>;
  readonly lateCap: Decision<number>;
  readonly horizon: Decision<number>;
  readonly minimumSpan: Decision<number>;
  /** Pauses in seconds in place of base, factor and cap; only before endpoints of others. */
  readonly schedule?: Decision<readonly number[]>;
  /** Calls of a quota of a day that all retries may take; absent where there is none. */
  readonly dailyBudget?: Decision<number>;
}

export type DeadLetter =
  | { readonly none: Decision<string> }
  | {
      readonly none?: undefined;
      readonly what: Decision<string>;
      readonly keep: Decision<number>;
      readonly owner: Decision<string>;
    };
