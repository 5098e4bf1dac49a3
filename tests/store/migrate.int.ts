import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addDays } from '#domain/calendar/local-date.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { loadCalendarEdition } from '#store/calendar-store.ts';
import { openDatabase } from '#store/database.ts';
import { Prisma } from '#store/generated/client.ts';
import { migrateDatabase } from '#store/migrate.ts';
import { OFFICIAL_CALENDAR, OFFICIAL_EDITION } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { addCalendarEdition } from '../support/settings.ts';
import { dumpDatabase, ownDatabase, runSql } from '../support/store.ts';

const own = ownDatabase();

test('migrating twice changes nothing', async () => {
  const before = await dumpDatabase(own.url);
  expect(await migrateDatabase(own.ownerUrl)).toEqual([]);
  expect(await dumpDatabase(own.url)).toEqual(before);
});

test('two programs that start at once migrate an empty database once', async () => {
  const empty = await createTestDatabase();
  try {
    await runSql(empty.url, 'drop schema public cascade; create schema public');
    const applied = await Promise.all([migrateDatabase(empty.ownerUrl), migrateDatabase(empty.ownerUrl)]);
    const names = readdirSync('prisma/migrations', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    expect(applied.flat()).toEqual(names);
  } finally {
    await empty.drop();
  }
});

test('a migration that was edited after it was applied is refused by its name', async () => {
  const edited = await createTestDatabase();
  try {
    await runSql(
      edited.url,
      `update _prisma_migrations set checksum = repeat('0', 64) where migration_name like '%_init'`,
    );
    await expect(migrateDatabase(edited.ownerUrl)).rejects.toThrow(/_init was edited after it was applied/);
  } finally {
    await edited.drop();
  }
});

test('a migration that fails leaves the database as it was', async () => {
  const broken = await createTestDatabase();
  try {
    await runSql(broken.url, 'drop schema public cascade; create schema public; create table message (id int)');
    await expect(migrateDatabase(broken.ownerUrl)).rejects.toThrow(/rolled back/);
    const { rows } = await runSql(
      broken.url,
      `select table_name from information_schema.tables where table_schema = 'public' order by 1`,
    );
    expect(rows.map((row) => row.table_name)).toEqual(['_prisma_migrations', 'message']);
  } finally {
    await broken.drop();
  }
});

test('a calendar stored by an earlier version answers as before', async () => {
  const earlier = await createTestDatabase();
  const database = openDatabase(earlier.url);
  try {
    const { id } = await addCalendarEdition(database, 'cu', OFFICIAL_EDITION, new Date());
    await runSql(
      earlier.url,
      `alter table calendar_edition drop column content; alter table agency drop column listed;
       alter table contact drop column listed; delete from _prisma_migrations where migration_name like '%_as_given'`,
    );
    await migrateDatabase(earlier.ownerUrl);
    const calendar = createWorkCalendar((await loadCalendarEdition(database, id)).calendar);
    for (let date = day('2021-01-01'); date <= '2027-12-31'; date = addDays(date, 1))
      expect([date, calendar.isWorkingDay(date)]).toEqual([date, OFFICIAL_CALENDAR.isWorkingDay(date)]);
  } finally {
    await database.$disconnect();
    await earlier.drop();
  }
});

test('every table and column that the program knows exists, and no other', async () => {
  const { rows } = await runSql(
    own.url,
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and table_name <> '_prisma_migrations' and
       (column_name <> 'office_id' or table_name in ('account_key', 'account_mail', 'account_session')) order by 1`,
  );
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '');
  const known = Object.keys(Prisma.ModelName).flatMap((model) => {
    const fields = Prisma[`${model}ScalarFieldEnum` as keyof typeof Prisma] as Record<string, string>;
    return Object.keys(fields).map((field) => `${snake(model)}.${COLUMN_NAMES[`${model}.${field}`] ?? snake(field)}`);
  });
  expect(known.sort()).toEqual(rows.map((row) => row.name).sort());
});

// Words that SQL keeps for itself are named otherwise in the table.
const COLUMN_NAMES: Record<string, string> = { 'ContactLeave.from': 'from_date', 'ContactLeave.to': 'to_date' };

test('every model can be read with all its columns', async () => {
  const database = openDatabase(own.url);
  try {
    for (const model of Object.keys(Prisma.ModelName)) {
      const delegate = model.charAt(0).toLowerCase() + model.slice(1);
      const reader = database[delegate as 'agency'];
      await expect(reader.findMany({ take: 1 })).resolves.toBeInstanceOf(Array);
    }
  } finally {
    await database.$disconnect();
  }
});
