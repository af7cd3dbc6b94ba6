import type { Place } from './place.ts';

/** A JSON value whose objects have no prototype. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A YAML or JSON document of the user's, with the place of every node. */
export interface SourceDocument {
  /** Relative to the folder of the integration.yaml, with forward slashes; never absolute. */
  readonly file: string;
  readonly text: string;
  readonly value: Json;
  /** The place of a value by its JSON pointer; of the nearest parent where the pointer leads nowhere. */
  place(pointer: string): Place;
  /** The place of the key of a property by the JSON pointer of the property. */
  keyPlace(pointer: string): Place;
}

/** An API description as it was read: OpenAPI 3.x, every local reference inside the one document. */
export interface SpecDocument {
  /** As the user wrote it in integration.yaml. */
  readonly reference: string;
  /** Relative to the folder of the integration.yaml, with forward slashes, or an https address. */
  readonly file: string;
  /** What the file itself said: `2.0`, `3.0.3`, `3.1.0`. */
  readonly version: string;
  /** SHA-256 of every file that was read for it, in hexadecimal; CRLF counts as LF. */
  readonly inputs: readonly InputHash[];
  /**
   * The document; OpenAPI 2.0 has become 3.0, files that it refers to stand under `components`. It is as large as the
   * vendor made it, so its objects are as `JSON.parse` left them: read own properties only. What is taken from it is copied.
   */
  readonly root: JsonObject;
  /** Why a reference that is left in the document leads nowhere; by its text. Only one that is used matters. */
  readonly dangling?: ReadonlyMap<string, Unfollowed>;
  /** The place of the value of `spec` in integration.yaml. */
  readonly at?: Place;
}

/** Why a reference leads nowhere: there is nothing, or it leads to itself, or it may not or cannot be read. */
export interface Unfollowed {
  readonly kind: 'missing' | 'loop' | 'refused';
  readonly why: string;
}

export interface InputHash {
  /** Relative to the folder of the integration.yaml, or an https address. */
  readonly file: string;
  readonly sha256: string;
}

/** Everything that was read for one integration. */
export interface Documents {
  readonly integration: SourceDocument;
  /** By the id of the system. A system whose spec could not be read is absent (and reported). */
  readonly specs: ReadonlyMap<string, SpecDocument>;
  readonly inputs: readonly InputHash[];
  /** The user's prettier options that hold for the output folder; undefined where there are none. */
  readonly prettier?: JsonObject;
  /** Packages of the project that the output can use, where it has any. */
  readonly packages?: readonly string[];
  /** What decided these, as text, as it stood before it was read; undefined where it cannot be told from files alone. */
  readonly styleFiles?: readonly string[];
}
