// What the database filters, sorts, counts and pages is what the rules say of the same lives: random ones, on random days.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { AssignmentNature, AssignmentRow, DueState } from '#contracts/assignment.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { AssignmentFacts } from '#contracts/logged-events.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { buildReport, countStates } from '#domain/audit/build-report.ts';
import { dueStateOf } from '#domain/audit/due-state.ts';
import { foldEvents, type RecordedEvent } from '#domain/audit/fold-events.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import { loadOverviewOfWork } from '#store/assignment-count-store.ts';
import { type ListFilter, listAssignmentPage } from '#store/assignment-list-store.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import { appendAuditEvents, loadChainEnd, type NewAuditEvent } from '#store/audit-store.ts';
import { type ListCursor, type ListSort, printCursor, readCursor } from '#store/listed-order.ts';
import { loadOverdueReport } from '#store/report-store.ts';
import { countedGroups } from '../support/assignment-rows.ts';
import { anAgency, aPlan, aRoster, vn } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { furnish, ownDatabase, publishedAsBefore, runSql } from '../support/store.ts';

const own = ownDatabase();
const SEED = Math.floor(Math.random() * 2 ** 31);
const NAMES = [
  'Ủy ban Mặt trận',
  'Ấp Đông',
  'an ninh',
  'Công an xã',
  'Đảng ủy',
  'Phòng Á',
  'Phòng à',
  'Trạm y tế',
  'Công an xã',
];
const agencies = NAMES.map((name, index) => anAgency({ id: `co-quan-${index}`, name }));
const FIRST = day('2026-01-01');
const dayOfYear = fc.integer({ min: 0, max: 364 }).map((days) => addDays(FIRST, days));

/** A row of a plan is of one field. */
const FIELDS = [
  ['I', 'Cải cách thể chế'],
  [null, null],
  ['II', 'Thủ tục'],
  ['I', 'Cải cách thể chế'],
] as const;

interface Life {
  id: string;
  facts: AssignmentFacts;
  events: (RecordedEvent & { sequence: number; at: Date })[];
}

const plans: { id: string; title: string; createdAt: Date }[] = [];
const activities: { id: string; planId: string; position: number }[] = [];
const lives: Life[] = [];
const agencyNames = new Map<string, string>();

beforeAll(async () => {
  const roster = aRoster();
  await furnish(own.database, { ...roster, agencies: [...roster.agencies, ...agencies] });
  for (const [index, started] of [true, true, false].entries()) {
    const rows = [0, 1, 2, 3, 4, 5].map((row) => ({
      title: `Việc CHƯA bắt đầu ${row} của Đội ${index}`,
      leads: ['Phòng A', 'Phòng B'],
      deadlineText: ['Quý II', 'Thường xuyên', 'Trước ngày 10/03'][row % 3] as string,
      field: row % 2 === 0 ? 'I' : 'II',
    }));
    const { planId } = await publishedAsBefore(own.database, aPlan(rows));
    if (started) {
      await runSql(own.url, `update plan set status = 'published' where id = '${planId}'`);
      // Given out by the log alone: what stands in this table moves nothing.
      await runSql(
        own.url,
        `set session_replication_role = replica; delete from assignment where plan_id = '${planId}'`,
      );
    }
    const of = await own.database.planActivity.findMany({
      where: { planId },
      select: { id: true, planId: true, position: true },
    });
    if (started) activities.push(...of);
    plans.push(await own.database.plan.findUniqueOrThrow({ where: { id: planId } }));
    await runSql(own.url, `update plan set created_at = '2026-01-0${index + 1}' where id = '${planId}'`);
    plans[index] = await own.database.plan.findUniqueOrThrow({ where: { id: planId } });
  }
  for (const { id, name } of await own.database.agency.findMany()) agencyNames.set(id, name);
  lives.push(
    ...fc
      .sample(lifeArbitrary(), { numRuns: 150, seed: SEED })
      .map((life, index) => ({ ...life, id: `viec-${index}` })),
  );
  await appendLives();
  await addStarting();
}, 120_000);

