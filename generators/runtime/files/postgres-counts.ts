// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { withTables, type PostgresPool, type PostgresQuery } from './postgres-tables.ts';
import { newHead, clock, stepBook, type BookHead } from './shared-book.ts';
import type { BucketState } from './shared-bucket-state.ts';
import { expiryOf, isLong, type CountsAsked, type SharedCounts } from './shared-counts.ts';

/** How often rows that do not matter any more are removed, in milliseconds. */
const sweepMs = 60_000;

/** One row a bucket; the row of the book is locked while a step lasts, by the database's clock. */
export function postgresCounts(pool: PostgresPool, query: PostgresQuery): SharedCounts {
  let sweptMs = 0;
  return {
    async look(book) {
      const [row] = await query(
        `SELECT state, ${wallMs} AS wall FROM (VALUES (1)) AS one
        LEFT JOIN integ_gen_counts ON key = $1`,
        [headKey(book)],
      );
      const head = headOf(row?.['state'], Number(row?.['wall']));
      return clock(head, Number(row?.['wall']), Infinity);
    },
    async take(asked) {
      const step = async () => {
        const taken = await inOneStep(pool, asked, sweptMs);
        if (taken.isSwept) sweptMs = taken.wallMs;
        return taken.given;
      };
      return step().catch((error: unknown) => withTables(pool, error, step));
    },
  };
}

const wallMs = 'extract(epoch FROM clock_timestamp()) * 1000';

async function inOneStep(pool: PostgresPool, asked: CountsAsked, sweptMs: number) {
  const connection = await pool.connect();
  // A connection that breaks fails its statement too; its event alone would end the process.
  const ignore = (): void => undefined;
  connection.on('error', ignore);
  let isBroken = true;
  try {
    const { wallMs, head, states } = readings(await connection.query(readText(asked)), asked);
    const step = stepBook(head, states, { asked, wallMs, keepsAll: true });
    const isSwept = wallMs - sweptMs > sweepMs;
    const changes = step.given.isLate
      ? []
      : [
          writeText('integ_gen_counts', [[headKey(asked.book), head, wallMs + 1e9]]),
          ...bucketTexts(asked, step.states, wallMs),
          ...(isSwept ? [sweepText(wallMs)] : []),
        ];
    await connection.query([...changes, 'COMMIT'].join(';\n'));
    isBroken = false;
    return { given: step.given, wallMs, isSwept };
  } finally {
    if (!isBroken) connection.off('error', ignore);
    // Closing it ends the transaction, whatever state it is in.
    connection.release(isBroken);
  }
}

/** One text for one way to the server: parameters are not to be had with several statements. */
function readText({ book, buckets }: CountsAsked): string {
  const head = literal(headKey(book));
  const select = (table: string, isKept: boolean): string => {
    const keys = buckets
      .filter(({ limit }) => isLong(limit) === isKept)
      .map(({ key }) => literal(bucketKey(book, key)));
    return `SELECT key, state FROM ${table} WHERE key IN (${[...keys, 'NULL'].join(', ')})`;
  };
  const isKept = buckets.some(({ limit }) => isLong(limit));
  return [
    'BEGIN ISOLATION LEVEL READ COMMITTED',
    'SET LOCAL lock_timeout = 2000',
    // A process that stops in the middle must not stop the others for long.
    'SET LOCAL idle_in_transaction_session_timeout = 2000',
    `SET LOCAL synchronous_commit = ${isKept ? 'on' : 'off'}`,
    `INSERT INTO integ_gen_counts (key, expires) VALUES (${head}, 'Infinity') ON CONFLICT DO NOTHING`,
    `SELECT state FROM integ_gen_counts WHERE key = ${head} FOR UPDATE`,
    select('integ_gen_counts', false),
    select('integ_gen_kept', true),
    // Asked for last, because the lock may have taken a while.
    `SELECT ${wallMs} AS wall`,
  ].join(';\n');
}

function readings(results: unknown, { book, buckets }: CountsAsked) {
  // `pg` gives one result for each statement.
  const all = results as readonly { readonly rows: readonly Readonly<Record<string, unknown>>[] }[];
  const [headRows = [], counts = [], kept = [], clockRows = []] = all
    .slice(-4)
    .map(({ rows }) => rows);
  const wallMs = Number(clockRows[0]?.['wall']);
  const texts = new Map([...counts, ...kept].map(({ key, state }) => [key, state]));
  const states = buckets.map(({ key }) => {
    const text = texts.get(bucketKey(book, key));
    return typeof text === 'string' ? (JSON.parse(text) as BucketState) : undefined;
  });
  return { wallMs, head: headOf(headRows[0]?.['state'], wallMs), states };
}

function headOf(state: unknown, wallMs: number): BookHead {
  return typeof state === 'string' ? (JSON.parse(state) as BookHead) : newHead(wallMs);
}

function bucketTexts(
  { book, buckets }: CountsAsked,
  states: readonly BucketState[],
  wallMs: number,
): readonly string[] {
  const rows = buckets.map(({ key, limit }, index) => ({
    isKept: isLong(limit),
    row: [bucketKey(book, key), states[index], expiryOf(limit, wallMs)] as const,
  }));
  return [false, true].flatMap((isKept) => {
    const own = rows.filter((each) => each.isKept === isKept).map(({ row }) => row);
    return own.length === 0 ? [] : [writeText(isKept ? 'integ_gen_kept' : 'integ_gen_counts', own)];
  });
}

function writeText(table: string, rows: readonly (readonly [string, unknown, number])[]): string {
  const values = rows.map(
    ([key, state, expires]) => `(${literal(key)}, ${literal(JSON.stringify(state))}, ${expires})`,
  );
  return `INSERT INTO ${table} (key, state, expires) VALUES ${values.join(', ')}
    ON CONFLICT (key) DO UPDATE SET state = EXCLUDED.state, expires = EXCLUDED.expires`;
}

/** Rows that another step holds are left for the next time: two sweeps that wait for each other would deadlock. */
const sweepText = (wallMs: number): string =>
  [
    ['integ_gen_counts', 'true'],
    ['integ_gen_kept', "key LIKE 'count:%'"],
  ]
    .map(
      ([table, which]) => `DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table}
        WHERE ${which} AND expires < ${wallMs} FOR UPDATE SKIP LOCKED)`,
    )
    .join(';\n');

/** No quote or backslash of a name is left to be misread, whatever the settings of the database. */
function literal(text: string): string {
  return `convert_from(decode('${Buffer.from(text).toString('hex')}', 'hex'), 'UTF8')`;
}

const headKey = (book: string): string => `book:${book}`;

const bucketKey = (book: string, key: string): string => `count:${book}:${key}`;
