// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** What stands wherever a secret would be printed. */
const redacted = '[redacted]';

/** A value that prints as `[redacted]` in texts, JSON, logs and errors; only `reveal` gives it. */
export class Secret {
  /** The value, for the one place that sends it; held by a function, so that no field is printed. */
  readonly reveal: () => string;

  constructor(value: string) {
    this.reveal = () => value;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted;
  }
}

/** Whose secret it is, where one process works for several tenants. */
export interface SecretContext {
  readonly tenant?: string | undefined;
}

/** Gives the value of a secret by its name; asked at each use, so a rotated secret is seen. */
export type SecretProvider = (
  name: string,
  context?: SecretContext,
) => string | Secret | Promise<string | Secret>;
