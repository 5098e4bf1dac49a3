// The ledger of an assignment from publication to its end: a few rows ahead of its time, and never without the next one.
import { beforeEach, expect, test } from 'vitest';
import { createReachSteps } from '#activities/reach-steps.ts';
import { createRecordTransition } from '#activities/record-transition.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { toLifecycleCommand } from '#domain/assignment/told-command.ts';
import { compareWaiting } from '#domain/audit/compare-waiting.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import { remindersToCome } from '#domain/lifecycle/reminders-to-come.ts';
import type { LifecycleEffect, LifecycleState } from '#domain/lifecycle/state.ts';
import { withPlanned } from '#domain/lifecycle/with-planned.ts';
import { createDirectory } from '#store/directory.ts';
import { listLedgerStandings, listUnstagedPastTime } from '#store/late-row-store.ts';
import { countOpenPastTime } from '#store/ledger-store.ts';
import { loadLifecycleRow } from '#store/lifecycle-store.ts';
import { loadLifecycleState } from '#store/publication-progress-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { aPlan, vn } from '../support/builders.ts';
import { recordPublication } from '../support/publication.ts';
import {
  addPlan,
  emptyDatabase,
  furnish,
  ownDatabase,
  publicationOf,
  publishedAsBefore,
  runSql,
} from '../support/store.ts';
import { activityFixture } from './activity-fixture.ts';

const own = ownDatabase();
const PLAN = aPlan([{ leads: ['Phòng A'] }]);

beforeEach(async () => {
  await emptyDatabase(own.url);
  await furnish(own.database);
});

async function published() {
  const planId = await addPlan(own.database, PLAN);
  const input = await publicationOf(own.database, planId);
  await recordPublication(own.database, input);
  const { id } = await own.database.assignment.findFirstOrThrow({ where: { planId } });
  return { id, journey: input.journey };
}

/** Nothing is delivered here: what is staged has its end at once. */
const saySo = () =>
  own.database.ledgerEntry.updateMany({
    where: { status: 'staged' },
    data: { status: 'deferred', reason: SAID, endedAt: new Date(vn('2026-01-05 09:00')) },
  });
const SAID = 'đã gửi (phép thử)';

/** The lifecycle of one assignment as its workflow runs it: decide, write, evolve. */
async function lifeOf(id: string, from: string) {
  const fixture = activityFixture(own.database);
  const deps = { ...fixture.deps, everySlotIsPast: true };
  const [reach, record] = [createReachSteps(deps), createRecordTransition(deps)];
  let nowMs = Date.parse(vn(from));
  // The notice, which publication staged.
  await saySo();
  let state: LifecycleState = await loadLifecycleState(own.database, id);
  const write = async (effect: LifecycleEffect) => {
    fixture.at(new Date(nowMs + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '));
    const { assignmentId, sequence } = state;
    const answer =
      effect.type === 'record'
        ? await fixture.run(record, { assignmentId, ...effect, nowMs })
        : await fixture.run(reach, { assignmentId, sequence, ...effect, nowMs });
    if (answer.kind === 'overtaken') throw new Error('nobody else writes here');
    state = withPlanned(evolve(state, effect), answer.planned);
    await saySo();
  };
  return {
    state: () => state,
    async wake(): Promise<boolean> {
      const waitMs = nextWakeMs(state, nowMs);
      if (waitMs === null) return false;
      nowMs += waitMs;
      for (const effect of decide(state, { type: 'woke' }, nowMs)) await write(effect);
      return true;
    },
    async give(command: 'acknowledge' | 'report' | 'return') {
      const row = await loadLifecycleRow(own.database, id);
      const directory = createDirectory(own.database);
      const words = { acknowledge: {}, report: { note: 'Xong' }, return: { reason: 'Thiếu' } }[command];
      const told = toLifecycleCommand({
        command: { command, ...words } as Parameters<typeof toLifecycleCommand>[0]['command'],
        ...{ actor: 'thử', commandId: `${command}-${state.sequence}`, now: instantOf(nowMs), assignment: row },
        ...(await directory.rulesOf(row)),
      });
      for (const effect of decide(state, { type: 'command', command: told }, nowMs)) await write(effect);
    },
    async toCome() {
      const row = await loadLifecycleRow(own.database, id);
      const directory = createDirectory(own.database);
      const people = { ...(await directory.around(row)), channels: CHANNEL_KINDS };
      return remindersToCome(row, people);
    },
  };
}

const rowsOf = (status?: string) =>
  own.database.ledgerEntry.findMany({ where: status === undefined ? {} : { status } });
const said = (rows: { step: string; contactId: string; slotAt: Date | string }[]) =>
  rows.map(({ step, contactId, slotAt }) => `${step} ${contactId} ${new Date(slotAt).toISOString()}`).sort();

test('rows stand a few steps ahead for as long as the work waits, and in the end everything was a row once', async () => {
  const { id, journey } = await published();
  const whole = said(journey.assignments.flatMap(({ reminders }) => reminders));
  const life = await lifeOf(id, '2026-01-05 09:00');
  do {
    expect((await rowsOf('planned')).length).toBeLessThanOrEqual(12);
    expect(said([...(await rowsOf()), ...(await life.toCome())])).toEqual(whole);
    expect(compareWaiting(life.state(), await listLedgerStandings(own.database, id))).toEqual([]);
  } while (await life.wake());
  expect(said(await rowsOf())).toEqual(whole);
  expect((await rowsOf()).every(({ reason }) => reason === SAID)).toBe(true);
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, differences: [] });
}, 60_000);

