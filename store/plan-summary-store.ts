// Plans in one line each, with how far their publication has come.
import type { LocalDate } from '#contracts/primitives.ts';
import type { PlanSummary } from '#contracts/routes.ts';
import { spokenYears } from '#domain/plan/spoken-years.ts';
import { wordsOf } from './assignment-list-store.ts';
import type { Database } from './database.ts';
import { countUndecidedRows } from './draft-store.ts';
import { Prisma } from './generated/client.ts';
import {
  type CursorValues,
  given,
  hasWords,
  inOrderOf,
  type Keyset,
  listIdsOfPage,
  type PageWanted,
} from './keyset.ts';
import { isInState } from './listed-source.ts';
import { planTag } from './plan-version-store.ts';
import { storedYears } from './plan-year-columns.ts';
import { loadProgress } from './publication-progress-store.ts';
import { loadReadings, type Readings } from './read-stored-rows.ts';

export interface PlanFilter {
  status?: PlanSummary['status'] | undefined;
  /** One of the years that it covers. */
  year?: number | undefined;
  /** With work of this agency that was given out. */
  agencyId?: string | undefined;
  fieldCode?: string | undefined;
  /** True: with open work whose date has passed on the day; false: all but those. */
  overdue?: { wanted: boolean; on: LocalDate } | undefined;
  words?: string | undefined;
}

const created = { sql: Prisma.sql`p.created_at`, type: 'timestamptz' } as const;
const id = { sql: Prisma.sql`p.id`, type: 'text' } as const;
export const PLAN_ORDERS = {
  '-created': { columns: [created, id], descending: true },
  created: { columns: [created, id] },
  title: { columns: [{ sql: Prisma.sql`p.title`, type: 'text' }, id] },
} as const satisfies Record<string, Keyset>;

/** A page of the plans that fit, with how far each has come. */
export async function listPlanSummaries(
  database: Database,
  filter: PlanFilter,
  page: PageWanted,
): Promise<{ items: PlanSummary[]; next: CursorValues | null }> {
  const found = { from: Prisma.sql`plan p`, id: id.sql, where: conditionsOf(filter) };
  const { ids, next } = await listIdsOfPage(database, found, page);
  const plans = await listCounted(database, Prisma.sql`p.id = ANY(${ids})`);
  return { items: await summarize(database, inOrderOf(ids, plans)), next };
}

function conditionsOf({ status, year, agencyId, fieldCode, overdue, words }: PlanFilter): Prisma.Sql[] {
  const hasWork = (which: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT FROM listed_assignment l WHERE l.plan_id = p.id AND ${which})`;
  return [
    ...given(status, (value) => Prisma.sql`p.status = ${value}`),
    ...given(year, (value) => Prisma.sql`${value}::int BETWEEN p.year_from AND coalesce(p.year_to, p.year_from)`),
    ...given(agencyId, (value) => hasWork(Prisma.sql`l.agency_id = ${value}`)),
    ...given(
      fieldCode,
      (value) => Prisma.sql`EXISTS (SELECT FROM plan_field f WHERE f.plan_id = p.id AND f.code = ${value})`,
    ),
    ...given(overdue, ({ wanted, on }) => {
      const late = hasWork(isInState(['open-overdue'], on));
      return wanted ? late : Prisma.sql`NOT ${late}`;
    }),
    ...hasWords(Prisma.sql`concat_ws(' ', p.title, p.issuer)`, wordsOf(words)),
  ];
}

/** One plan, or null. */
export async function findPlanSummary(database: Database, planId: string): Promise<PlanSummary | null> {
  const [summary] = await summarize(database, await listCounted(database, Prisma.sql`p.id = ${planId}`));
  return summary ?? null;
}

/** Drafts with rows whose date a person must still look at. */
export async function listUndecidedPlans(
  database: Database,
): Promise<{ id: string; title: string; undecided: number }[]> {
  const drafts = await listCounted(database, Prisma.sql`p.status = 'draft'`);
  const waiting: { id: string; title: string; undecided: number }[] = [];
  const readings = await loadReadings(database);
  for (const draft of drafts) {
    // Of unknown years nothing is dated: one answer, and every row waits for it.
    const undecided = draft.yearFrom === null ? draft.rows : await countUndecided(database, readings, draft);
    if (undecided > 0) waiting.push({ id: draft.id, title: draft.title, undecided });
  }
  return waiting;
}

interface CountedPlan {
  id: string;
  title: string;
  issuer: string | null;
  yearFrom: number | null;
  yearTo: number | null;
  issuedOn: Date | null;
  yearEvidence: unknown;
  sample: boolean;
  status: PlanSummary['status'];
  version: number;
  revisionId: string;
  rows: number;
}

function listCounted(database: Database, which: Prisma.Sql): Promise<CountedPlan[]> {
  return database.$queryRaw<CountedPlan[]>`
    SELECT p.id, p.title, p.issuer, p.year_from AS "yearFrom", p.year_to AS "yearTo",
      p.issued_on AS "issuedOn", p.year_evidence AS "yearEvidence", p.sample, p.status, p.version,
      revision.id AS "revisionId",
      (SELECT count(*)::int FROM plan_activity row WHERE row.revision_id = revision.id) AS rows
    FROM plan p JOIN LATERAL (
      SELECT id FROM plan_revision WHERE plan_id = p.id ORDER BY number DESC LIMIT 1
    ) revision ON true
    WHERE ${which} ORDER BY p.created_at DESC`;
}

async function summarize(database: Database, plans: readonly CountedPlan[]): Promise<PlanSummary[]> {
  const isDraft = ({ status }: CountedPlan) => status === 'draft';
  const given = plans.filter((plan) => !isDraft(plan)).map(({ id }) => id);
  const progress = await loadProgress(database, given);
  const readings = plans.some(isDraft) ? await loadReadings(database) : null;
  const summaries: PlanSummary[] = [];
  for (const plan of plans) {
    const { revisionId: _, version, ...shown } = plan;
    const years = storedYears(plan);
    const { issuedOn = null, yearEvidence = null } = years;
    const yearsSaid = { issuedOn, yearEvidence, yearsWhy: yearEvidence === null ? null : spokenYears(years) };
    // A plan is given out only when nobody has to look at it any more.
    const undecided = readings !== null && isDraft(plan) ? await countUndecided(database, readings, plan) : 0;
    const publication = progress.get(plan.id) ?? null;
    summaries.push({ ...shown, ...yearsSaid, etag: planTag(plan.id, version), undecided, publication });
  }
  return summaries;
}

/** By plan: every decision counts the version up, so that what was counted of a version stays. */
const counted = new Map<string, { version: number; editionId: string; undecided: number }>();

async function countUndecided(database: Database, readings: Readings, draft: CountedPlan): Promise<number> {
  const { editionId } = readings;
  const known = counted.get(draft.id);
  if (known?.version === draft.version && known.editionId === editionId) return known.undecided;
  const undecided = await countUndecidedRows(database, readings, { ...draft, years: storedYears(draft) });
  counted.set(draft.id, { version: draft.version, editionId, undecided });
  return undecided;
}
