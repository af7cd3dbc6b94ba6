import { fork, type ChildProcess } from 'node:child_process';
import type { TestServer } from '../../../servers/server.ts';
import { countingServer } from './counting-server.ts';
import type { LoadTask } from './worker.ts';

/** A load on one limit of a system, from several processes through one store. */
export interface Load {
  readonly kind: LoadTask['kind'];
  readonly server: TestServer;
  readonly processes: number;
  readonly calls: number;
  /** The store is killed when so many calls have arrived, and started again after a while. */
  readonly killAt?: number;
  readonly awayMs?: number;
  readonly tell?: (line: string) => void;
}

/** What the counting server saw. */
export interface LoadResult {
  readonly calls: number;
  readonly over: number;
  readonly most: number;
  readonly seconds: number;
  /** Processes that counted by themselves for a while. */
  readonly aloneEvents: number;
}

/** What the system allows: so many calls in any second. */
export const allowed = { max: 2000, windowMs: 1000 };

/** The limiter of such a limit as a plan has it: the window is longer by the jitter of 250 ms. */
const limit = {
  id: 'two-thousand-a-second',
  form: 'window',
  max: allowed.max,
  windowMs: 1250,
  spacingMs: 0.625,
} as const;

/** Runs a load until so many calls have arrived; a calm minute ends it too. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const counting = await countingServer(allowed.max, allowed.windowMs);
  const startedMs = performance.now();
  let aloneEvents = 0;
  const children = Array.from({ length: load.processes }, () => {
    const child = fork(new URL('./worker.ts', import.meta.url), { stdio: 'inherit' });
    child.on('message', (event) => {
      if (JSON.stringify(event).includes('limits_alone')) aloneEvents += 1;
    });
    const task: LoadTask = {
      kind: load.kind,
      url: load.server.url,
      port: counting.port,
      instances: load.processes,
      limit,
      workers: Math.ceil(600 / load.processes),
    };
    child.send(task);
    return child;
  });
  try {
    await untilCalls(load, counting.total);
  } finally {
    await Promise.all(children.map(ended));
    await counting.stop();
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const { total, over, most } = counting;
  return { calls: total(), over: over(), most: most(), seconds, aloneEvents };
}

async function untilCalls(load: Load, total: () => number): Promise<void> {
  const { server, calls, killAt = Infinity, awayMs = 1000, tell } = load;
  let isKilled = false;
  let before = -1;
  for (let calm = 0; total() < calls && calm < 600; calm = total() === before ? calm + 1 : 0) {
    before = total();
    await pause(100);
    if (tell !== undefined && Math.floor(total() / 50_000) > Math.floor(before / 50_000))
      tell(`${String(total())} calls`);
    if (isKilled || total() < killAt) continue;
    isKilled = true;
    await server.kill();
    await pause(awayMs);
    await server.start();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.kill('SIGKILL');
  });
}
