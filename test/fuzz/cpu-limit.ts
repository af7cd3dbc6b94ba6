// Time by the processor and not by the clock: on a busy machine a harmless case waits for longer than it works.
import process from 'node:process';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** So much may one case work. */
export const limitSeconds = 10;

/** Ends this process by SIGXCPU once it has worked for too long since the last call of the function that it returns. */
export function cpuLimit(): () => void {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  new Worker(new URL(import.meta.url), { workerData: shared }).unref();
  const began = new Float64Array(shared);
  const begin = (): void => {
    began[0] = seconds();
  };
  begin();
  return begin;
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

if (!isMainThread && workerData instanceof SharedArrayBuffer) {
  const began = new Float64Array(workerData);
  setInterval(() => {
    if (seconds() - (began[0] ?? 0) > limitSeconds) process.kill(process.pid, 'SIGXCPU');
  }, 500);
}
