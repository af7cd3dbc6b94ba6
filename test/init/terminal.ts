import { spawn } from '@lydell/node-pty';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/integ-gen.js', import.meta.url));

/** The command line in a real terminal, typed at as a person would. */
export interface TerminalSession {
  /** Waits until a text shows that was not waited for yet, then presses keys. */
  press(after: string, keys: string): Promise<void>;
  /** Resolves with the exit code when the command ends. */
  readonly ended: Promise<number>;
  /** All that was shown, as it was painted. */
  painted(): string;
  kill(): void;
}

/** Keys as a terminal sends them. */
export const keys = { enter: '\r', up: '\u001b[A', down: '\u001b[B', ctrlC: '\u0003' } as const;

/** Starts the command line in a terminal of 110 columns. */
export function openTerminal(cwd: string, argv: readonly string[]): TerminalSession {
  const terminal = spawn(process.execPath, [bin, ...argv], {
    cwd,
    cols: 110,
    rows: 40,
    // Under CI nobody is asked; here somebody sits before the terminal.
    env: { ...process.env, CI: '', NO_COLOR: '', TERM: 'xterm-256color' },
  });
  let all = '';
  let seen = 0;
  let exitCode: number | undefined;
  const waiting = new Set<() => void>();
  const notify = (): void => {
    for (const wake of waiting) wake();
  };
  terminal.onData((data) => {
    all += data;
    notify();
  });
  const ended = new Promise<number>((resolve) => {
    terminal.onExit((exit) => {
      exitCode = exit.exitCode;
      resolve(exit.exitCode);
      notify();
    });
  });
  const shows = async (text: string): Promise<void> => {
    while (!unpainted(all.slice(seen)).includes(text)) {
      if (exitCode !== undefined)
        throw new Error(`It ended before it showed "${text}":\n${unpainted(all)}`);
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
      });
      waiting.clear();
    }
    seen = all.length;
  };
  return {
    press: async (after, pressed) => {
      await shows(after);
      terminal.write(pressed);
    },
    ended,
    painted: () => all,
    kill: () => {
      terminal.kill();
    },
  };
}

function unpainted(text: string): string {
  return text.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}
