import { createDatabases } from '../../../server/store/embedded/databases.ts';
import { removeExpired } from '../../../server/store/embedded/expiry.ts';
import { parseIndexSpec } from '../../../server/store/embedded/index-spec.ts';

test('a TTL index removes what is past its time, by the earliest date, and nothing else', () => {
  const databases = createDatabases();
  const rows = databases.obtain('db', 'rows');
  rows.createIndex(parseIndexSpec({ name: 'expire', key: { at: 1 }, expireAfterSeconds: 10 }));
  rows.insert({ _id: 'early', at: new Date(5_000) });
  rows.insert({ _id: 'late', at: new Date(5_001) });
  rows.insert({ _id: 'list', at: [new Date(99_000), new Date(1_000)] });
  rows.insert({ _id: 'text', at: 'never' });
  rows.insert({ _id: 'none' });
  removeExpired(databases, new Date(15_000));
  expect([...rows.matching({})].map((row) => row.doc['_id'])).toEqual(['late', 'text', 'none']);
});
