// Who and when: rosters, calendars and policies come back as they were given.
import { beforeAll, expect, test } from 'vitest';
import type { Roster } from '#contracts/roster.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { defaultLadder } from '#operations/ensure-defaults.ts';
import { CALENDAR_NAME, findLatestEdition, loadCalendarEdition } from '#store/calendar-store.ts';
import { createDirectory } from '#store/directory.ts';
import { findLatestPolicy } from '#store/policy-store.ts';
import { findRoster } from '#store/roster-store.ts';
import {
  aContact,
  anAgency,
  aRoster,
  OFFICIAL_CALENDAR,
  OFFICIAL_EDITION,
  vn,
  withContact,
  ZONE,
} from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { addCalendarEdition, ensureDefaults, ensurePolicy, saveRoster } from '../support/settings.ts';
import { dumpDatabase, furnish, ownDatabase, publishedPlan } from '../support/store.ts';

const own = ownDatabase();
const NOW = new Date(vn('2026-01-02 08:00'));
const FULL: Roster = sorted({
  ...withContact(aRoster(), 'a.cv', {
    phone: '0912345678',
    zaloUserId: '8123',
    channels: ['zalo', 'email'],
    deputy: 'b.cv',
    leave: [
      { from: day('2026-03-02'), to: day('2026-03-06') },
      { from: day('2026-07-01'), to: day('2026-07-15') },
    ],
    validFrom: day('2025-07-01'),
    validTo: day('2026-12-31'),
  }),
  groups: [
    {
      name: 'Các phòng',
      aliases: ['Các phòng, ban'],
      members: ['a', 'b'],
      validFrom: null,
      validTo: day('2026-06-30'),
    },
  ],
});

beforeAll(() => ensureDefaults(own.database, NOW));

test('before anyone gave one there is no roster', async () => {
  expect(await findRoster(own.database)).toBeNull();
});

test('a roster comes back as it was given', async () => {
  await saveRoster(own.database, FULL, ZONE);
  expect(await findRoster(own.database)).toEqual(FULL);
});

test('saving the same roster again changes nothing', async () => {
  await saveRoster(own.database, FULL, ZONE);
  const before = await dumpDatabase(own.url);
  await saveRoster(own.database, FULL, ZONE);
  expect(await dumpDatabase(own.url)).toEqual(before);
});

test('a new roster replaces names, chain, groups and leave', async () => {
  const next = sorted({
    ...withContact(aRoster(), 'a.cv', { name: 'Trần Văn An', leave: [] }),
    fieldLeads: [{ field: 'II', agency: 'b' }],
    standingAgency: null,
  });
  await saveRoster(own.database, next, ZONE);
  expect(await findRoster(own.database)).toEqual(next);
});

test('who is no longer in the roster hears nothing any more', async () => {
  await saveRoster(own.database, FULL, ZONE);
  const smaller = aRoster();
  smaller.contacts = smaller.contacts.filter(({ id }) => id !== 'b.tp');
  smaller.agencies.push(anAgency({ id: 'moi', name: 'Phòng Mới' }));
  smaller.contacts.push(aContact({ id: 'moi.cv', agency: 'moi' }));
  await saveRoster(own.database, sorted(smaller), ZONE);
  expect(await findRoster(own.database)).toEqual(sorted(smaller));
  await saveRoster(own.database, FULL, ZONE);
  expect(await findRoster(own.database)).toEqual(FULL);
});

test('a roster that points at nobody changes nothing', async () => {
  await saveRoster(own.database, FULL, ZONE);
  const before = await dumpDatabase(own.url);
  await expect(saveRoster(own.database, { ...FULL, chairman: 'nobody' }, ZONE)).rejects.toThrow();
  expect(await dumpDatabase(own.url)).toEqual(before);
});

test('people with a past stay on record when the roster drops them', async () => {
  await furnish(own.database, aRoster());
  await publishedPlan(own.database);
  const without = aRoster();
  without.contacts = without.contacts.filter(({ id }) => id !== 'a.cv');
  await saveRoster(own.database, without, ZONE);
  expect(await own.database.ledgerEntry.count({ where: { contactId: 'a.cv' } })).toBeGreaterThan(0);
  expect((await findRoster(own.database))?.contacts.map(({ id }) => id)).not.toContain('a.cv');
});

