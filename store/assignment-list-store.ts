// The list of assignments: filtered, sorted, counted and paged by the database.
import type { AssignmentNature, AssignmentRow, DueState } from '#contracts/assignment.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import { type AgencyNames, loadAgencyNames } from './agency-names.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { all, given } from './keyset.ts';
import { isBehind, type ListCursor, type ListSort, orderBy, orderColumns, orderValues } from './listed-order.ts';
import { isInState, loadListedSource, type ViewDay } from './listed-source.ts';

export interface ListFilter {
  planId?: string | undefined;
  agencyId?: string | undefined;
  fieldCode?: string | undefined;
  status?: AssignmentStatus | undefined;
  dueState?: DueState | undefined;
  nature?: AssignmentNature | undefined;
  /** Of the working day that it is due on, both counted. */
  dueFrom?: LocalDate | undefined;
  dueTo?: LocalDate | undefined;
  /** True: only open work whose date has passed; false: all but that. */
  overdue?: boolean | undefined;
  /** Words of the title or the agency's name, each anywhere; case and diacritics do not matter. */
  words?: string | undefined;
}

export interface ListPage {
  sort: ListSort;
  limit: number;
  /** Behind which row the page begins; null = `offset` says how many rows are passed over. */
  after: ListCursor | null;
  offset: number;
}

/** One page with how many there are in all, and where the next one begins (null: this is the last). */
export async function listAssignmentPage(
  database: Database,
  filter: ListFilter,
  page: ListPage,
  day: ViewDay,
): Promise<{ total: number; items: AssignmentRow[]; next: ListCursor | null }> {
  const needsAgencies = page.sort === 'agency' || (filter.words ?? '').trim() !== '';
  const [source, agencies] = await Promise.all([
    loadListedSource(database, day),
    needsAgencies ? loadAgencyNames(database) : null,
  ]);
  const [found] = await database.$queryRaw<{ total: number; rows: PageRow[] | null }[]>(
    pageOf(source, conditionsOf(filter, agencies, day), page, agencies),
  );
  const rows = found?.rows ?? [];
  const items = rows.slice(0, page.limit);
  return {
    total: found?.total ?? 0,
    items: items.map(({ shown }) => toAssignmentRow(shown)),
    next: rows.length > page.limit ? cursorOf(page.sort, items.at(-1) as PageRow) : null,
  };
}

interface PageRow {
  shown: ShownRow;
  place: (string | number)[];
}

function pageOf(
  source: Prisma.Sql,
  where: Prisma.Sql,
  { sort, limit, after, offset }: ListPage,
  agencies: AgencyNames | null,
): Prisma.Sql {
  const byAgency = sort === 'agency' ? agencies : null;
  const cursor = after !== null && byAgency !== null ? [byAgency.placeOf(String(after[0])), ...after.slice(1)] : after;
  const behind = cursor === null ? Prisma.sql`true` : isBehind(sort, cursor);
  // What an index sorts is counted and paged by two plans; what it does not, and what is searched, is gone through once for both.
  const once = agencies !== null || sort === 'daysLate' ? Prisma.sql`MATERIALIZED` : Prisma.sql`NOT MATERIALIZED`;
  // One more than is shown: it tells whether there is a next page.
  return Prisma.sql`
    WITH found AS ${once} (
      SELECT d.id AS found_id, ${orderColumns(sort)} FROM (${withPlaces(source, byAgency)}) d WHERE ${where}
    ), page AS (
      SELECT * FROM found WHERE ${behind} ORDER BY ${orderBy(sort)} LIMIT ${limit + 1} OFFSET ${cursor === null ? offset : 0}
    )
    SELECT (SELECT count(*)::int FROM found) AS total, (
      SELECT json_agg(json_build_object('shown', ${shownColumns()}, 'place', ${orderValues(sort)}) ORDER BY ${orderBy(sort)})
      FROM page JOIN (${source}) l ON l.id = page.found_id ${joinsOfShown()}
    ) AS rows`;
}

/** An agency that the roster does not have, which no program removes, comes last. */
function withPlaces(source: Prisma.Sql, agencies: AgencyNames | null): Prisma.Sql {
  if (agencies === null) return source;
  return Prisma.sql`
    SELECT d.*, coalesce(p.place, ${2 * agencies.count + 1}::int) AS agency_place FROM (${source}) d
    LEFT JOIN json_to_recordset(${agencies.json}::json) AS p(agency text, place int) ON p.agency = d.agency_id`;
}

function cursorOf(sort: ListSort, { place, shown }: PageRow): ListCursor {
  return sort === 'agency' ? [shown.agencyName, ...place.slice(1)] : place;
}

function conditionsOf(filter: ListFilter, agencies: AgencyNames | null, { dataDate }: ViewDay): Prisma.Sql {
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? [] : [Prisma.sql`${Prisma.raw(column)} = ${value}`];
  const conditions = [
    ...equal('plan_id', filter.planId),
    ...equal('agency_id', filter.agencyId),
    ...equal('field_code', filter.fieldCode),
    ...equal('status', filter.status),
    ...equal('nature', filter.nature),
    ...given(filter.dueState, (state) => isInState([state], dataDate)),
    // As the index of the order has it: work without a date is behind every day.
    ...given(
      filter.dueFrom,
      (day) => Prisma.sql`coalesce(due_working, DATE '9999-12-31') >= ${day}::date AND due_working IS NOT NULL`,
    ),
    ...given(
      filter.dueTo,
      (day) => Prisma.sql`coalesce(due_working, DATE '9999-12-31') <= ${day}::date AND due_working IS NOT NULL`,
    ),
    ...given(filter.overdue, (wanted) => isOverdue(wanted, dataDate)),
    ...wordsOf(filter.words).map((word) => hasWord(word, agencies)),
  ];
  return all(conditions);
}

