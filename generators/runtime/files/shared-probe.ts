// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { close, type BreakerParts, type ProbeTurns } from './circuit-breaker.ts';
import type { ProbeScope } from './client-options.ts';
import type { Host } from './host.ts';
import { limitKey } from './limit-key.ts';
import type { SharedStore, SharedValues } from './shared-store.ts';
import { startTimeout } from './timeout.ts';

/** A store that takes longer is as good as away. */
const storeMs = 1000;

/** Probes of breakers that processes share: one of them tries the system in a period, and all hear that it is up. */
export function sharedProbes(
  { probes, values }: Pick<SharedStore, 'probes' | 'values'>,
  host: Host,
): (of: ProbeScope, periodMs: number) => ProbeTurns {
  return (of, periodMs) => {
    const id = probeId(of);
    const key = `breaker ${id}`;
    let known: Promise<number> | undefined;
    let asking: Promise<void> | undefined;
    return {
      opened() {
        known = versionOf(values, key);
        // Nobody may ask for it before the breaker closes again.
        known.catch(() => undefined);
      },
      ask(parts, now) {
        // All who come at once ask once.
        asking ??= inTime(host, async (): Promise<Turn> => {
          // Another process found it up since this one's breaker opened.
          if ((await versionOf(values, key)) !== (await (known ?? 0))) return 'up';
          return (await probes.tryAcquire(id, periodMs)) ? 'mine' : 'others';
        })
          // Who cannot be told tries by itself.
          .catch((): Turn => 'mine')
          .then(told(parts, now))
          .finally(() => {
            asking = undefined;
          });
        return asking;
      },
      succeeded() {
        note(values, key).catch(() => undefined);
      },
    };
  };
}

/** What a breaker is called that several processes share. */
export function probeId({ system, tenant = '', own, limits }: ProbeScope): string {
  const scope = JSON.stringify(own.map((limit) => limitKey(limit, limits)));
  return JSON.stringify([system, tenant, scope]);
}

/** `up`: another process found that it answers again. */
type Turn = 'mine' | 'others' | 'up';

/** While another process tries the system, this one asks again after so many milliseconds. */
const askAgainMs = 1000;

function told(parts: BreakerParts, now: () => number): (whose: Turn) => void {
  const { changes } = parts;
  return (whose) => {
    if (changes !== parts.changes) return;
    if (whose === 'mine') parts.isOurTurn = true;
    else if (whose === 'up') close(parts, now());
    else parts.openUntilMs = now() + Math.min(askAgainMs, parts.settings.openMs);
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
    return await timeout.race(work());
  } finally {
    timeout.end();
  }
}
