// @ts-nocheck
import { isatty } from 'node:tty';

import type { Request } from './arguments.ts';

/** What the command line talks to. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard error is a terminal. */
  readonly terminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where a person can be asked; absent or undefined where nobody can answer. */
  readonly keyboard?: () => Keyboard | undefined;
}

/** A terminal that can be read as well as written. */
export interface Keyboard {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** The streams of this process. */
export function processStreams(): Streams {
  for (const stream of [process.stdout, process.stderr])
    if (stream.listenerCount('error') === 0) stream.on('error', endQuietly);
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    terminal: process.stderr.isTTY,
    env: process.env,
    // Standard input is only opened when somebody is about to be asked.
    keyboard: () =>
      isatty(0) && process.stderr.isTTY
        ? { input: process.stdin, output: process.stderr }
        : undefined,
  };
}

// Who pipes into `head` has seen enough; that is nobody's fault.
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Whether a progress line may be shown: a terminal, and neither CI, `--quiet` nor `--json`. */
export function isInteractive(request: Request, { terminal, env }: Streams): boolean {
  return terminal && !request.quiet && !request.json && (env['CI'] ?? '') === '';
}

/** Whether colours may be printed: a terminal, and neither `NO_COLOR` nor `--no-color`. */
export function hasColor(request: Request, { terminal, env }: Streams): boolean {
  return terminal && request.color && (env['NO_COLOR'] ?? '') === '';
}