/** What has no date that still runs is not overdue. */
function isOverdue(wanted: boolean, dataDate: LocalDate): Prisma.Sql {
  const overdue = isInState(['open-overdue'], dataDate);
  return wanted ? overdue : Prisma.sql`${overdue} IS NOT TRUE`;
}

/** Numbers and long words first: the fewer rows have the first word, the less is looked at. */
export function wordsOf(text: string | undefined): string[] {
  const words = foldDiacritics(text ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const rarity = (word: string) => word.length + (/\d/.test(word) ? 100 : 0);
  return [...new Set(words)].sort((a, b) => rarity(b) - rarity(a));
}

/** In the title, whose folded text is a column; or in the agency's name as it is called now. */
function hasWord(word: string, agencies: AgencyNames | null): Prisma.Sql {
  const named = agencies?.named(word) ?? [];
  const inTitle = Prisma.sql`strpos(title_folded, ${word}) > 0`;
  if (named.length === 0 || agencies === null) return inTitle;
  // «so» is in most names of offices: of two lists the shorter one is carried along.
  const isNamed =
    named.length * 2 <= agencies.count
      ? Prisma.sql`agency_id = ANY(${named})`
      : Prisma.sql`agency_id <> ALL(${agencies.notNamed(word)})`;
  return Prisma.sql`(${inTitle} OR ${isNamed})`;
}

/** A row as SQL gives it: days and moments are text. */
interface ShownRow extends Omit<AssignmentRow, 'opens' | 'due' | 'dueWorking' | 'reportedOn' | 'acknowledgedAt'> {
  opens: string | null;
  due: string | null;
  dueWorking: string | null;
  reportedOn: string | null;
  acknowledgedAt: string | null;
}

/** An assignment `l` of the source as people see it; the agency and the plan are called as they are called now. */
function shownColumns(): Prisma.Sql {
  return Prisma.sql`json_build_object(
    'id', l.id, 'key', l.key, 'planId', l.plan_id, 'planTitle', coalesce(shown_plan.title, ''), 'title', l.title, 'label', l.label,
    'agencyId', l.agency_id, 'agencyName', coalesce(shown_agency.name, l.agency_name), 'fieldCode', l.field_code,
    'fieldTitle', l.field_title, 'nature', l.nature, 'opens', l.opens, 'due', l.due, 'dueWorking', l.due_working, 'status', l.status,
    'dueState', l.due_state, 'daysLate', l.days_late, 'acknowledgedAt', l.acknowledged_at, 'reportedOn', l.reported_on)`;
}

function joinsOfShown(): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN agency shown_agency ON shown_agency.id = l.agency_id LEFT JOIN plan shown_plan ON shown_plan.id = l.plan_id`;
}

function toAssignmentRow(row: ShownRow): AssignmentRow {
  return {
    ...row,
    opens: dayOrNull(row.opens),
    due: dayOrNull(row.due),
    dueWorking: dayOrNull(row.dueWorking),
    reportedOn: dayOrNull(row.reportedOn),
    acknowledgedAt: row.acknowledgedAt === null ? null : instantOf(row.acknowledgedAt),
  };
}

function dayOrNull(text: string | null) {
  return text === null ? null : localDateOf(text);
}

const SHOWN_ORDERS = {
  /** Of the plans, the oldest first, of their rows, of the dates. */
  plan: Prisma.sql`shown_plan.created_at, l.position, l.due, l.key, l.id`,
  due: Prisma.sql`l.due_working, l.key, l.id`,
  /** The longest overdue first, then the nearest date; what has none and what waits for somebody else behind. */
  urgent: Prisma.sql`l.status = 'reported', l.due_state NOT LIKE 'open-%', l.due_working, l.key, l.id`,
};

/** What of the source fits, in an order, and no more than so many. */
export async function listShown(
  database: Database | Transaction,
  source: Prisma.Sql,
  where: Prisma.Sql,
  { by, limit, offset = 0 }: { by: keyof typeof SHOWN_ORDERS; limit?: number; offset?: number },
): Promise<AssignmentRow[]> {
  const first = limit === undefined ? Prisma.empty : Prisma.sql`LIMIT ${limit} OFFSET ${offset}`;
  // One value: a thousand rows taken apart one by one hold up the loop.
  const [found] = await database.$queryRaw<{ rows: ShownRow[] | null }[]>`
    SELECT json_agg(shown) AS rows FROM (
      SELECT ${shownColumns()} AS shown FROM (SELECT * FROM (${source}) d WHERE ${where}) l ${joinsOfShown()}
      ORDER BY ${SHOWN_ORDERS[by]} ${first}
    ) listed`;
  return (found?.rows ?? []).map(toAssignmentRow);
}
