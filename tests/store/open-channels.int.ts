// Channels are an open set: an installation of before is carried over, and a channel that comes later needs no other table.
import { beforeAll, expect, test } from 'vitest';
import { prepareDatabase } from '#store/prepare-database.ts';
import { findRoster } from '#store/roster-store.ts';
import { aRoster, withContact, ZONE } from '../support/builders.ts';
import { saveRoster } from '../support/settings.ts';
import { furnish, ownDatabase, runSql } from '../support/store.ts';

const own = ownDatabase();

beforeAll(async () => {
  await furnish(own.database);
  const roster = withContact(aRoster(), 'a.cv', { channels: ['zalo', 'email'], phone: '0912345678' });
  await saveRoster(own.database, withContact(roster, 'b.cv', { channels: [] }), ZONE);
  // The tables as the version before wrote them.
  await runSql(
    own.url,
    `alter table contact drop constraint contact_channels;
     alter table contact add constraint contact_channels check (channels <@ array['email', 'zalo']);
     delete from _prisma_migrations where migration_name like '%_open_channels'`,
  );
  expect(await prepareDatabase(own.ownerUrl, own.url)).toEqual(['20261129091000_open_channels']);
}, 60_000);

const wishesOf = async (id: string) =>
  (await findRoster(own.database))?.contacts.find((one) => one.id === id)?.channels;

test('what people wished for before stays', async () => {
  expect(await wishesOf('a.cv')).toEqual(['zalo', 'email']);
  expect(await wishesOf('b.cv')).toEqual([]);
});

test('a wish for a channel that came later is kept', async () => {
  await saveRoster(own.database, withContact(aRoster(), 'a.cv', { channels: ['bo-cau', 'email'] }), ZONE);
  expect(await wishesOf('a.cv')).toEqual(['bo-cau', 'email']);
});