test('after a return the ladder goes on where the work stands, the log says from where, and a hand on it is named', async () => {
  const { id } = await published();
  const life = await lifeOf(id, '2026-01-05 09:00');
  await life.give('acknowledge');
  for (let wakes = 0; wakes < 4; wakes++) await life.wake();
  await life.give('report');
  await life.give('return');
  const { resumedFrom, next } = await loadLifecycleRow(own.database, id);
  expect(resumedFrom).not.toBeNull();
  expect(next).not.toBeNull();
  expect(compareWaiting(life.state(), await listLedgerStandings(own.database, id))).toEqual([]);
  expect((await loadLifecycleState(own.database, id)).pending.map((step) => step.id).sort()).toEqual(
    life
      .state()
      .pending.map((step) => step.id)
      .sort(),
  );
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, differences: [] });
  await runSql(own.url, `update assignment set ladder_resumed_from = ladder_resumed_from + interval '90 days'`);
  await runSql(own.url, `update assignment set ladder_from = ladder_from - interval '90 days'`);
  const { differences } = await verifyInstallation(own.database, null);
  expect(differences.map(({ column }) => column).sort()).toEqual(['ladderFrom', 'resumedFrom']);
}, 60_000);

test('a step that nobody wrote in time is the watch’s, like a row that nobody staged', async () => {
  const { id } = await published();
  await runSql(own.url, 'set session_replication_role = replica; delete from ledger_entry');
  const { next } = await loadLifecycleRow(own.database, id);
  const after = new Date(Date.parse(next?.slotAt ?? '') + 3_600_000);
  expect(await listUnstagedPastTime(own.database, after, { after: '', limit: 10 })).toEqual([id]);
  expect(await countOpenPastTime(own.database, after)).toEqual({ planned: 1 });
  expect(
    compareWaiting({ assignmentId: id, pending: [], staged: [] }, await listLedgerStandings(own.database, id)),
  ).toEqual([{ step: next?.step, kind: 'not-waited-for', slotAt: next?.slotAt }]);
  expect((await loadLifecycleState(own.database, id)).pending.map((step) => step.id)).toEqual([next?.step]);
});

test('what an earlier version gave out has all of its rows: it goes on as it was, and nothing is said twice', async () => {
  const { assignmentIds } = await publishedAsBefore(own.database, PLAN);
  const id = assignmentIds[0] as string;
  const before = said(await rowsOf());
  const life = await lifeOf(id, '2026-01-05 09:00');
  expect(await life.toCome()).toEqual([]);
  while (await life.wake());
  expect(said(await rowsOf())).toEqual(before);
  expect((await rowsOf()).every(({ reason }) => reason === SAID)).toBe(true);
  expect(await loadLifecycleRow(own.database, id)).toMatchObject({ ladderFrom: null, resumedFrom: null, next: null });
}, 60_000);
