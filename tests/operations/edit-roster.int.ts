// A change of the roster on a page: what it says it would do to open work is what happens afterwards.
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { type Instant, LocalDate } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import type { RosterEdit } from '#contracts/roster-edit.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { applyEdits } from '#domain/roster/apply-edits.ts';
import { followOpenWork } from '#domain/roster/follow-open-work.ts';
import { hearingsOf } from '#domain/roster/impact-on-open-work.ts';
import { listOpenLives } from '#store/open-life-store.ts';
import { listLeadingAgencies } from '#store/open-work-store.ts';
import { findRoster } from '#store/roster-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownApi } from '../support/api.ts';
import { aContact, aPlan, aRoster, ZONE } from '../support/builders.ts';
import { at } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, dumpDatabase, furnish } from '../support/store.ts';

const api = ownApi();

// The engine's time runs on from test to test: each begins in a month of its own.
let month = 2;
const on = (dayOfMonth: number, clock: string) =>
  `2026-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')} ${clock}`;

beforeAll(() => furnish(api.context.database));

beforeEach(async () => {
  month += 1;
  api.at(on(3, '09:00'));
  await api.get('/api/meta');
  await saveRoster(api.context.database, aRoster(), ZONE);
});

afterEach(async () => {
  const where = { status: { notIn: ['verified', 'withdrawn'] } };
  for (const { id } of await api.context.database.assignment.findMany({ where, select: { id: true } }))
    expect((await api.command(id, { command: 'withdraw', reason: 'Hết phép thử' })).status).toBe(200);
});

/** Work of two agencies in two fields, due this month, and some that is continuous. */
async function giveOut(): Promise<void> {
  const due = (dayOfMonth: number) => `Trước ngày ${dayOfMonth}/${month}`;
  const plan = aPlan([
    { title: `Việc gấp của A, tháng ${month}`, leads: ['Phòng A'], deadlineText: due(9) },
    { title: `Việc sau của A, tháng ${month}`, leads: ['Phòng A'], deadlineText: due(24), field: 'II' },
    { title: `Việc của B, tháng ${month}`, leads: ['Phòng B'], deadlineText: due(14) },
    { title: `Việc thường xuyên của B, tháng ${month}`, leads: ['Phòng B'], deadlineText: 'Thường xuyên' },
  ]);
  const planId = await addPlan(api.context.database, plan);
  expect((await api.post(`/api/plans/${planId}/publish`)).status).toBe(200);
  api.at(on(4, '10:00'));
  await api.get('/api/meta');
}

const person = (id: string, roster: Roster = aRoster()) =>
  roster.contacts.find((contact) => contact.id === id) as Roster['contacts'][number];
const date = (dayOfMonth: number) => LocalDate.parse(on(dayOfMonth, '').trim());
const change = (id: string, changes: Partial<Roster['contacts'][number]>): RosterEdit => ({
  kind: 'change-contact',
  contact: { ...person(id), ...changes },
});
const { id: _contactId, ...NEW_PERSON } = aContact({
  id: 'x',
  agency: 'a',
  name: 'Người Mới',
  email: 'moi@vi-du.example',
});

const CASES: [string, () => RosterEdit[]][] = [
  ['a telephone number', () => [change('a.cv', { phone: '0912345678' })]],
  ['a leave with a deputy', () => [change('a.cv', { leave: [{ from: date(5), to: date(16) }], deputy: 'a.tp' })]],
  ['a leave without one', () => [change('a.cv', { leave: [{ from: date(5), to: date(16) }] })]],
  ['somebody who moves to another agency', () => [change('b.cv', { agency: 'a' })]],
  ['somebody who ends, with a colleague left', () => [change('a.cv', { validTo: date(11) })]],
  ['a colleague more', () => [{ kind: 'add-contact', contact: NEW_PERSON }]],
  [
    'all people of an agency are others',
    () => [
      { kind: 'add-contact', contact: NEW_PERSON },
      change('a.cv', { agency: 'noivu' }),
      change('a.tp', { agency: 'noivu' }),
    ],
  ],
  [
    'an agency that is merged into another, people and all',
    () => [{ kind: 'merge-agency', from: 'a', into: 'b', people: 'go-over' }],
  ],
  [
    'another field lead, standing agency and chairman',
    () => [
      {
        kind: 'set-chain',
        standingAgency: 'vanphong',
        chairmanOffice: 'noivu',
        chairman: 'noivu.tp',
        fieldLeads: [{ field: 'I', agency: 'b' }],
      },
    ],
  ],
];

