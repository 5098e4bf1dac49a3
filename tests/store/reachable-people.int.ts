// Whom the officer has to look after because no message can reach them: as of a day, not of the file.
import { beforeEach, expect, test } from 'vitest';
import type { LocalDate } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { listAgenciesWithoutContact, listUnreachableContacts } from '#store/reachability-store.ts';
import { aRoster, EVERY_CHANNEL, withContact, ZONE } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { furnish, ownDatabase, publishedPlan } from '../support/store.ts';

const own = ownDatabase();
const TODAY = day('2026-07-15');

beforeEach(() => furnish(own.database));

const silentClerk = (changes: { validFrom?: LocalDate; validTo?: LocalDate } = {}) =>
  withContact(aRoster(), 'a.cv', { email: null, ...changes });

function withAgency(roster: Roster, id: string, validTo: LocalDate): Roster {
  return { ...roster, agencies: roster.agencies.map((one) => (one.id === id ? { ...one, validTo } : one)) };
}

test.each<[string, Roster, string[]]>([
  ['whose time has no end', silentClerk(), ['a.cv']],
  ['who leaves later', silentClerk({ validTo: day('2026-12-31') }), ['a.cv']],
  ['whose last day is today', silentClerk({ validTo: TODAY }), ['a.cv']],
  ['who begins later', silentClerk({ validFrom: day('2026-08-01') }), ['a.cv']],
  ['whose office closes later', withAgency(silentClerk(), 'a', day('2026-12-31')), ['a.cv']],
  ['who left yesterday', silentClerk({ validTo: day('2026-07-14') }), []],
  ['whose office closed yesterday', withAgency(silentClerk(), 'a', day('2026-07-14')), []],
])('somebody without any address, %s', async (_name, roster, listed) => {
  await saveRoster(own.database, roster, ZONE);
  expect(
    (await listUnreachableContacts(own.database, TODAY, EVERY_CHANNEL, 10)).map(({ contactId }) => contactId),
  ).toEqual(listed);
});

test('whom a new roster leaves out is nobody to look after', async () => {
  await saveRoster(own.database, silentClerk(), ZONE);
  const roster = aRoster();
  const contacts = roster.contacts.filter(({ id }) => id !== 'a.cv');
  await saveRoster(own.database, { ...roster, contacts }, ZONE);
  expect(await listUnreachableContacts(own.database, TODAY, EVERY_CHANNEL, 10)).toEqual([]);
});

test('an agency with open work whose people have all left has nobody', async () => {
  await publishedPlan(own.database);
  expect(await listAgenciesWithoutContact(own.database, TODAY)).toEqual([]);
  const clerkLeaves = withContact(aRoster(), 'a.cv', { validTo: day('2026-07-14') });
  await saveRoster(own.database, withContact(clerkLeaves, 'a.tp', { validTo: day('2026-07-15') }), ZONE);
  expect(await listAgenciesWithoutContact(own.database, TODAY)).toEqual([]);
  expect(await listAgenciesWithoutContact(own.database, day('2026-07-16'))).toEqual(['Phòng A']);
});
