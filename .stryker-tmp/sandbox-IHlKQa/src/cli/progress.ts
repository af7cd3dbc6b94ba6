/** Shows what is being done, on a terminal; elsewhere it is silent. */
// @ts-nocheck

export interface Progress {
  /** Replaces the line that is shown. */
  step(text: string): void;
  /** Takes the line away. */
  done(): void;
}

/** A progress line on a stream; `active` is false for what is no terminal, for CI, `--quiet` and `--json`. */
export function progressLine(write: (text: string) => void, active: boolean): Progress {
  if (!active) return { step: () => undefined, done: () => undefined };
  const clear = '\r\u001B[2K';
  return {
    step: (text) => {
      write(`${clear}${text}`);
    },
    done: () => {
      write(clear);
    },
  };
}
