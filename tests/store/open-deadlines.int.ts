import { expect, test } from 'vitest';
import { diffEditions } from '#domain/calendar/diff-editions.ts';
import { openDatabase } from '#store/database.ts';
import { listOpenDeadlines } from '#store/open-deadlines-store.ts';
import { OFFICIAL_EDITION } from '../support/builders.ts';
import { ownTestDatabase } from '../support/postgres.ts';

const testDatabase = ownTestDatabase();

test('an installation without work has no deadline that a new calendar could move', async () => {
  const database = openDatabase(testDatabase.url);
  const open = await listOpenDeadlines(database);
  await database.$disconnect();
  expect(open).toEqual([]);
  expect(diffEditions(OFFICIAL_EDITION, OFFICIAL_EDITION, open)).toEqual({ days: [], moved: [] });
});
