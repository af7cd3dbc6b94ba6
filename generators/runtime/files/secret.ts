// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** What stands wherever a secret would be printed. */
const redacted = '[redacted]';

/** A value that prints as `[redacted]` in texts, JSON, logs and errors; only `reveal` gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value, for the one place that sends it. */
  reveal(): string {
    return this.#value;
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

/** A value, or a `Secret`; of another output too, so the type asks for no more. */
export type Revealed = string | Pick<Secret, 'reveal'>;

/** Gives the value of a secret by its name; asked at each use, so a rotated secret is seen. */
export type SecretProvider = (
  name: string,
  context?: SecretContext,
) => Revealed | Promise<Revealed>;
