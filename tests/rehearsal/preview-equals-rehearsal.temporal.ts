import { readFile } from 'node:fs/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { beforeAll, expect, inject, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { CalendarEdition } from '#contracts/calendar.ts';
import { readDocument } from '#documents/read-document.ts';
import { rosterFromPlan } from '#domain/assignment/roster-from-plan.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { buildPreview } from '#domain/preview.ts';
import { defaultLadder } from '#operations/ensure-defaults.ts';
import { type RehearsalInput, rehearse } from '#rehearsal/rehearse.ts';
import { aJourney, aPlan, aRoster, OFFICIAL_EDITION } from '../support/builders.ts';
import { at } from '../support/moments.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { createTestNamespace } from '../support/temporal.ts';

const ROOT = new URL('../../', import.meta.url);

async function tuKy() {
  const read = await readDocument(await readFile(new URL('data/sample/tu-ky-2023.docx', ROOT)), 'tu-ky-2023.docx');
  if (!read.ok) throw new Error('the sample plan can not be read');
  const plan = parsePlan(read.document);
  const edition = CalendarEdition.parse(
    JSON.parse(await readFile(new URL('data/calendars/vn-civil-servants.json', ROOT), 'utf8')),
  );
  const calendar = createWorkCalendar(edition);
  const asOf = at('2023-01-03T01:00:00Z'); // Tuesday 3 January 2023, 08:00 in Việt Nam
  return {
    plan,
    decided: new Map(),
    roster: rosterFromPlan(plan),
    calendar,
    policy: await defaultLadder(),
    channels: CHANNEL_KINDS,
    asOf,
    edition,
  };
}

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});

/** The lists of both; they must be equal. */
async function both(input: RehearsalInput) {
  const database = await createTestDatabase();
  const servers = {
    databaseUrl: database.url,
    temporalAddress: inject('temporalAddress'),
    namespace: await createTestNamespace(),
  };
  const rehearsed = await rehearse(input, servers, () => undefined);
  const preview = buildPreview(input);
  await database.drop();
  return { rehearsed, preview };
}

test('what the preview promises for the Tứ Kỳ plan is what the real engine sends, when every agency is silent to the end', async () => {
  const { rehearsed, preview } = await both(await tuKy());
  expect(rehearsed.assignments).toEqual(preview.assignments);
  expect(rehearsed.reminders.length).toBeGreaterThan(1_000);
  expect(rehearsed.reminders).toEqual(preview.reminders);
  expect(rehearsed.issues).toEqual(preview.issues);
}, 300_000);

test('where people share addresses the engine sends the letters of the preview, one to an address', async () => {
  const mailboxes: Record<string, string> = {
    // One person in two agencies, a clerk and a head with one mailbox, and the standing agency's with the field's.
    'b.cv': 'A.CV@vi-du.example',
    'a.tp': 'a.cv@vi-du.example',
    'noivu.cv': 'linhvuc.tp@vi-du.example',
  };
  const roster = aRoster();
  const contacts = roster.contacts.map((one) => ({ ...one, email: mailboxes[one.id] ?? one.email }));
  const plan = aPlan([
    { title: 'Việc một', deadlineText: 'Trước ngày 15/3' },
    { title: 'Việc hai', deadlineText: 'Trước ngày 15/3', leads: ['Phòng B'] },
    { title: 'Việc ba', deadlineText: 'Quý I', leads: ['Phòng A', 'Phòng B', 'Phòng Nội vụ'] },
  ]);
  const { rehearsed, preview } = await both({
    ...aJourney({ plan, roster: { ...roster, contacts } }),
    edition: OFFICIAL_EDITION,
  });
  expect(rehearsed.reminders).toEqual(preview.reminders);
  const letters = new Map<string, Set<string>>();
  for (const { recipient, at: slotAt, subject } of rehearsed.reminders) {
    const key = `${recipient.toLowerCase()} ${slotAt}`;
    letters.set(key, (letters.get(key) ?? new Set()).add(subject));
  }
  expect([...letters.values()].filter((subjects) => subjects.size > 1)).toEqual([]);
  expect(rehearsed.reminders.length).toBeGreaterThan(letters.size + 10);
}, 300_000);
