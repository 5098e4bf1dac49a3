import { readFile } from 'node:fs/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { expect, inject, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { CalendarEdition } from '#contracts/calendar.ts';
import { readDocument } from '#documents/read-document.ts';
import { rosterFromPlan } from '#domain/assignment/roster-from-plan.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { parsePlan } from '#domain/plan/parse-plan.ts';
import { buildPreview } from '#domain/preview.ts';
import { defaultLadder } from '#operations/ensure-defaults.ts';
import { rehearse } from '#rehearsal/rehearse.ts';
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

test('what the preview promises for the Tứ Kỳ plan is what the real engine sends, when every agency is silent to the end', async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const input = await tuKy();
  const database = await createTestDatabase();
  const servers = {
    databaseUrl: database.url,
    temporalAddress: inject('temporalAddress'),
    namespace: await createTestNamespace(),
  };
  const rehearsed = await rehearse(input, servers, () => undefined);
  const preview = buildPreview(input);
  await database.drop();
  expect(rehearsed.assignments).toEqual(preview.assignments);
  expect(rehearsed.reminders.length).toBeGreaterThan(1_000);
  expect(rehearsed.reminders).toEqual(preview.reminders);
  expect(rehearsed.issues).toEqual(preview.issues);
}, 300_000);
