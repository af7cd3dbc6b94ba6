// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** What went wrong, so that a caller can tell without `instanceof`. */
export type CallErrorKind =
  | 'problem'
  | 'throttled'
  | 'network'
  | 'timeout'
  | 'deadline'
  | 'aborted'
  | 'circuit_open'
  | 'credential'
  | 'reauthorize'
  | 'invalid_request'
  | 'invalid_response';

export interface CallErrorDetails {
  readonly kind: CallErrorKind;
  readonly system: string;
  readonly operation: string;
  readonly message: string;
  readonly status?: number | undefined;
  readonly retryable?: boolean;
  readonly requestSent?: boolean;
  readonly attempts?: number;
  readonly data?: unknown;
  readonly headers?: Headers | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly parkUntilMs?: number | undefined;
  readonly cause?: unknown;
}

/**
 * The one error that a call rejects with. Whatever prints it sees what happened and nothing that the system or a
 * library said: `data` and `headers` are for code only.
 */
export class CallError extends Error {
  readonly #data: unknown;
  readonly #headers: Headers | undefined;

  readonly kind: CallErrorKind;
  readonly system: string;
  readonly operation: string;
  readonly status: number | undefined;
  /** Whether the same call may be made again without harm. */
  readonly retryable: boolean;
  /** Whether a request may have taken effect: not if it never left, or was refused as too fast or with 401. */
  readonly requestSent: boolean;
  /** Requests that were sent. */
  readonly attempts: number;
  /** After which the system asked to be called again. */
  readonly retryAfterMs: number | undefined;
  /**
   * Milliseconds since the epoch: whoever keeps the call until then (a queue) does not count a failed attempt. Absent: it
   * failed.
   */
  readonly parkUntilMs: number | undefined;

  constructor(details: CallErrorDetails) {
    const { system, operation, message, cause } = details;
    const isTold = details.kind === 'aborted' || cause instanceof CallError;
    super(
      `${system}.${operation}: ${message}`,
      cause === undefined ? undefined : { cause: isTold ? cause : toldCause(cause) },
    );
    this.name = 'CallError';
    this.kind = details.kind;
    this.system = system;
    this.operation = operation;
    this.status = details.status;
    this.retryable = details.retryable ?? false;
    this.requestSent = details.requestSent ?? false;
    this.attempts = details.attempts ?? 0;
    this.#data = details.data;
    this.#headers = details.headers;
    this.retryAfterMs = details.retryAfterMs;
    this.parkUntilMs = details.parkUntilMs;
  }

  /** Parsed body of an answer with an error status. */
  get data(): unknown {
    return this.#data;
  }

  get headers(): Headers | undefined {
    return this.#headers;
  }
}

/** The name and the code of a fault, and those of its causes: its words may quote a secret. */
export function toldCause(fault: unknown, depth = 0): Error {
  const { name, code, cause }: { name?: unknown; code?: unknown; cause?: unknown } =
    typeof fault === 'object' && fault !== null ? fault : {};
  const inner =
    cause === undefined || depth > 4 ? undefined : { cause: toldCause(cause, depth + 1) };
  const toldName =
    typeof name === 'string' && /^[A-Z][A-Za-z]{0,40}Error$/.test(name) ? name : 'Error';
  if (typeof code !== 'string' || !/^[A-Z][A-Z0-9_]{1,50}$/.test(code))
    return Object.assign(new Error(toldName, inner), { name: toldName });
  return Object.assign(new Error(code, inner), { name: toldName, code });
}

/** A fault in what the caller passed or the client was given, found before anything is sent. */
export class RequestFault extends Error {
  /** `reauthorize`: a person has to consent anew. */
  readonly kind: 'invalid_request' | 'credential' | 'reauthorize';
  /** Whether it may pass by itself. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: RequestFault['kind'],
    message: string,
    passing: { readonly retryable?: boolean; readonly retryAfterMs?: number | undefined } = {},
  ) {
    super(message);
    this.name = 'RequestFault';
    this.kind = kind;
    this.retryable = passing.retryable ?? false;
    this.retryAfterMs = passing.retryAfterMs;
  }
}
