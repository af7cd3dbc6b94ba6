// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { ProbeTurns } from './circuit-breaker.ts';
import type { Host } from './host.ts';
import type { SharedStore, SharedValues } from './shared-store.ts';
import { startTimeout } from './timeout.ts';
import { untilAborted } from './abort.ts';

/** A store that takes longer is as good as away. */
const storeMs = 1000;

/** Probes of breakers that processes share: one of them tries the system in a period, and all hear that it is up. */
export function sharedProbes(
  { probes, values }: Pick<SharedStore, 'probes' | 'values'>,
  host: Host,
): (id: string, periodMs: number) => ProbeTurns {
  return (id, periodMs) => {
    const key = `breaker ${id}`;
    let known: Promise<number> | undefined;
    return {
      opened() {
        known = versionOf(values, key);
        // Nobody may ask for it before the breaker closes again.
        known.catch(() => undefined);
      },
      turn: () =>
        inTime(host, async () => {
          // Another process found it up since this one's breaker opened.
          if ((await versionOf(values, key)) !== (await (known ?? 0))) return 'up';
          return (await probes.tryAcquire(id, periodMs)) ? 'mine' : 'others';
        }),
      succeeded() {
        note(values, key).catch(() => undefined);
      },
    };
  };
}

async function versionOf(values: SharedValues, key: string): Promise<number> {
  return (await values.read(key))?.version ?? 0;
}

async function note(values: SharedValues, key: string): Promise<void> {
  await values.replace(key, 'up', await versionOf(values, key));
}

async function inTime<Value>(host: Host, work: () => Promise<Value>): Promise<Value> {
  const timeout = startTimeout(host, storeMs);
  try {
    return await untilAborted(work(), timeout.signal);
  } finally {
    timeout.end();
  }
}
