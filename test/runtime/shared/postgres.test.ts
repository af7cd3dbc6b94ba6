import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresStore } from '../../../generators/runtime/files/postgres-store.ts';
import { describeOn } from '../../servers/suite.ts';
import { loadSuite } from './load/load-suite.ts';
import { storeSuite } from './store-suite.ts';

describeOn('postgres', 'limits shared by PostgreSQL', (server) => {
  let one: pg.Pool;
  let other: pg.Pool;
  beforeAll(() => {
    one = new pg.Pool({ connectionString: server().url });
    other = new pg.Pool({ connectionString: server().url });
    for (const each of [one, other]) each.on('error', () => undefined);
  });
  afterAll(async () => {
    await Promise.all([one.end(), other.end()]);
  });

  describe('the store', () => {
    storeSuite(
      () => postgresStore(one),
      () => postgresStore(other),
    );
  });

  it('leaves rows that are due but held by another step for the next sweep', async () => {
    const { counts } = postgresStore(one);
    const common = { instances: 1, slackMs: 10, aheadMs: 15, buckets: [], calls: [] };
    const nowMs = await counts.look('sweep');
    await one.query(
      "INSERT INTO integ_gen_counts (key, expires) VALUES ('count:held', 1), ('count:free', 1)",
    );
    const holder = await other.connect();
    try {
      await holder.query(
        "BEGIN; SELECT 1 FROM integ_gen_counts WHERE key = 'count:held' FOR UPDATE",
      );
      const late = { latestMs: nowMs + 60_000, expiresMs: nowMs + 60_000 };
      await counts.take({ book: 'sweep', member: 'a', turn: 1, ...late, ...common });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    const left = await one.query("SELECT key FROM integ_gen_counts WHERE key LIKE 'count:%e%'");
    expect(left.rows).toEqual([{ key: 'count:held' }]);
  });

  loadSuite('postgres', server);
});
