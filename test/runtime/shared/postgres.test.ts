import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
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

  loadSuite('postgres', server);
});
