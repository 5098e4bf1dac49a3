// Fills a database with a year of a province: plans with all their rows, work with its lives, through the stores where an event is written.
import { randomUUID } from 'node:crypto';
import type { ParsedPlan } from '#contracts/plan.ts';
import type { Instant } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { addDays, localDateOf } from '#domain/calendar/local-date.ts';
import { readAssignmentFacts } from '#store/assignment-facts.ts';
import { appendAuditEvents, type NewAuditEvent } from '#store/audit-store.ts';
import type { Database } from '#store/database.ts';
import { addDraftPlan, findPlan } from '#store/plan-store.ts';
import { aRow } from '../tests/support/builders.ts';
import { furnish } from '../tests/support/store.ts';

export const TODAY = localDateOf('2026-07-15');
const GIVEN_AT = instantOf('2026-01-05T02:00:00Z');
const TEXTS = Array.from({ length: 60 }, (_, n) => `Trước ngày ${(n % 28) + 1}/${(n % 12) + 1}`);
const AGENCIES = 2_000;
/** Events that are appended at once. */
const SET_MAX = 5_000;

/** `assignments` in plans of 2,000 rows, of which about `overdue` are open past their day. @returns the ids of the plans. */
export async function fillLists(database: Database, assignments: number, overdue: number): Promise<string[]> {
  await furnish(database);
  const plans = await addWaiting(database, assignments);
  const late = await endPast(database, assignments, overdue);
  if (Math.abs(late - overdue) > overdue / 10) throw new Error(`${late} overdue instead of ${overdue}`);
  await database.$executeRawUnsafe('ANALYZE');
  return plans;
}

/** `assignments` in plans of 2,000 rows, with what the ledger plans to say of each, beside what an office has. @returns the ids of the plans. */
export async function addWaiting(database: Database, assignments: number): Promise<string[]> {
  await addPeople(database);
  const plans: string[] = [];
  for (let from = 0; from < assignments; from += 2_000) plans.push(await addPublishedPlan(database, from));
  await database.$executeRaw`
    INSERT INTO ledger_entry (id, assignment_id, step, rung, audience, contact_id, channel, slot_at, status)
    SELECT a.id || '-' || n, a.id, 'buoc-' || n, 'before', 'lead', a.agency_id || '.cv', 'email', TIMESTAMPTZ '2027-01-01' + n * INTERVAL '1 day', 'planned'
    FROM assignment a, generate_series(1, 5) n WHERE a.plan_id = ANY(${plans})`;
  await database.$executeRawUnsafe('ANALYZE');
  return plans;
}

/** People and agencies as rows: importing them is not what is measured. */
async function addPeople(database: Database): Promise<void> {
  const agencies = Array.from({ length: AGENCIES }, (_, n) => ({
    id: `xa-${n}`,
    name: `UBND xã Đông Hòa số ${n}`,
    aliases: [],
  }));
  await database.agency.createMany({ data: agencies });
  const person = { position: 'Chuyên viên', role: 'clerk', channels: ['email'] };
  await database.contact.createMany({
    data: agencies.map(({ id }) => ({
      ...person,
      id: `${id}.cv`,
      agencyId: id,
      name: `Cán bộ ${id}`,
      email: `${id}@vi-du.example`,
    })),
  });
}