/** Facts and up to five events of any kind, in any order: the fold takes them as they come. */
function lifeArbitrary() {
  const event = fc.record({
    type: fc.constantFrom('acknowledged', 'reported', 'verified', 'returned', 'withdrawn'),
    on: dayOfYear,
    hour: fc.integer({ min: 0, max: 23 }),
    reportedOn: dayOfYear,
  });
  return fc
    .record({
      activity: fc.constantFrom(...activities),
      agency: fc.constantFrom(...agencies),
      nature: fc.constantFrom<AssignmentNature>('dated', 'dated', 'dated', 'past', 'continuous', 'conditional'),
      dueWorking: fc.option(dayOfYear, { freq: 5 }),
      title: fc.constantFrom('Rà soát Thủ tục', 'Đào tạo  cán bộ', 'Báo cáo ĐỊNH KỲ', '50% hồ_sơ trực tuyến'),
      key: fc.constantFrom('I.1/a', 'I.2/b', 'I.10/c', 'đ.1/a'),
      events: fc.array(event, { maxLength: 5 }),
    })
    .map(({ activity, agency, events, dueWorking, ...given }): Omit<Life, 'id'> => {
      const [fieldCode, fieldTitle] = FIELDS[activity.position % FIELDS.length] as (typeof FIELDS)[number];
      const facts = {
        ...given,
        planId: activity.planId,
        activityId: activity.id,
        fieldCode,
        fieldTitle,
        agencyId: agency.id,
        agencyName: 'Tên khi giao',
        label: null,
        opens: null,
        due: dueWorking,
        dueWorking,
        explanation: 'x',
        ladderPolicyId: 'x',
        calendarEditionId: 'x',
        publishedAt: vn('2026-01-05 09:00'),
      };
      const start = { type: 'assigned', on: FIRST, hour: 0, reportedOn: FIRST } as const;
      return { facts, events: [start, ...events].map((one, index) => toEvent(one, index + 1)) };
    });
}

function toEvent(
  one: { type: string; on: LocalDate; hour: number; reportedOn: LocalDate },
  sequence: number,
): Life['events'][number] {
  const at = new Date(vn(`${one.on} ${String(one.hour).padStart(2, '0')}:00`));
  const payload = one.type === 'reported' ? { note: 'Xong', reportedOn: one.reportedOn } : {};
  return { type: one.type, payload, occurredAt: instantOf(at), sequence, at } as Life['events'][number];
}

async function appendLives(): Promise<void> {
  const now = instantOf(vn('2026-01-05 09:00'));
  const told = lives.flatMap(({ id, facts, events }) =>
    events.map(({ type, payload, occurredAt, sequence }): NewAuditEvent => {
      const held = type === 'assigned' ? { ...payload, facts } : (payload as unknown as Record<string, unknown>);
      return { subject: `assignment/${id}`, sequence, type: String(type), actor: 'Hạnh', occurredAt, payload: held };
    }),
  );
  // First the beginnings, then the rest in pieces that cut lives anywhere.
  for (const part of [told.filter(({ sequence }) => sequence === 1), told.filter(({ sequence }) => sequence > 1)])
    for (let from = 0; from < part.length; from += 37)
      await own.database.$transaction((tx) => appendAuditEvents(tx, part.slice(from, from + 37), now));
}

/** Work of the plan that is being given out: its row is all there is. */
async function addStarting(): Promise<void> {
  const rows = await own.database.assignment.findMany({ include: { activity: true } });
  const fields = await own.database.planField.findMany();
  expect(rows.length).toBeGreaterThan(10);
  for (const { id, activity, due, dueWorking, opens, nature, ...row } of rows) {
    const dayOf = (date: Date | null) => (date === null ? null : day(date.toISOString().slice(0, 10)));
    const { fieldCode } = activity;
    const title = fields.find(({ planId, code }) => planId === row.planId && code === fieldCode)?.title ?? null;
    const dates = { opens: dayOf(opens), due: dayOf(due), dueWorking: dayOf(dueWorking) };
    const facts = {
      ...row,
      ...dates,
      nature,
      fieldCode,
      fieldTitle: title,
      agencyName: '',
    } as unknown as AssignmentFacts;
    lives.push({ id, facts, events: [] });
    activities.push(activity);
  }
}

function dayAt(dataDate: LocalDate) {
  return { dataDate, dataEndsAt: new Date(vn(`${addDays(dataDate, 1)} 00:00`)) };
}

/** Every assignment on a day as the rules have it, in the order of the plans and of their rows. */
function rowsOn(dataDate: LocalDate): AssignmentRow[] {
  const { dataEndsAt } = dayAt(dataDate);
  const placed = lives.map(({ id, facts, events }) => {
    const state = foldEvents(events.filter(({ at }) => at < dataEndsAt));
    const { key, planId, title, label, agencyId, fieldCode, fieldTitle, nature, opens, due, dueWorking } = facts;
    const plan = plans.findIndex((one) => one.id === planId);
    const row: AssignmentRow = {
      ...{ id, key, planId, planTitle: plans[plan]?.title ?? '', title, label, agencyId, fieldCode, fieldTitle },
      ...{ nature, opens, due, dueWorking, agencyName: agencyNames.get(agencyId) as string },
      ...state,
      ...dueStateOf({ dueWorking, ...state }, dataDate),
    };
    return { row, plan, position: activities.find((one) => one.id === facts.activityId)?.position as number };
  });
  placed.sort(
    (a, b) =>
      a.plan - b.plan ||
      a.position - b.position ||
      compare(a.row.due ?? NEVER, b.row.due ?? NEVER) ||
      compare(a.row.key, b.row.key) ||
      compare(a.row.id, b.row.id),
  );
  return placed.map(({ row }) => row);
}

