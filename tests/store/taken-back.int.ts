// A reminder that was taken back can be said after all: beside its ended row, and once.
import { beforeAll, expect, test } from 'vitest';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LifecycleEvent } from '#domain/lifecycle/state.ts';
import { recordTransition } from '#store/lifecycle-store.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { vn } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { furnish, ownDatabase, publishedPlan, runSql } from '../support/store.ts';

const own = ownDatabase();
const MIGRATION = '20261129100000_taken_back_and_said_again';
let assignmentId: string;

beforeAll(async () => {
  await furnish(own.database);
  assignmentId = (await publishedPlan(own.database)).assignmentIds[0] as string;
  // The tables as the version before had them, with a reminder that a report took back.
  await runSql(
    own.url,
    `drop index ledger_entry_assignment_id_step_contact_id_slot_at_key;
     create unique index ledger_entry_assignment_id_step_contact_id_slot_at_key
       on ledger_entry (assignment_id, step, contact_id, slot_at);
     delete from _prisma_migrations where migration_name = '${MIGRATION}'`,
  );
  await record(
    { type: 'reported', note: '', documentNumber: null, evidenceUrl: null, reportedOn: day('2026-11-13'), steps: [] },
    ['due'],
  );
  expect(await prepareDatabase(own.ownerUrl, own.url)).toEqual([MIGRATION]);
}, 60_000);

test('after the upgrade a return gives back what the report took, and what it had said before stays said', async () => {
  expect(await standings()).toEqual(['a.cv superseded', 'a.tp superseded']);
  await record({ type: 'returned', reason: 'Thiếu phụ lục', steps: [] }, [], ['due']);
  expect(await standings()).toEqual(['a.cv planned', 'a.cv superseded', 'a.tp superseded']);
});

test('what has still to be said cannot be planned twice', async () => {
  const copy = `insert into ledger_entry (id, assignment_id, step, rung, audience, contact_id, channel, slot_at, status)
    select 'ban-sao', assignment_id, step, rung, audience, contact_id, channel, slot_at, status from ledger_entry
    where assignment_id = '${assignmentId}' and step = 'due' and status = 'planned'`;
  await expect(runSql(own.url, copy)).rejects.toThrow(/ledger_entry_assignment_id_step_contact_id_slot_at_key/);
});

type Said = LifecycleEvent extends infer Event
  ? Event extends LifecycleEvent
    ? Omit<Event, 'sequence' | 'actor' | 'occurredAt' | 'commandId'>
    : never
  : never;
/** The publication itself records that the work was assigned. */
let sequence = 1;

async function record(said: Said, steps: string[], add: string[] = []): Promise<void> {
  sequence += 1;
  const stamp = { sequence, actor: 'thử', occurredAt: vn('2026-11-13 07:58'), commandId: `lenh-${sequence}` };
  const event = { ...stamp, ...said } as LifecycleEvent;
  const status: AssignmentStatus = said.type === 'reported' ? 'reported' : 'in-progress';
  const reminders = add.map((step) => ({
    ...{ step, rung: step, turn: 1, role: 'lead' as const, contactId: 'a.cv', channel: 'email' as const },
    slotAt: vn('2026-11-13 08:00'),
  }));
  const supersede = { steps, reason: 'đã báo cáo, chờ xác nhận' };
  const transition = { assignmentId, event, status, supersede, add: reminders };
  expect(await recordTransition(own.database, transition, new Date())).toMatchObject({ isNew: true });
}

async function standings(): Promise<string[]> {
  const rows = await own.database.ledgerEntry.findMany({ where: { assignmentId, step: 'due' } });
  return rows.map(({ contactId, status }) => `${contactId} ${status}`).sort();
}
