// The list of work that other offices give to this one, with what is done of it here.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { WorkFromAboveRow } from '#contracts/work-from-above.ts';
import { type AboveStanding, standingAbove } from '#domain/above/what-happened-above.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { given, hasWords, inOrderOf, type Keyset, listIdsOfPage, type PageWanted } from './keyset.ts';
import { fromDateColumnOrNull, fromTimestamp } from './local-date.ts';
import { NOT_HANDED_ON } from './work-from-above-store.ts';

const id = { sql: Prisma.sql`w.id`, type: 'text' } as const;
const due = { sql: Prisma.sql`coalesce(w.due, '9999-12-31')::text`, type: 'text' } as const;
const givenAt = { sql: Prisma.sql`w.given_at`, type: 'timestamptz' } as const;
export const WORK_FROM_ABOVE_ORDERS = {
  due: { columns: [due, id] },
  '-given': { columns: [givenAt, id], descending: true },
} as const satisfies Record<string, Keyset>;

const RUNS = Prisma.sql`w.status IN ('assigned', 'in-progress')`;
const STANDS: Record<AboveStanding, Prisma.Sql> = {
  open: Prisma.sql`${RUNS} AND w.return_reason IS NULL AND ${NOT_HANDED_ON}`,
  'handed-on': Prisma.sql`${RUNS} AND w.return_reason IS NULL AND NOT ${NOT_HANDED_ON}`,
  returned: Prisma.sql`${RUNS} AND w.return_reason IS NOT NULL`,
  reported: Prisma.sql`w.status = 'reported'`,
  verified: Prisma.sql`w.status = 'verified'`,
  withdrawn: Prisma.sql`w.status = 'withdrawn'`,
};

/** A page of it. */
export async function listWorkFromAbove(
  database: Database,
  { standing, words, onlyId }: { standing?: AboveStanding | undefined; words?: string | undefined; onlyId?: string },
  page: PageWanted,
) {
  const where = [
    ...given(standing, (value) => STANDS[value]),
    ...given(onlyId, (value) => Prisma.sql`w.id = ${value}`),
    ...hasWords(
      Prisma.sql`concat_ws(' ', w.title, w.office_name, w.plan_title)`,
      foldDiacritics(words ?? '')
        .split(/\s+/)
        .filter(Boolean),
    ),
  ];
  const { ids, next } = await listIdsOfPage(database, { from: Prisma.sql`work_from_above w`, id: id.sql, where }, page);
  const rows = await database.workFromAbove.findMany({ where: { id: { in: ids } }, include: WITH_WORK });
  return { items: inOrderOf(ids, rows).map(toRow), next };
}

const WITH_WORK = {
  plan: {
    include: {
      assignments: {
        orderBy: { key: 'asc' },
        include: {
          agency: { select: { name: true } },
          reports: {
            where: { outcome: { in: ['waiting', 'accepted'] } },
            orderBy: { sequence: 'desc' },
            take: 1,
            include: { files: { orderBy: { position: 'asc' } } },
          },
        },
      },
    },
  },
} as const satisfies Prisma.WorkFromAboveInclude;

function toRow(row: Prisma.WorkFromAboveGetPayload<{ include: typeof WITH_WORK }>): WorkFromAboveRow {
  const status = row.status as AssignmentStatus;
  const plan = row.plan === null || row.plan.status === 'draft' ? null : row.plan;
  return {
    id: row.id,
    officeName: row.officeName,
    planTitle: row.planTitle,
    title: row.title,
    products: row.products,
    due: fromDateColumnOrNull(row.due),
    givenAt: fromTimestamp(row.givenAt),
    standing: standingAbove({ status, returnReason: row.returnReason }, plan !== null),
    returnReason: row.returnReason,
    planId: plan?.id ?? null,
    works: (plan?.assignments ?? []).map((work) => ({
      id: work.id,
      agencyName: work.agency.name,
      due: fromDateColumnOrNull(work.due),
      status: work.status as AssignmentStatus,
      report:
        work.reports.map(({ note, documentNumber, evidenceUrl, files }) => ({
          note,
          documentNumber,
          evidenceUrl,
          files: files.map(({ id: fileId, name, size }) => ({ id: fileId, name, size })),
        }))[0] ?? null,
    })),
  };
}
