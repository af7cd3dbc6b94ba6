// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** As much of a `Pool` of the package `pg` as is used. */
export interface PostgresPool {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  connect(): Promise<PostgresConnection>;
}

/** One connection of the pool; several statements in one text give a list of results. */
export interface PostgresConnection {
  query(text: string): Promise<unknown>;
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
  /** `true`: closes it instead of giving it back. */
  release(isBroken?: boolean): void;
}

/** Runs one statement and gives its rows. */
export type PostgresQuery = (
  text: string,
  values: readonly unknown[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/**
 * What a database administrator runs once where the role of the integration may not make tables.
 * The unlogged one is empty after a crash, which is how a loss is noticed.
 */
export const postgresSchema = `
CREATE UNLOGGED TABLE IF NOT EXISTS integ_gen_counts (
  key text PRIMARY KEY, state text, expires float8 NOT NULL
) WITH (fillfactor = 50);
CREATE TABLE IF NOT EXISTS integ_gen_kept (
  key text PRIMARY KEY, state text, version bigint NOT NULL DEFAULT 0, expires float8
) WITH (fillfactor = 50);
`;

/** Statements on the two tables, which are made at the first one that misses them. */
export function postgresTables(pool: PostgresPool): PostgresQuery {
  return async (text, values) => {
    const run = async () => (await pool.query(text, [...values])).rows;
    const rows = await run().catch((error: unknown) => withTables(pool, error, run));
    // Rows of a statement are objects by column name.
    return rows as readonly Readonly<Record<string, unknown>>[];
  };
}

/** Makes the tables where they are what is missing, and does the work again. */
export async function withTables<Result>(
  pool: PostgresPool,
  error: unknown,
  again: () => Promise<Result>,
): Promise<Result> {
  if (codeOf(error) !== '42P01') throw error;
  // Two processes that make them at once get in each other's way; then they are there.
  await pool.query(postgresSchema).catch((failure: unknown) => {
    if (!['23505', '42P07', '40P01'].includes(codeOf(failure))) throw failure;
  });
  return again();
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
