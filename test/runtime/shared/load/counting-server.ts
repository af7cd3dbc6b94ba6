import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A system that allows so many calls in any window, and counts what came over that. */
export interface CountingServer {
  readonly port: number;
  /** Calls that arrived, and how many of them the system would have refused. */
  readonly total: () => number;
  readonly over: () => number;
  /** The most in any window. */
  readonly most: () => number;
  stop(): Promise<void>;
}

/** Each byte that arrives is a call; it is stamped by the clock of this process. */
export async function countingServer(max: number, windowMs: number): Promise<CountingServer> {
  const log: { readonly atMs: number; readonly calls: number }[] = [];
  const sockets = new Set<Socket>();
  let inWindow = 0;
  let total = 0;
  let over = 0;
  let most = 0;
  let first = 0;
  const arrive = (calls: number): void => {
    const atMs = performance.now();
    for (let old = log[first]; old && atMs - old.atMs >= windowMs; old = log[first]) {
      inWindow -= old.calls;
      first += 1;
    }
    if (first > 10_000) log.splice(0, first);
    if (first > 10_000) first = 0;
    total += calls;
    inWindow += calls;
    log.push({ atMs, calls });
    over += Math.min(calls, Math.max(0, inWindow - max));
    most = Math.max(most, inWindow);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (data) => {
      arrive(data.length);
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on TCP has an address with a port.
    port: (server.address() as AddressInfo).port,
    total: () => total,
    over: () => over,
    most: () => most,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
