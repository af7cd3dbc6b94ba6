import type { PeerId } from './peers.ts';

/** What is compared: the peers and integ-gen. */
export type ToolId = PeerId | 'integ-gen';

/** One call of an operation, in the words of the API description. */
export interface Call {
  readonly operationId: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Path parameters, in the order of the path. */
  readonly pathInput?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Whether the description gives the operation a body, required or not: positional functions have a place for it. */
  readonly declaresBody: boolean;
  readonly declaresQuery: boolean;
}

/** What became of a call; `pending` is what did not end within the time that it was given. */
export interface Outcome {
  readonly kind: 'resolved' | 'rejected' | 'pending';
  /** A few words for a table. */
  readonly text: string;
  /** All of it as JSON. */
  readonly json: string;
  readonly seconds: number;
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
  readonly call: Call;
  readonly limitMs: number;
}
