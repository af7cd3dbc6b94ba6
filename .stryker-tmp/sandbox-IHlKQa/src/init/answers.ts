// @ts-nocheck
import type { Api } from './infer/api.ts';
import type { IdempotencyHint } from './infer/idempotency-hint.ts';
import type { Login } from './infer/login.ts';

/** Everything that is known before the file is written, whether it was asked or inferred. */
export interface Answers {
  readonly name: string;
  readonly systems: readonly SystemAnswer[];
  readonly flows: readonly FlowAnswer[];
}

/** One system. */
export interface SystemAnswer {
  readonly id: string;
  readonly description: string;
  readonly owned: boolean;
  readonly api?: Api;
  /** The base address, where its description names none. */
  readonly url?: string;
  readonly login?: Login;
  /** How many ways of authentication there were to choose from. */
  readonly logins?: number;
  /** Said above the system in the file. */
  readonly note?: string;
}

/** One flow; what is absent keeps its default. */
export interface FlowAnswer {
  readonly from: string;
  readonly to: string;
  readonly trigger: TriggerAnswer;
  readonly do: StepAnswer;
  readonly volume?: string;
  readonly duplicate?: string;
  /** What tells two polled things apart. */
  readonly idempotencyKey?: string;
  /** Said above the flow in the file. */
  readonly note?: string;
}

/** What starts a flow. */
export type TriggerAnswer =
  | { readonly kind: 'event'; readonly event: string }
  | { readonly kind: 'poll'; readonly read: string }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'schedule'; readonly when: ScheduleAnswer; readonly data: string }
  | { readonly kind: 'changes'; readonly table: string };

/** One of the forms of `schedule`. */
export type ScheduleAnswer =
  { readonly at: string } | { readonly every: string } | { readonly cron: string };

/** A call: an operation of a description, or words. */
export interface StepAnswer {
  readonly name: string;
  readonly idempotency?: IdempotencyHint;
}
