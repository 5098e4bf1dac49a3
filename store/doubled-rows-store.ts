// Rows of a draft that say what another row says: of the same draft, or of a plan that was given out. Published, their agencies get the work twice.
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

export interface DoubledRow {
  table: number;
  row: number;
  title: string;
  leads: string[];
  /** The first row that says the same; `plan` names the plan that was given out, null = it is this draft's own. */
  first: { table: number; row: number; plan: string | null };
}

type Draft = { id: string; revisionId: string };

/** The first of them in the order of the draft, and how many there are; letters, blanks and the order of agencies count for nothing. */
export async function listDoubledRows(
  database: Database,
  { id, revisionId }: Draft,
  limit: number,
): Promise<{ total: number; rows: DoubledRow[] }> {
  const [found] = await database.$queryRaw<{ total: number; rows: DoubledRow[] | null }[]>`
    WITH mine AS MATERIALIZED (
      SELECT r.position, r.table_number, r.row_number, r.title, r.leads, ${SAID} AS said FROM plan_activity r WHERE r.revision_id = ${revisionId}
    ), others AS MATERIALIZED (
      SELECT DISTINCT ON (said) said, table_number, row_number, plan_title FROM (
        SELECT r.table_number, r.row_number, r.position, p.title AS plan_title, p.created_at, ${SAID} AS said
        FROM plan_activity r JOIN plan p ON p.id = r.plan_id JOIN plan own ON own.id = ${id}
        WHERE p.id <> own.id AND p.status <> 'draft' AND NOT p.sample AND p.year_from <= own.year_to AND p.year_to >= own.year_from
          AND (p.status = 'publishing' OR EXISTS (
            SELECT FROM assignment a WHERE a.activity_id = r.id AND a.status <> 'withdrawn'))
      ) given ORDER BY said, created_at, position
    ), doubled AS (
      SELECT m.position, json_build_object('table', m.table_number, 'row', m.row_number, 'title', m.title, 'leads', m.leads,
        'first', CASE WHEN first.position IS NOT NULL
          THEN json_build_object('table', first.table_number, 'row', first.row_number, 'plan', NULL)
          ELSE json_build_object('table', o.table_number, 'row', o.row_number, 'plan', o.plan_title) END) AS shown
      FROM mine m
        LEFT JOIN (SELECT DISTINCT ON (said) said, position, table_number, row_number FROM mine ORDER BY said, position) first
          ON first.said = m.said AND first.position < m.position
        LEFT JOIN others o ON o.said = m.said
      WHERE first.position IS NOT NULL OR o.said IS NOT NULL
    )
    SELECT (SELECT count(*)::int FROM doubled) AS total,
      (SELECT json_agg(shown ORDER BY position) FROM (SELECT * FROM doubled ORDER BY position LIMIT ${limit}) named) AS rows`;
  return { total: found?.total ?? 0, rows: found?.rows ?? [] };
}

const folded = (text: string) =>
  `lower(trim(regexp_replace(normalize(coalesce(${text}, ''), NFC), '[[:space:][:punct:]]+', ' ', 'g')))`;
const set = (column: string) =>
  `(SELECT coalesce(jsonb_agg(DISTINCT ${folded('one')}), '[]') FROM unnest(r.${column}) one)`;

/** What a row `r` says: the work under its task, whose it is, what comes of it, by when. */
const SAID = Prisma.raw(
  `md5(jsonb_build_array(${folded('r.task_title')}, ${folded('r.title')}, ${set('leads')}, ${set('products')},
    ${folded('coalesce(r.decided_text, r.deadline_text)')})::text)`,
);
