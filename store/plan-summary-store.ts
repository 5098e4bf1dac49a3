// Plans in one line each, with how far their publication has come.
import type { PlanSummary } from '#contracts/routes.ts';
import type { Database } from './database.ts';
import { countUndecidedRows } from './draft-store.ts';
import { Prisma } from './generated/client.ts';
import { planTag } from './plan-version-store.ts';
import { loadProgress } from './publication-progress-store.ts';
import { loadReadings } from './read-stored-rows.ts';

/** Every plan, the newest first. */
export async function listPlanSummaries(database: Database): Promise<PlanSummary[]> {
  const plans = await listCounted(database, Prisma.sql`true`);
  const summaries: PlanSummary[] = [];
  for (const plan of plans) summaries.push(await toSummary(database, plan));
  return summaries;
}

/** One plan, or null. */
export async function findPlanSummary(database: Database, planId: string): Promise<PlanSummary | null> {
  const [plan] = await listCounted(database, Prisma.sql`p.id = ${planId}`);
  return plan === undefined ? null : toSummary(database, plan);
}

/** Drafts with rows whose date a person must still look at. */
export async function listUndecidedPlans(
  database: Database,
): Promise<{ id: string; title: string; undecided: number }[]> {
  const drafts = await listCounted(database, Prisma.sql`p.status = 'draft'`);
  const waiting: { id: string; title: string; undecided: number }[] = [];
  for (const draft of drafts) {
    const undecided = await countUndecided(database, draft);
    if (undecided > 0) waiting.push({ id: draft.id, title: draft.title, undecided });
  }
  return waiting;
}

interface CountedPlan {
  id: string;
  title: string;
  issuer: string | null;
  yearFrom: number;
  yearTo: number;
  sample: boolean;
  status: PlanSummary['status'];
  version: number;
  revisionId: string;
  rows: number;
}

function listCounted(database: Database, which: Prisma.Sql): Promise<CountedPlan[]> {
  return database.$queryRaw<CountedPlan[]>`
    SELECT p.id, p.title, p.issuer, p.year_from AS "yearFrom", p.year_to AS "yearTo", p.sample, p.status, p.version,
      revision.id AS "revisionId",
      (SELECT count(*)::int FROM plan_activity row WHERE row.revision_id = revision.id) AS rows
    FROM plan p JOIN LATERAL (
      SELECT id FROM plan_revision WHERE plan_id = p.id ORDER BY number DESC LIMIT 1
    ) revision ON true
    WHERE ${which} ORDER BY p.created_at DESC`;
}

async function toSummary(database: Database, plan: CountedPlan): Promise<PlanSummary> {
  const { id, title, issuer, yearFrom, yearTo, sample, status, version, rows } = plan;
  return {
    id,
    title,
    issuer,
    yearFrom,
    yearTo,
    sample,
    status,
    rows,
    etag: planTag(id, version),
    // A plan is given out only when nobody has to look at it any more.
    undecided: status === 'draft' ? await countUndecided(database, plan) : 0,
    publication: status === 'draft' ? null : await loadProgress(database, id),
  };
}

type Draft = Pick<CountedPlan, 'id' | 'version' | 'revisionId' | 'yearFrom' | 'yearTo'>;

/** By plan: every decision counts the version up, so that what was counted of a version stays. */
const counted = new Map<string, { version: number; editionId: string; undecided: number }>();

async function countUndecided(database: Database, draft: Draft): Promise<number> {
  const { editionId } = await loadReadings(database);
  const known = counted.get(draft.id);
  if (known?.version === draft.version && known.editionId === editionId) return known.undecided;
  const undecided = await countUndecidedRows(database, draft);
  counted.set(draft.id, { version: draft.version, editionId, undecided });
  return undecided;
}
