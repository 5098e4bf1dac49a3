// What changed, for whoever listens: marks that cost nothing to compare, and the events behind one of them with what they are about.
import type { Marks, TouchingEvent } from '#domain/changes/change.ts';
import type { Database } from './database.ts';
import { fromTimestamp } from './local-date.ts';

interface MarksRow {
  index: bigint;
  matters: Date | null;
  messages: Date | null;
  publishing: Record<string, string>;
}

/** The marks of this office, each from the end of an index; its day is nothing that the database knows. */
export async function loadMarks(database: Database): Promise<Omit<Marks, 'day'>> {
  const [row] = await database.$queryRaw<MarksRow[]>`
    SELECT
      coalesce((SELECT index FROM audit_event ORDER BY index DESC LIMIT 1), 0) AS index,
      (SELECT last_at FROM attention WHERE resolved_at IS NULL ORDER BY last_at DESC LIMIT 1) AS matters,
      greatest(
        (SELECT ended_at FROM message WHERE sealed_index IS NULL AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1),
        (SELECT ended_at FROM ledger_entry WHERE sealed_index IS NULL AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1)
      ) AS messages,
      (SELECT coalesce(json_object_agg(p.id, concat_ws('/', asked.total, asked.recorded,
          (SELECT count(*) FROM assignment a WHERE a.plan_id = p.id AND a.lifecycle_ready_at IS NULL))), '{}')
        FROM plan p LEFT JOIN publication asked ON asked.plan_id = p.id WHERE p.status = 'publishing') AS publishing`;
  if (row === undefined) throw new Error('a query of one row gave none');
  return {
    index: Number(row.index),
    matters: row.matters === null ? null : fromTimestamp(row.matters),
    messages: row.messages === null ? null : fromTimestamp(row.messages),
    publishing: row.publishing,
  };
}

interface TouchingRow extends Pick<TouchingEvent, 'type' | 'family' | 'planId'> {
  index: bigint;
  recordedAt: Date;
  workId: string | null;
  agencyId: string | null;
  fieldCode: string | null;
}

/** The events behind `after` up to `upTo`, in their order, with what each is about and when it was recorded. */
export async function listTouching(
  database: Database,
  { after, upTo }: { after: number; upTo: number },
): Promise<(TouchingEvent & { recordedAt: Date })[]> {
  const rows = await database.$queryRaw<TouchingRow[]>`
    WITH told AS MATERIALIZED (
      SELECT index, type, recorded_at, split_part(subject, '/', 1) AS family, substr(subject, strpos(subject, '/') + 1) AS rest,
        CASE WHEN type = 'deliveries-sealed' THEN payload -> 'items' END AS sealed
      FROM audit_event WHERE index > ${after}::bigint AND index <= ${upTo}::bigint
    ), touching AS (
      SELECT index, CASE WHEN family IN ('assignment', 'lead') THEN rest END AS work_id,
        CASE WHEN family IN ('plan', 'plan-years') THEN rest END AS plan_id
      FROM told WHERE family NOT IN ('reminder', 'plan-row')
      UNION SELECT index, r.assignment_id, NULL FROM told JOIN ledger_entry r ON r.id = rest WHERE family = 'reminder'
      UNION SELECT index, NULL, a.plan_id FROM told JOIN plan_activity a ON a.id = rest WHERE family = 'plan-row'
      UNION SELECT index, r.assignment_id, NULL
      FROM told, jsonb_array_elements(sealed) item JOIN ledger_entry r ON r.id = item ->> 1 WHERE item ->> 0 = 'entry'
    )
    SELECT told.index, told.type, told.family, told.recorded_at AS "recordedAt", touching.plan_id AS "planId",
      w.id AS "workId", w.agency_id AS "agencyId", w.field_code AS "fieldCode"
    FROM told JOIN touching USING (index) LEFT JOIN listed_assignment w ON w.id = touching.work_id
    ORDER BY told.index`;
  return rows.map(({ index, workId, agencyId, fieldCode, ...row }) => ({
    ...row,
    index: Number(index),
    work: workId === null || agencyId === null ? null : { id: workId, agencyId, fieldCode },
  }));
}
