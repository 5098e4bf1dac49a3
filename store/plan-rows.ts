// The rows of a plan between their contract and their table. Thousands come at once: they travel as one value, because a statement built
// value by value holds up the loop that serves for seconds.
import { randomUUID } from 'node:crypto';
import type { PlanRow } from '#contracts/plan.ts';
import type { Transaction } from './database.ts';

/** Writes all rows of a revision in order, each with an id of its own; nothing of them is checked here (contracts/plan.ts is). */
export async function insertPlanRows(
  tx: Transaction,
  rows: readonly PlanRow[],
  { planId, revisionId }: { planId: string; revisionId: string },
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const records = rows.slice(from, from + ROWS_AT_ONCE).map((row, index) => toRecord(row, from + index));
    await tx.$executeRaw`
      INSERT INTO plan_activity (
        id, plan_id, revision_id, position, table_number, row_number, stt, field_code, objective, task_code, task_title,
        code, number, title, products, leads, coordinators, deadline_text, funding, doubts
      )
      SELECT id, ${planId}, ${revisionId}, position, table_number, row_number, stt, field_code, objective, task_code, task_title,
        code, number, title, products, leads, coordinators, deadline_text, funding, doubts
      FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS record(
        id text, position int, table_number int, row_number int, stt text, field_code text, objective text, task_code text,
        task_title text, code text, number int, title text, products text[], leads text[], coordinators text[],
        deadline_text text, funding text, doubts text[]
      )`;
  }
}

/** A value of half a megabyte: far from any limit, and others get their turn between. */
const ROWS_AT_ONCE = 1_000;

function toRecord(row: PlanRow, position: number) {
  return {
    id: randomUUID(),
    position,
    table_number: row.place.table,
    row_number: row.place.row,
    stt: row.stt,
    field_code: row.field,
    objective: row.objective,
    task_code: row.task?.code ?? null,
    task_title: row.task?.title ?? null,
    code: row.activity.code,
    number: row.activity.no,
    title: row.activity.title,
    products: row.products,
    leads: row.leads,
    coordinators: row.coordinators,
    deadline_text: row.deadlineText,
    funding: row.funding,
    doubts: row.doubts ?? [],
  };
}

export interface StoredPlanRow {
  tableNumber: number;
  rowNumber: number;
  stt: string | null;
  fieldCode: string | null;
  objective: string | null;
  taskCode: string | null;
  taskTitle: string | null;
  code: string | null;
  number: number | null;
  title: string;
  products: string[];
  leads: string[];
  coordinators: string[];
  deadlineText: string | null;
  funding: string | null;
  doubts: string[];
}

/** The row as it was parsed. */
export function toPlanRow(row: StoredPlanRow): PlanRow {
  return {
    stt: row.stt,
    field: row.fieldCode,
    objective: row.objective,
    task: row.taskTitle === null ? null : { code: row.taskCode, title: row.taskTitle },
    activity: { code: row.code, no: row.number, title: row.title },
    products: row.products,
    leads: row.leads,
    coordinators: row.coordinators,
    deadlineText: row.deadlineText,
    funding: row.funding,
    place: { table: row.tableNumber, row: row.rowNumber },
    ...(row.doubts.length > 0 && { doubts: row.doubts }),
  };
}