/** Who will hear what of which work until the month is over, as the rules say before anything is saved. */
async function foretold(edits: RosterEdit[], now: Instant) {
  const { database } = api.context;
  const before = (await findRoster(database)) as Roster;
  const { roster: after } = applyEdits(before, edits, toLocalDate(now, ZONE));
  const followed = followOpenWork(await listLeadingAgencies(database), before, after, toLocalDate(now, ZONE));
  const lives = await listOpenLives(database);
  const told = [...followed.moved.map(({ from }) => from.id), ...followed.renewed.map(({ id }) => id)];
  const together = lives.filter(({ agencyId }) => told.includes(agencyId)).length;
  const sides = { before: [] as string[], after: [] as string[] };
  for (const life of lives) {
    const rules = await api.context.directory.rulesOf(life);
    const heard = hearingsOf(life, rules, { before, after, followed, channels: CHANNEL_KINDS, at: now, together });
    for (const side of ['before', 'after'] as const)
      for (const { step, contactId, slotAt } of heard[side])
        if (slotAt < untilThen()) sides[side].push(`${life.title}: ${step} ${contactId} ${slotAt}`);
  }
  return { before: sides.before.sort(), after: sides.after.sort() };
}

const untilThen = () => at(`${on(28, '23:00').replace(' ', 'T')}:00+07:00`);

/** What was really heard since. */
async function heard(since: Instant): Promise<string[]> {
  const rows = await api.context.database.ledgerEntry.findMany({
    where: { status: 'sent', slotAt: { gt: new Date(since), lt: new Date(untilThen()) } },
    include: { assignment: { select: { title: true } } },
  });
  return rows
    .map(({ assignment, step, contactId, slotAt }) => `${assignment.title}: ${step} ${contactId} ${instantOf(slotAt)}`)
    .sort();
}

describe('what is said before is what happens after', () => {
  test.each(CASES)('%s', async (_, edits) => {
    await giveOut();
    const now = instantOf(api.context.now());
    const wanted = await foretold(edits(), now);
    const dump = await dumpDatabase(api.url);
    const impact = (await api.post('/api/roster/preview', { edits: edits() })).body;
    expect(await dumpDatabase(api.url)).toEqual(dump);
    const saved = await api.post('/api/roster', { edits: edits() });
    expect([saved.status, saved.body.impact]).toEqual([200, impact]);
    api.at(on(28, '23:30'));
    await api.get('/api/meta');
    expect(await heard(now)).toEqual(wanted.after);
    // The numbers that were shown are those of the whole ladder: within the month nobody gains or loses more than they say.
    for (const id of new Set([...wanted.before, ...wanted.after].map((line) => line.split(' ').at(-2) as string))) {
      const of = (side: string[], other: string[]) =>
        side.filter((line) => line.includes(` ${id} `) && !other.includes(line)).length;
      const shown = impact.hearers.find((hearer: { id: string }) => hearer.id === id);
      expect(shown?.gains.reminders ?? 0).toBeGreaterThanOrEqual(of(wanted.after, wanted.before));
      expect(shown?.losses.reminders ?? 0).toBeGreaterThanOrEqual(of(wanted.before, wanted.after));
      if (shown === undefined) expect(of(wanted.after, wanted.before) + of(wanted.before, wanted.after)).toBe(0);
    }
    expect((await verifyInstallation(api.context.database, null)).differences).toEqual([]);
  });
});
