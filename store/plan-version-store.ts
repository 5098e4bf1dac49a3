// What became of a plan or of one of its rows since somebody looked at it: told when their change is refused.
import { readLoggedEvent } from '#contracts/logged-events.ts';
import type { Instant } from '#contracts/primitives.ts';
import { spokenSpan } from '#domain/plan/spoken-years.ts';
import { versionTag } from '#domain/shared/version-tag.ts';
import type { Database, Transaction } from './database.ts';
import { fromTimestamp } from './local-date.ts';

/** One change of somebody else, as the audit log tells it. */
export interface ForeignChange {
  at: Instant;
  actor: string;
  /** Vietnamese, one line: where, from what, to what. */
  what: string;
  /** What was changed, as people call it, with what it was and became; left out where the line says all. */
  field?: string;
  from?: string | null;
  to?: string | null;
}

const LISTED_MAX = 10;
const NO_TEXT = '(trống)';

export function planTag(planId: string, version: number): string {
  return versionTag('plan', planId, version);
}

export function rowTag(rowId: string, version: number): string {
  return versionTag('row', rowId, version);
}

/** The version of the plan that one of the tags names, or null. */
export function planVersionOf(tags: readonly string[], planId: string): number | null {
  const [start, end] = planTag(planId, 0).split(/0(?="$)/) as [string, string];
  for (const tag of tags) {
    const version = tag.startsWith(start) && tag.endsWith(end) ? tag.slice(start.length, -end.length) : '';
    if (/^\d{1,9}$/.test(version)) return Number(version);
  }
  return null;
}

/** The latest decision about a row. */
export async function listRowChanges(database: Database | Transaction, rowId: string): Promise<ForeignChange[]> {
  const where = { subject: `plan-row/${rowId}`, type: 'deadline-decided' };
  return toChanges(database, await database.auditEvent.findMany({ where, orderBy: { index: 'desc' }, take: 1 }));
}

/** What was decided about the plan's rows and years after `version`, and its publication; the latest first, the first few of many. */
export async function listPlanChanges(
  database: Database | Transaction,
  planId: string,
  version: number | null,
): Promise<ForeignChange[]> {
  const decided = {
    type: { in: ['deadline-decided', 'plan-years-set'] },
    payload: { path: ['planId'], equals: planId },
  };
  // Earlier versions told of the press of the button by the second type; today that one follows it, with the number behind.
  const given = { subject: `plan/${planId}`, sequence: 2, type: { in: ['publication-begun', 'plan-published'] } };
  const events = await database.auditEvent.findMany({
    where: { OR: [decided, given] },
    orderBy: { index: 'desc' },
    take: LISTED_MAX,
  });
  const isNewer = (event: Event) => version === null || (readChange(event).planVersion ?? 0) > version;
  return toChanges(database, events.filter(isNewer));
}

type Event = Awaited<ReturnType<Database['auditEvent']['findMany']>>[number];

async function toChanges(database: Database | Transaction, events: Event[]): Promise<ForeignChange[]> {
  const rowIds = events.flatMap(({ subject }) => (subject.startsWith('plan-row/') ? [subject.slice(9)] : []));
  const rows = await database.planActivity.findMany({
    where: { id: { in: rowIds } },
    select: { id: true, tableNumber: true, rowNumber: true },
  });
  const places = new Map(rows.map((row) => [`plan-row/${row.id}`, `bảng ${row.tableNumber}, dòng ${row.rowNumber}`]));
  return events.map((event) => {
    const place = places.get(event.subject);
    const { text, before } = readChange(event);
    const told = { at: fromTimestamp(event.occurredAt), actor: event.actor };
    if (place === undefined) return { ...told, ...(yearsChanged(event) ?? { what: 'đã giao việc kế hoạch này' }) };
    const what = `${place}: đã đổi thời gian từ «${before ?? NO_TEXT}» thành «${text ?? NO_TEXT}»`;
    return { ...told, what, field: `thời gian (${place})`, from: before ?? null, to: text ?? null };
  });
}

/** Null when the event is another one. */
function yearsChanged({ type, payload }: Event): Pick<ForeignChange, 'what' | 'field' | 'from' | 'to'> | null {
  const event = readLoggedEvent(type, payload);
  if (event.type !== 'plan-years-set') return null;
  const [from, to] = [event.payload.before ?? null, spokenSpan(event.payload)];
  return { what: `đã đổi năm của kế hoạch từ «${from ?? NO_TEXT}» thành «${to}»`, field: 'năm của kế hoạch', from, to };
}

function readChange({ type, payload }: Event): { text?: string; before?: string | null; planVersion?: number } {
  const event = readLoggedEvent(type, payload);
  switch (event.type) {
    case 'deadline-decided':
    case 'plan-years-set':
    case 'publication-begun':
    case 'plan-published':
      return event.payload;
    default:
      return {};
  }
}
