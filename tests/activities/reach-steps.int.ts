import { beforeEach, expect, test } from 'vitest';
import { createReachSteps } from '#activities/reach-steps.ts';
import type { ReachStepsInput } from '#workflows/activities.ts';
import { aContact, aRoster, vn, withContact, ZONE } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { furnish, ownDatabase, publishedPlan } from '../support/store.ts';
import { activityFixture } from './activity-fixture.ts';

const own = ownDatabase();
const DUE_AT = vn('2026-11-13 08:00');
let id: string;

beforeEach(async () => {
  await furnish(own.database);
  id = (await publishedPlan(own.database)).assignmentIds[0] as string;
});

test('the people of the plan are staged for their slot, and the slot is opened', async () => {
  const { openedSlots } = await reach();
  expect(await ledger()).toEqual(['a.cv staged 2026-11-13', 'a.tp staged 2026-11-13']);
  expect(openedSlots).toEqual([DUE_AT]);
});

test('told twice it stages once', async () => {
  await reach();
  const before = await ledger();
  await reach();
  expect(await ledger()).toEqual(before);
});

test('who came to the office after publication hears, who left does not', async () => {
  const roster = withContact(aRoster(), 'a.cv', { validTo: day('2026-06-30') });
  roster.contacts.push(aContact({ id: 'a.moi', agency: 'a', validFrom: day('2026-07-01') }));
  await saveRoster(own.database, roster, ZONE);
  await reach();
  expect(await ledger()).toEqual(['a.cv deferred 2026-11-13', 'a.moi staged 2026-11-13', 'a.tp staged 2026-11-13']);
});

test('who fell ill is replaced by the deputy for this reminder', async () => {
  const leave = [{ from: day('2026-11-10'), to: day('2026-11-20') }];
  await saveRoster(own.database, withContact(aRoster(), 'a.cv', { leave, deputy: 'b.cv' }), ZONE);
  await reach();
  expect(await ledger()).toEqual(['a.cv deferred 2026-11-13', 'a.tp staged 2026-11-13', 'b.cv staged 2026-11-13']);
});

test('without a deputy the reminder waits for the return, and its slot is opened then', async () => {
  const leave = [{ from: day('2026-11-10'), to: day('2026-11-17') }];
  await saveRoster(own.database, withContact(aRoster(), 'a.cv', { leave }), ZONE);
  const { openedSlots } = await reach();
  expect(await ledger()).toEqual(['a.cv deferred 2026-11-13', 'a.cv staged 2026-11-18', 'a.tp staged 2026-11-13']);
  expect(openedSlots.sort()).toEqual([DUE_AT, vn('2026-11-18 08:00')]);
  await reach();
  expect((await ledger()).length).toBe(3);
});

test('a roster that lost its people says so in the ledger', async () => {
  const roster = aRoster();
  roster.contacts = roster.contacts.filter(({ agency }) => agency !== 'a');
  await saveRoster(own.database, roster, ZONE);
  await reach();
  const rows = await own.database.ledgerEntry.findMany({ where: { assignmentId: id, step: 'due' } });
  expect(rows.every(({ status, reason }) => status === 'deferred' && reason !== null)).toBe(true);
});

test('what the state no longer wants is superseded with the reason, and nothing is staged', async () => {
  const { openedSlots } = await reach({ stage: [], supersede: { steps: ['due'], reason: 'đã báo cáo' } });
  expect(await ledger()).toEqual(['a.cv superseded 2026-11-13', 'a.tp superseded 2026-11-13']);
  expect(openedSlots).toEqual([]);
});

test('a row that is on its way or sent stays as it is', async () => {
  await reach();
  await own.database.message.create({
    data: {
      id: `thu-${id}`,
      contactId: 'a.cv',
      channel: 'email',
      slotAt: new Date(DUE_AT),
      rfcMessageId: `<${id}@x>`,
      subject: '',
      text: '',
      html: '',
      status: 'sending',
      claimedAt: new Date(DUE_AT),
    },
  });
  await own.database.ledgerEntry.updateMany({
    where: { assignmentId: id, step: 'due', contactId: 'a.cv' },
    data: { status: 'sending', messageId: `thu-${id}` },
  });
  await reach();
  await reach({ stage: [], supersede: { steps: ['due'], reason: 'đã báo cáo' } });
  expect(await ledger()).toEqual(['a.cv sending 2026-11-13', 'a.tp superseded 2026-11-13']);
});

test('staged in the night after its slot, a reminder goes to the next morning, and its first place says so', async () => {
  const stage = [{ id: 'before-7', rung: 'before-7', slotAt: vn('2026-11-04 08:00') }];
  const { openedSlots } = await reach({ stage }, '2026-11-04 23:40');
  expect(await ledger('before-7')).toEqual(['a.cv deferred 2026-11-04', 'a.cv staged 2026-11-05']);
  expect(openedSlots).toEqual([vn('2026-11-05 08:00')]);
  await reach({ stage }, '2026-11-04 23:45');
  expect(await ledger('before-7')).toHaveLength(2);
});

test('staged late on its day, in working hours, it goes out at once', async () => {
  const { openedSlots } = await reach({}, '2026-11-13 10:30');
  expect(await ledger()).toEqual(['a.cv staged 2026-11-13', 'a.tp staged 2026-11-13']);
  expect(openedSlots).toEqual([DUE_AT]);
});

test('of steps that were missed together each person hears the newest', async () => {
  const missed = ['before-7 2026-11-04 08:00', 'before-3 2026-11-10 08:00'].map((step) => {
    const [rung, ...wallClock] = step.split(' ') as [string, string, string];
    return { id: rung, rung, slotAt: vn(wallClock.join(' ')) };
  });
  const { openedSlots } = await reach({ stage: missed }, '2026-11-10 21:00');
  expect(openedSlots).toEqual([vn('2026-11-11 08:00')]);
  expect(await ledger('before-3')).toEqual(['a.cv deferred 2026-11-10', 'a.cv staged 2026-11-11']);
  expect(await ledger('before-7')).toEqual(['a.cv superseded 2026-11-04']);
});

async function reach(input: Partial<ReachStepsInput> = {}, wallClock = '2026-11-13 08:00') {
  const fixture = activityFixture(own.database);
  fixture.at(wallClock);
  const stage = [{ id: 'due', rung: 'due', slotAt: DUE_AT }];
  const whole = { assignmentId: id, stage, supersede: { steps: [], reason: '' }, ...input };
  await fixture.run(createReachSteps(fixture.deps), whole);
  return fixture;
}

async function ledger(step = 'due') {
  const rows = await own.database.ledgerEntry.findMany({ where: { assignmentId: id, step } });
  return rows
    .map(({ contactId, status, slotAt }) => `${contactId} ${status} ${slotAt.toISOString().slice(0, 10)}`)
    .sort();
}
