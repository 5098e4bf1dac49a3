// One hash over the table of a plan as it was imported: what the office planned, row by row.
import type { Database, Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import { fromDateColumn } from './local-date.ts';

/** The hash by plan; decisions on dates are events of their own and not in it. */
export async function digestPlans(tx: Database | Transaction, planId?: string): Promise<Map<string, string>> {
  const plans = await tx.plan.findMany({
    where: planId === undefined ? {} : { id: planId },
    select: {
      id: true,
      issuer: true,
      yearFrom: true,
      yearTo: true,
      issuedOn: true,
      yearEvidence: true,
      sample: true,
      fields: { select: { code: true, title: true, place: true }, orderBy: { place: 'asc' } },
      revisions: { select: { number: true, fileName: true, fileSha256: true }, orderBy: { number: 'asc' } },
      rows: { select: ROW, orderBy: [{ revisionId: 'asc' }, { position: 'asc' }] },
    },
  });
  return new Map(
    plans.map(({ id, rows, issuedOn, yearEvidence, ...plan }) => {
      // Plans without them have the hash that they had before there were any.
      const years = {
        ...(issuedOn && { issuedOn: fromDateColumn(issuedOn) }),
        ...(yearEvidence !== null && { yearEvidence }),
      };
      return [id, digestOf({ ...plan, ...years, rows: rows.map(withoutNoDoubts) })];
    }),
  );
}

/** Rows without a doubt have the hash that they had before there were doubts. */
function withoutNoDoubts<Row extends { doubts: string[] }>({ doubts, ...row }: Row) {
  return doubts.length > 0 ? { ...row, doubts } : row;
}

const ROW = {
  id: true,
  revisionId: true,
  position: true,
  tableNumber: true,
  rowNumber: true,
  stt: true,
  fieldCode: true,
  objective: true,
  taskCode: true,
  taskTitle: true,
  code: true,
  number: true,
  title: true,
  products: true,
  leads: true,
  coordinators: true,
  deadlineText: true,
  funding: true,
  doubts: true,
} as const;