/** In which order agencies and fields are named: of the plans' rows, and of one row by the id of the agency. */
function byPlanRow(rows: AssignmentRow[]): AssignmentRow[] {
  const placeOf = ({ id, planId }: AssignmentRow) => {
    const { facts } = lives.find((life) => life.id === id) as Life;
    const position = activities.find((one) => one.id === facts.activityId)?.position as number;
    return plans.findIndex((one) => one.id === planId) * 1_000 + position;
  };
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b) || compare(a.agencyId, b.agencyId));
}

const NEVER = '9999-12-31';
type Order = (a: AssignmentRow, b: AssignmentRow) => number;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byKey: Order = (a, b) => compare(a.key, b.key) || compare(a.id, b.id);
const byDue: Order = (a, b) => compare(a.dueWorking ?? NEVER, b.dueWorking ?? NEVER) || byKey(a, b);
const ORDERS: Record<ListSort, Order> = {
  due: byDue,
  '-due': (a, b) => compare(b.dueWorking ?? '', a.dueWorking ?? '') || byKey(a, b),
  agency: (a, b) => a.agencyName.localeCompare(b.agencyName, 'vi') || byDue(a, b),
  daysLate: (a, b) => b.daysLate - a.daysLate || byDue(a, b),
};

function fits(row: AssignmentRow, filter: ListFilter): boolean {
  const words = foldDiacritics(filter.words ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return (
    [filter.planId ?? row.planId, filter.agencyId ?? row.agencyId].join() === [row.planId, row.agencyId].join() &&
    (filter.fieldCode ?? row.fieldCode) === row.fieldCode &&
    (filter.status ?? row.status) === row.status &&
    (filter.dueState ?? row.dueState) === row.dueState &&
    (filter.nature ?? row.nature) === row.nature &&
    (filter.overdue ?? row.dueState === 'open-overdue') === (row.dueState === 'open-overdue') &&
    isBetween(row.dueWorking, filter) &&
    words.every((word) => foldDiacritics(`${row.title} ${row.agencyName}`).includes(word))
  );
}

/** Work without a date is due between no two days. */
function isBetween(due: string | null, { dueFrom, dueTo }: ListFilter): boolean {
  if (due === null) return dueFrom === undefined && dueTo === undefined;
  return due >= (dueFrom ?? due) && due <= (dueTo ?? due);
}

const anyDay = fc.oneof(dayOfYear, fc.constant(day('2027-06-01')));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const WORDS = ['THU TUC', 'đào  tao', 'xã', '%', '_', 'cong an ra', 'chua bat', 'không có', 'dinh ky dang', ' '];

/** The arbitraries name plans that exist only once the database does. */
function questions() {
  return fc.record({
    dataDate: anyDay,
    sort: fc.constantFrom<ListSort>('due', '-due', 'agency', 'daysLate'),
    limit: fc.integer({ min: 1, max: 60 }),
    page: fc.integer({ min: 1, max: 8 }),
    filter: fc.record({
      planId: maybe(fc.constantFrom(...plans.map(({ id }) => id))),
      agencyId: maybe(fc.constantFrom('a', ...agencies.map(({ id }) => id))),
      fieldCode: maybe(fc.constantFrom('I', 'II')),
      status: maybe(fc.constantFrom<AssignmentStatus>('assigned', 'in-progress', 'reported', 'verified', 'withdrawn')),
      dueState: maybe(
        fc.constantFrom<DueState>('done-on-time', 'done-late', 'open-in-time', 'open-overdue', 'undated', 'withdrawn'),
      ),
      nature: fc.option(fc.constantFrom<AssignmentNature>('dated', 'continuous', 'undecided'), {
        nil: undefined,
        freq: 1,
      }),
      overdue: fc.option(fc.boolean(), { nil: undefined, freq: 1 }),
      dueFrom: fc.option(dayOfYear, { nil: undefined, freq: 1 }),
      dueTo: fc.option(dayOfYear, { nil: undefined, freq: 1 }),
      words: maybe(fc.constantFrom(...WORDS)),
    }),
  });
}

test('a page of the list, with how many there are', async () => {
  await fc.assert(
    fc.asyncProperty(questions(), async ({ dataDate, sort, limit, page, filter }) => {
      const expected = rowsOn(dataDate)
        .filter((row) => fits(row, filter))
        .sort(ORDERS[sort]);
      const offset = (page - 1) * limit;
      const found = await listAssignmentPage(
        own.database,
        filter,
        { sort, limit, after: null, offset },
        dayAt(dataDate),
      );
      expect(found.total).toBe(expected.length);
      expect(found.items).toEqual(expected.slice(offset, offset + limit));
      expect(found.next === null).toBe(offset + limit >= expected.length);
    }),
    { numRuns: 250, seed: SEED },
  );
}, 120_000);

test('page after page by the cursor is the whole list, each row once', async () => {
  await fc.assert(
    fc.asyncProperty(questions(), async ({ dataDate, sort, limit, filter: { words, dueState, dueTo } }) => {
      const filter = { words, dueState, dueTo };
      const expected = rowsOn(dataDate).filter((row) => fits(row, filter));
      const walked: AssignmentRow[] = [];
      let after: ListCursor | null = null;
      do {
        const page = { sort, limit: Math.max(limit, 12), after, offset: 5 * Number(after !== null) };
        const found = await listAssignmentPage(own.database, filter, page, dayAt(dataDate));
        walked.push(...found.items);
        after = found.next === null ? null : readCursor(sort, printCursor(sort, found.next));
        expect(after === null).toBe(found.next === null);
      } while (after !== null);
      expect(walked).toEqual(expected.sort(ORDERS[sort]));
    }),
    { numRuns: 30, seed: SEED },
  );
}, 120_000);

test('the report of a day', async () => {
  await fc.assert(
    fc.asyncProperty(anyDay, fc.nat(plans.length), async (dataDate, which) => {
      const only = plans[which];
      const rows = rowsOn(dataDate).filter(({ planId }) => only === undefined || planId === only.id);
      const scope = only === undefined ? {} : { planId: only.id };
      const report = await loadOverdueReport(own.database, { ...scope, ...dayAt(dataDate) });
      const { byAgency, byField, ...rest } = buildReport({
        office: 'UBND huyện Tứ Kỳ',
        dataDate,
        plans: plans.filter(({ id }) => only === undefined || id === only.id).map(({ id, title }) => ({ id, title })),
        groups: countedGroups(byPlanRow(rows)),
        late: rows,
        audit: await loadChainEnd(own.database),
      });
      expect(report).toMatchObject(rest);
      expect(report.byAgency).toEqual(byAgency);
      expect(report.byField).toEqual(byField);
    }),
    { numRuns: 40, seed: SEED },
  );
}, 120_000);

test('what the overview counts and lists', async () => {
  await fc.assert(
    fc.asyncProperty(anyDay, async (dataDate) => {
      const rows = rowsOn(dataDate);
      const waiting = rows.filter(({ status }) => status === 'reported');
      const found = await loadOverviewOfWork(own.database, dayAt(dataDate), { dueNext: 10, waiting: 15 });
      expect(found.total).toEqual(countStates(rows.map(({ dueState }) => ({ dueState, count: 1 }))));
      expect(found.waitingForVerification).toEqual(waiting.slice(0, 15));
      expect(found.waitingCount).toBe(waiting.length);
      const next = rows.filter(({ dueState, status }) => dueState === 'open-in-time' && status !== 'reported');
      expect(found.dueNext).toEqual(next.sort(byDue).slice(0, 10));
      const late = byPlanRow(rows).filter(({ dueState }) => dueState === 'open-overdue');
      const of = (id: string) => late.filter(({ agencyId }) => agencyId === id);
      const expected = [...new Set(late.map(({ agencyId }) => agencyId))].map((agencyId) => ({
        agencyId,
        agencyName: agencyNames.get(agencyId),
        overdue: of(agencyId).length,
        maxDaysLate: Math.max(...of(agencyId).map(({ daysLate }) => daysLate)),
      }));
      expect(found.overdueByAgency).toEqual(
        expected.sort((a, b) => b.overdue - a.overdue || b.maxDaysLate - a.maxDaysLate),
      );
    }),
    { numRuns: 40, seed: SEED },
  );
}, 120_000);

test('one assignment, on any day', async () => {
  await fc.assert(
    fc.asyncProperty(anyDay, fc.nat(lives.length - 1), async (dataDate, index) => {
      const assignmentId = (lives[index] as Life).id;
      const expected = rowsOn(dataDate).filter(({ id }) => id === assignmentId);
      expect(await viewAssignments(own.database, { assignmentId, ...dayAt(dataDate) })).toEqual(expected);
    }),
    { numRuns: 60, seed: SEED },
  );
});