async function addPublishedPlan(database: Database, from: number): Promise<string> {
  const rows = Array.from({ length: 2_000 }, (_, n) =>
    aRow({
      code: String(n + 1),
      title: `Rà soát, đánh giá thủ tục hành chính theo chuyên đề số ${String(from + n).padStart(5, '0')} và tổ chức tập huấn cho cán bộ`,
      leads: [`UBND xã Đông Hòa số ${n}`],
      deadlineText: TEXTS[(n * 7) % TEXTS.length] as string,
      field: n % 3 === 0 ? 'II' : 'I',
      place: { table: 1, row: n + 2 },
    }),
  );
  const parsed: ParsedPlan = {
    plan: {
      title: `KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH SỐ ${from / 2_000 + 1} NĂM 2026`,
      issuer: 'UBND tỉnh',
      yearFrom: 2026,
      yearTo: 2026,
    },
    fields: [
      { code: 'I', title: 'CẢI CÁCH THỂ CHẾ' },
      { code: 'II', title: 'CẢI CÁCH THỦ TỤC HÀNH CHÍNH' },
    ],
    rows,
    issues: [],
  };
  const file = {
    fileName: 'ke-hoach.docx',
    fileSha256: randomUUID().replaceAll('-', '').padEnd(64, '0'),
    sample: false,
  };
  const id = await addDraftPlan(database, { parsed, ...file, actor: 'Cán bộ', now: new Date(GIVEN_AT) });
  const plan = await findPlan(database, id);
  const policy = await database.ladderPolicy.findFirstOrThrow();
  const edition = await database.calendarEdition.findFirstOrThrow();
  const data = rows.map((row, n) => {
    const due = new Date(`${addDays(localDateOf('2026-01-10'), (n * 37) % 350)}T00:00:00Z`);
    return {
      id: randomUUID(),
      key: `I.${n + 1}/xa-${n}/${due.toISOString().slice(0, 10)}`,
      planId: id,
      activityId: plan?.rowIds[n] as string,
      agencyId: `xa-${n}`,
      title: row.activity.title,
      label: null,
      nature: 'dated',
      due,
      dueWorking: due,
      why: 'x',
      explanation: { text: 'x', steps: [] },
      status: 'assigned',
      sequence: 1,
      ladderPolicyId: policy.id,
      calendarEditionId: edition.id,
      publishedAt: new Date(GIVEN_AT),
      lifecycleReadyAt: new Date(GIVEN_AT),
    };
  });
  for (let some = 0; some < data.length; some += 500)
    await database.assignment.createMany({ data: data.slice(some, some + 500) });
  await database.plan.update({ where: { id }, data: { status: 'published' } });
  const facts = await readAssignmentFacts(database, { planId: id });
  await putEvents(
    database,
    [...facts].map(([one, of]) => event(one, 1, 'assigned', GIVEN_AT, { facts: of })),
  );
  return id;
}

/** Most of what was due is verified, some late, some waits; the rest is open and overdue. */
async function endPast(database: Database, assignments: number, overdue: number): Promise<number> {
  const past = await database.listedAssignment.findMany({
    where: { dueWorking: { lt: new Date(`${TODAY}T00:00:00Z`) } },
    select: { id: true, dueWorking: true },
    orderBy: { id: 'asc' },
  });
  const every = Math.max(2, Math.round(past.length / overdue));
  const events: NewAuditEvent[] = [];
  let open = 0;
  past.forEach(({ id, dueWorking }, n) => {
    if (n % every === 0) {
      open += 1;
      return;
    }
    const said = addDays(localDateOf((dueWorking as Date).toISOString().slice(0, 10)), n % 20 === 1 ? 6 : -3);
    const reportedOn = [said, TODAY].sort()[0] ?? TODAY;
    const at = instantOf(`${reportedOn}T01:00:00Z`);
    events.push(
      event(id, 2, 'acknowledged', at, {}),
      event(id, 3, 'reported', at, { note: 'Đã hoàn thành', reportedOn }),
    );
    // What waits for a person is not late: it has stopped its clock in time.
    if (n % 40 !== 3) events.push(event(id, 4, 'verified', at, {}));
  });
  await putEvents(database, events);
  if (past.length > assignments) throw new Error('more than there are');
  return open;
}

function event(
  id: string,
  sequence: number,
  type: string,
  at: Instant,
  payload: Record<string, unknown>,
): NewAuditEvent {
  return { subject: `assignment/${id}`, sequence, type, actor: 'Cán bộ', occurredAt: at, payload };
}

/** Into the log as the product writes it, the lists with it. */
async function putEvents(database: Database, events: NewAuditEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += SET_MAX) {
    const set = events.slice(from, from + SET_MAX);
    await database.$transaction((tx) => appendAuditEvents(tx, set, GIVEN_AT), { timeout: 120_000 });
  }
}
