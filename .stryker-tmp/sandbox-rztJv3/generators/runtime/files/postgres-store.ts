// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { postgresCounts } from './postgres-counts.ts';
import { postgresTables, type PostgresPool } from './postgres-tables.ts';
import type { SharedStore } from './shared-store.ts';

const wallMs = 'extract(epoch FROM clock_timestamp()) * 1000';

/**
 * Keeps in PostgreSQL what processes share; `pool` is a `Pool` of the package `pg`. Makes its two
 * tables when they are missing; where it may not, run `postgresSchema` once.
 */
export function postgresStore(pool: PostgresPool): SharedStore {
  const query = postgresTables(pool);
  const first = async (text: string, values: readonly unknown[]): Promise<Row | undefined> =>
    (await query(text, values))[0];
  const fence = async (key: string, leaseMs: number): Promise<number | undefined> =>
    asNumber((await first(acquireText, [`lock:${key}`, leaseMs]))?.version);
  return {
    counts: postgresCounts(pool, query),
    locks: {
      async acquire(key, leaseMs) {
        const held = await fence(key, leaseMs);
        return held === undefined
          ? undefined
          : {
              fence: held,
              renew: async (ms) =>
                (await first(renewText, [`lock:${key}`, held, ms])) !== undefined,
              release: async () => {
                await first(releaseText, [`lock:${key}`, held]);
              },
            };
      },
    },
    values: {
      async read(key) {
        const row = await first(readText, [`value:${key}`]);
        const version = asNumber(row?.version);
        return typeof row?.state !== 'string' || version === undefined
          ? undefined
          : { text: row.state, version };
      },
      async replace(key, text, version) {
        const made = version === 0 ? createText : replaceText;
        const row = await first(made, [`value:${key}`, text ?? null, version]);
        const written = asNumber(row?.version);
        return text === undefined && written !== undefined ? 0 : written;
      },
    },
    probes: {
      tryAcquire: async (id, periodMs) =>
        (await first(probeText, [`probe:${id}`, periodMs])) !== undefined,
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

// A bigint comes as text.
function asNumber(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}

const acquireText = `INSERT INTO integ_gen_kept AS kept (key, version, expires)
  VALUES ($1, 1, ${wallMs} + $2::float8)
  ON CONFLICT (key) DO UPDATE SET version = kept.version + 1, expires = EXCLUDED.expires
  WHERE kept.expires <= ${wallMs} RETURNING version`;

const renewText = `UPDATE integ_gen_kept SET expires = ${wallMs} + $3::float8
  WHERE key = $1 AND version = $2 AND expires > ${wallMs} RETURNING version`;

const releaseText = `UPDATE integ_gen_kept SET expires = 0 WHERE key = $1 AND version = $2`;

const readText = `SELECT state, version FROM integ_gen_kept WHERE key = $1`;

// A removed text leaves its version, so that whoever read it before cannot mistake a new one for it.
const createText = `INSERT INTO integ_gen_kept AS kept (key, state, version)
  VALUES ($1, $2, $3::bigint + 1)
  ON CONFLICT (key) DO UPDATE SET state = EXCLUDED.state, version = kept.version + 1
  WHERE kept.state IS NULL RETURNING version`;

const replaceText = `UPDATE integ_gen_kept SET state = $2, version = version + 1
  WHERE key = $1 AND version = $3::bigint AND state IS NOT NULL RETURNING version`;

const probeText = `INSERT INTO integ_gen_counts AS probe (key, expires)
  VALUES ($1, ${wallMs} + $2::float8)
  ON CONFLICT (key) DO UPDATE SET expires = EXCLUDED.expires
  WHERE probe.expires <= ${wallMs} RETURNING key`;
