// Work that other offices of the installation give to this one: what they say of it comes through one function of the database (ADR 0225) and is
// noted here, with an event in the log of this office for each step.
import { randomUUID } from 'node:crypto';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { type NotedWork, whatHappenedAbove } from '#domain/above/what-happened-above.ts';
import type { LoggedAbove } from '#domain/audit/compare-above.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { raiseAttention, resolveMatter } from './attention-store.ts';
import { appendNextEvents, lockChain, type UnnumberedEvent } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { fromDateColumnOrNull } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';

export interface WorkFromAbove {
  id: string;
  givingOffice: number;
  /** Of the giving office. */
  assignmentId: string;
  officeName: string;
  planTitle: string;
  title: string;
  products: string[];
  due: LocalDate | null;
  status: AssignmentStatus;
  /** Number of the last event there. */
  sequence: number;
  /** The plan here by which it is given on; null = nobody has handed it on. */
  planId: string | null;
}

/** One piece of it as it was noted last, or null when there is none. */
export async function findWorkFromAbove(database: Database, id: string): Promise<WorkFromAbove | null> {
  const row = await database.workFromAbove.findUnique({ where: { id } });
  if (row === null) return null;
  return { ...row, status: row.status as AssignmentStatus, due: fromDateColumnOrNull(row.due) };
}

/** What is said of it above, and how it was noted here before; `was` null = it is new. */
interface Said extends NotedWork {
  id: string | null;
  was: NotedWork | null;
  givingOffice: number;
  assignmentId: string;
  planTitle: string;
  products: string[];
  givenAt: Date;
}

/**
 * Notes what offices above have given, changed or taken back since, and raises it as a matter of this office's officer; answers how much was new.
 * @param by whoever has just done something about it here: a report that went up is told in their name
 */
export async function noteWorkFromAbove(database: Database, by: ChangedBy): Promise<number> {
  // Nearly always there is nothing, and then nobody has to wait for the log.
  if ((await listSaidAnew(database)).length === 0) return 0;
  return database.$transaction(async (tx) => {
    // Of two that note at once the second finds nothing.
    await lockChain(tx);
    const said = await listSaidAnew(tx);
    const events: UnnumberedEvent[] = [];
    for (const one of said) events.push(...(await noteOne(tx, one, by)));
    await appendNextEvents(tx, events, instantOf(by.now));
    await renewMatter(
      tx,
      by,
      events.some(({ type }) => type === 'above-given' || type === 'above-returned'),
    );
    return said.length;
  });
}

const AS_NOTED = Prisma.sql`json_build_object('status', k.status, 'sequence', k.sequence, 'returnReason', k.return_reason,
  'officeName', k.office_name, 'title', k.title, 'due', k.due::text)`;

async function listSaidAnew(database: Database | Transaction): Promise<Said[]> {
  return database.$queryRaw<Said[]>`
    WITH given AS (SELECT * FROM work_given_to_this_office())
    SELECT k.id, given.giving_office AS "givingOffice", given.assignment_id AS "assignmentId", given.office_name AS "officeName",
      given.plan_title AS "planTitle", given.title, given.products, given.due::text, given.status, given.sequence,
      given.return_reason AS "returnReason", given.given_at AS "givenAt",
      CASE WHEN k.id IS NOT NULL THEN ${AS_NOTED} END AS was
    FROM given LEFT JOIN work_from_above k ON k.giving_office = given.giving_office AND k.assignment_id = given.assignment_id
    WHERE k.id IS NULL OR (k.office_name, k.plan_title, k.title, k.products, k.due, k.status, k.sequence, k.return_reason)
      IS DISTINCT FROM (given.office_name, given.plan_title, given.title, given.products, given.due, given.status, given.sequence, given.return_reason)
    UNION ALL
    -- Given to another agency since, or the agency is this office no more.
    SELECT k.id, k.giving_office, k.assignment_id, k.office_name, k.plan_title, k.title, k.products, k.due::text, 'withdrawn', k.sequence,
      k.return_reason, k.given_at, ${AS_NOTED}
    FROM work_from_above k
    WHERE k.status NOT IN ('verified', 'withdrawn') AND NOT EXISTS (
      SELECT FROM given WHERE given.giving_office = k.giving_office AND given.assignment_id = k.assignment_id)`;
}

async function noteOne(tx: Transaction, said: Said, by: ChangedBy): Promise<UnnumberedEvent[]> {
  const { was, id: known, due, givingOffice, assignmentId, givenAt, ...facts } = said;
  const id = known ?? randomUUID();
  const data = { ...facts, due: due === null ? null : new Date(due) };
  if (known === null) await tx.workFromAbove.create({ data: { ...data, id, givingOffice, assignmentId, givenAt } });
  else await tx.workFromAbove.update({ where: { id }, data });
  const type = whatHappenedAbove(was, said);
  if (type === null) return [];
  const { officeName, title, status, returnReason } = said;
  const payload = { officeName, title, due, status, ...(type === 'above-returned' ? { reason: returnReason } : {}) };
  // Whoever of the other office did it is that office's matter.
  const actor = type === 'above-reported' ? by.actor : officeName;
  return [{ subject: `above/${id}`, type, actor, occurredAt: instantOf(by.now), payload }];
}

const MATTER = 'work-from-above';

/** True of a row that nobody has handed on: no plan gives it on, or one that nobody has given out yet. */
export const NOT_HANDED_ON = Prisma.sql`NOT EXISTS (SELECT FROM plan p WHERE p.id = w.plan_id AND p.status <> 'draft')`;

/** One matter however much there is of it: raised when there is more, off the list when nothing waits for the officer. */
async function renewMatter(tx: Transaction, by: ChangedBy, hasMore: boolean): Promise<void> {
  const [waits] = await tx.$queryRaw<{ open: number; returned: number; offices: string }[]>`
    SELECT count(*) FILTER (WHERE return_reason IS NULL)::int AS open, count(*) FILTER (WHERE return_reason IS NOT NULL)::int AS returned,
      coalesce(string_agg(DISTINCT office_name, ', '), '') AS offices
    FROM work_from_above w WHERE status IN ('assigned', 'in-progress') AND (return_reason IS NOT NULL OR ${NOT_HANDED_ON})`;
  const { open, returned, offices } = waits ?? { open: 0, returned: 0, offices: '' };
  if (open + returned === 0) await resolveMatter(tx, MATTER, by);
  else if (hasMore) {
    const parts = [
      ...(open > 0 ? [`${open} việc chưa giao tiếp`] : []),
      ...(returned > 0 ? [`${returned} báo cáo bị trả lại`] : []),
    ];
    const what = `Việc cấp trên giao: ${parts.join(', ')}`;
    await raiseAttention(tx, { id: MATTER, what, place: offices, href: '/viec-cap-tren-giao' }, by.now);
  }
}

/** The same after something was handed on. */
export async function noteHandedOn(tx: Transaction, by: ChangedBy): Promise<void> {
  await renewMatter(tx, by, false);
}

/** All of it as the table has it, for the check against the log; a plan that is a draft still has not given it on. */
export async function readNotedWork(tx: Transaction): Promise<Map<string, LoggedAbove>> {
  const rows = await tx.workFromAbove.findMany({ include: { plan: { select: { status: true } } } });
  return new Map(
    rows.map(({ id, officeName, title, due, status, planId, plan }) => [
      id,
      {
        officeName,
        title,
        due: fromDateColumnOrNull(due),
        status: status as AssignmentStatus,
        planId: plan === null || plan.status === 'draft' ? null : planId,
      },
    ]),
  );
}
