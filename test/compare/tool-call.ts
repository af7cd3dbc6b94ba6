import type { ProbeCall } from '../wire/probe.ts';
import type { PeerId } from './peers.ts';

/** What is compared: the peers and integ-gen. */
export type ToolId = PeerId | 'integ-gen';

/** What the description says of an operation, on which the places of a function's arguments depend. */
export interface OperationFacts {
  readonly declaresBody: boolean;
  readonly declaresQuery: boolean;
  readonly declaresHeader: boolean;
  /** Names of the schemes of all its alternatives of security. */
  readonly schemes: readonly string[];
}

/** Where a tool has written its client and whom it is to call. */
export interface Target {
  readonly tool: ToolId;
  /** The installation of the peer, which holds what its output imports. */
  readonly folder: string;
  readonly out: string;
  readonly baseUrl: string;
}

/** What the process of a tool is asked. */
export interface Request {
  readonly call: ProbeCall;
  readonly facts: OperationFacts;
  readonly limitMs: number;
}

/** What it answers: an outcome whose value is data that can leave a process. */
export interface Reply {
  readonly kind: 'returned' | 'threw' | 'pending';
  readonly isError: boolean;
  readonly value: unknown;
}
