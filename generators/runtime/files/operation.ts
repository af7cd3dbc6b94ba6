// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Call } from './call.ts';
import type { OpenAnswer } from './open-answer.ts';
import type { CallContext } from './telemetry.ts';

/** How one operation is written on the wire. */
export interface OperationDefinition {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** `/v1/customers/{customer}` */
  readonly path: string;
  /** Base address where it differs from the client's. */
  readonly server?: string;
  readonly parameters: readonly ParameterDefinition[];
  readonly body?: BodyDefinition;
  /** Alternatives (OR) of scheme ids that hold together (AND); empty: no credential. */
  readonly security: readonly (readonly string[])[];
  /** Media types of all answers. */
  readonly accept?: string;
  /** Of the errors, where the caller chooses that of a success. */
  readonly acceptErrors?: readonly string[];
  /** Media types of the other answers, by status (`200`, `3XX`, `default`). */
  readonly responses: Readonly<Record<string, readonly string[]>>;
  /** How answers that come bit by bit are read, by media type. */
  readonly streams?: Readonly<Record<string, StreamReader>>;
  /** Where the idempotency key goes, if the API honours one. */
  readonly idempotencyKey?: {
    readonly in: 'header' | 'field';
    readonly name: string;
    readonly write: KeyWriter;
  };
}

/** The input with its key, the same on every attempt: the caller's, or one made for this call. */
export type KeyWriter = (
  operation: OperationDefinition,
  input: CallInput,
  random: () => number,
) => CallInput;

/** Makes what a call resolves with of an answer that comes bit by bit. */
export type StreamReader = (source: StreamSource) => AsyncIterable<unknown>;

/** An answer that comes bit by bit, and the call that it answers. */
export interface StreamSource {
  readonly call: Call;
  readonly answer: OpenAnswer;
}

/** Without a writer as OpenAPI's defaults say: `simple`, in a query or cookie `form`, exploded. */
export type ParameterDefinition = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  /** Absent: only in a path. */
  readonly required?: boolean;
} & (ParameterStyle | { readonly [Field in keyof ParameterStyle]?: undefined });

interface ParameterStyle {
  readonly write: ParameterWriter;
  readonly style?:
    'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  /** Absent: with the style `form` only. */
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** Instead of a style. */
  readonly contentType?: string;
}

/** The parts of a value in the request; `name=value` each in a query or cookie. */
export type ParameterWriter = (parameter: ParameterDefinition, value: unknown) => readonly string[];

export interface BodyDefinition {
  readonly required?: boolean;
  readonly contents: readonly BodyContent[];
}

export interface BodyContent {
  readonly mediaType: string;
  readonly write: BodyWriter;
  readonly encoding?: Readonly<Record<string, PropertyEncoding>>;
}

/** Writes a body; `random` lies between 0 and 1. */
export type BodyWriter = (body: unknown, content: BodyContent, random: () => number) => RequestBody;

/** A body that can be sent again as it is. */
export interface RequestBody {
  readonly content: string | Blob | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

export interface PropertyEncoding {
  readonly contentType?: string;
  readonly style?: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

export interface CallInput extends CallOptions {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** The media type of the body; the first that is declared where absent. */
  readonly contentType?: string;
  /** The media type of the answer; all that are declared where absent. */
  readonly accept?: string;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds for all attempts together. */
  readonly timeoutMs?: number;
  /** For an API that honours one; made for the call where absent. */
  readonly idempotencyKey?: string;
  /** Values of the entities that limits are kept for: `{ ticket: '42' }`. */
  readonly entities?: Readonly<Record<string, string>>;
  /** Told in logs and traces. */
  readonly context?: CallContext;
  /** Lower ones go first; 0 if absent. */
  readonly priority?: number;
  /** Against a limit of bytes: what the body takes if absent. */
  readonly bytes?: number;
}

/** What a call resolves with: a declared 2xx (or 3xx) answer. */
export interface CallResult<Status extends number = number, Data = unknown> {
  readonly status: Status;
  readonly data: Data;
  readonly headers: Headers;
  /** The response; its body is read already, or by `data`. */
  readonly raw: Response;
}
