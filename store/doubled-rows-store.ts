// Rows of a draft that say what another row says: of the same draft, or of a plan that was given out. Published, their agencies get the work twice.
import { type DraftRow, type GivenRow, type Repeat, repeatsToAsk } from '#domain/plan/repeats-to-ask.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

type Draft = { id: string; revisionId: string };

/** Those that nobody was asked about yet, in the order of the draft. */
export async function listDoubledRows(database: Database, { id, revisionId }: Draft): Promise<Repeat[]> {
  const [found] = await database.$queryRaw<{ draft: DraftRow[] | null; given: GivenRow[] | null }[]>`
    WITH mine AS MATERIALIZED (
      SELECT r.*, ${TITLE_KEY} AS key FROM plan_activity r WHERE r.revision_id = ${revisionId}
    ), given AS MATERIALIZED (
      SELECT r.*, p.title AS plan_title, p.created_at AS plan_created_at, ${TITLE_KEY} AS key
      FROM plan_activity r JOIN plan p ON p.id = r.plan_id JOIN plan own ON own.id = ${id}
      WHERE p.id <> own.id AND p.status <> 'draft' AND NOT p.sample AND p.year_from <= own.year_to AND p.year_to >= own.year_from
        AND (p.status = 'publishing' OR EXISTS (
          SELECT FROM assignment a WHERE a.activity_id = r.id AND a.status <> 'withdrawn'))
    )
    SELECT
      (SELECT json_agg(json_build_object(${SAYS}, 'written', r.deadline_text, 'decided', r.decided_text, 'doubts', r.doubts) ORDER BY r.position)
        FROM mine r WHERE r.key IN (SELECT key FROM mine GROUP BY key HAVING count(*) > 1) OR r.key IN (SELECT key FROM given)) AS draft,
      (SELECT json_agg(json_build_object(${SAYS}, 'time', coalesce(r.decided_text, r.deadline_text), 'plan', r.plan_title)
          ORDER BY r.plan_created_at, r.position)
        FROM given r WHERE r.key IN (SELECT key FROM mine)) AS given`;
  return repeatsToAsk(found?.draft ?? [], found?.given ?? []);
}

/** The same at least for titles that the rule of the domain holds for the same, so that only few rows are held against each other there. */
const TITLE_KEY = Prisma.raw(
  `md5(lower(regexp_replace(translate(normalize(r.title, NFD), 'đĐ', 'dD'), '[^a-zA-Z0-9]+', '', 'g')))`,
);

const SAYS = Prisma.raw(
  `'table', r.table_number, 'row', r.row_number, 'objective', r.objective, 'task', r.task_title, 'title', r.title, 'products', r.products, 'leads', r.leads`,
);