test('the stored calendar answers every day of its years as the file does, with the same source', async () => {
  const stored = await findLatestEdition(own.database, CALENDAR_NAME);
  const calendar = createWorkCalendar(stored?.calendar ?? OFFICIAL_EDITION);
  for (let date = day('2021-01-01'); date <= '2027-12-31'; date = addDays(date, 1))
    expect(calendar.explainDay(date)).toEqual(OFFICIAL_CALENDAR.explainDay(date));
});

test('an edition of an agency with its own week comes back whole', async () => {
  const own_ = {
    ...OFFICIAL_EDITION,
    weeklyDaysOff: [7],
    workingHours: [{ from: '07:00', to: '11:30' }],
    agencies: [{ agency: 'Bộ phận Một cửa', weeklyDaysOff: [7], daysOff: [], workedDays: [] }],
  };
  const { id } = await addCalendarEdition(own.database, 'mot-cua', own_, NOW);
  const { calendar } = await loadCalendarEdition(own.database, id);
  const loaded = createWorkCalendar(calendar, 'Bộ phận Một cửa');
  expect(loaded.isWorkingDay(day('2026-03-14'))).toBe(true);
  expect(loaded.workingHours()).toEqual([{ from: '07:00', to: '11:30' }]);
});

test('a late notice makes a new edition and leaves the old one as it was', async () => {
  const first = await addCalendarEdition(own.database, 'xa', OFFICIAL_EDITION, NOW);
  const years = OFFICIAL_EDITION.years.map((year) =>
    year.year === 2026
      ? {
          ...year,
          daysOff: [
            ...year.daysOff,
            { date: day('2026-11-23'), name: 'Nghỉ thêm', kind: 'swap' as const, source: 'Thông báo' },
          ],
        }
      : year,
  );
  const second = await addCalendarEdition(own.database, 'xa', { ...OFFICIAL_EDITION, years }, NOW);
  expect([first.edition, second.edition]).toEqual([1, 2]);
  const works = async (id: string) =>
    createWorkCalendar((await loadCalendarEdition(own.database, id)).calendar).isWorkingDay(day('2026-11-23'));
  expect([await works(first.id), await works(second.id)]).toEqual([true, false]);
  expect((await findLatestEdition(own.database, 'xa'))?.id).toBe(second.id);
});

test('defaults are stored once and do not overwrite what an administrator has changed', async () => {
  const before = await dumpDatabase(own.url);
  await ensureDefaults(own.database, new Date());
  expect(await dumpDatabase(own.url)).toEqual(before);
  const newer = await addCalendarEdition(own.database, CALENDAR_NAME, OFFICIAL_EDITION, NOW);
  await ensureDefaults(own.database, new Date());
  expect((await findLatestEdition(own.database, CALENDAR_NAME))?.id).toBe(newer.id);
});

test('a policy version with another content is refused, a new version is not', async () => {
  const ladder = await defaultLadder();
  await expect(ensurePolicy(own.database, { ...ladder, regularSlot: '09:00' }, NOW)).rejects.toThrow(/version/);
  const version = ladder.version + 1;
  await ensurePolicy(own.database, { ...ladder, version, regularSlot: '09:00' }, NOW);
  expect((await findLatestPolicy(own.database, ladder.name))?.policy).toMatchObject({
    version,
    regularSlot: '09:00',
  });
  expect((await ensurePolicy(own.database, ladder, NOW)).policy).toEqual(ladder);
});

test('a change of the roster is seen within seconds, and not read for each reminder', async () => {
  let nowMs = 0;
  const directory = createDirectory(own.database, () => new Date(nowMs));
  await saveRoster(own.database, FULL, ZONE);
  const first = directory.roster();
  expect(directory.roster()).toBe(first);
  await first;
  await saveRoster(own.database, { ...FULL, office: 'UBND xã Tứ Kỳ' }, ZONE);
  nowMs = 5_001;
  expect((await directory.roster()).office).toBe('UBND xã Tứ Kỳ');
});

/** In the order in which the store gives lists back. */
function sorted(roster: Roster): Roster {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return { ...roster, agencies: [...roster.agencies].sort(byId), contacts: [...roster.contacts].sort(byId) };
}
