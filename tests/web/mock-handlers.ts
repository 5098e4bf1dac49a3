// What the mock server answers and how commands change its office.
import type { AssignmentCommand, AssignmentRow } from '#contracts/assignment.ts';
import type { EditedYear } from '#contracts/calendar-edit.ts';
import type { EditedLadder } from '#contracts/ladder-edit.ts';
import { ReportHead } from '#contracts/letterhead.ts';
import type { Overview } from '#contracts/overview.ts';
import type { FourWayCount } from '#contracts/report.ts';
import type { RosterEdit } from '#contracts/roster-edit.ts';
import type { routes } from '#contracts/routes.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { statusWords } from '../../web/src/words/status-words.ts';
import { day, slot } from '../support/moments.ts';
import { channelHandlers } from './mock-channels.ts';
import { keepUpload, type MockUpload } from './mock-evidence.ts';
import { createLinks } from './mock-links.ts';
import { logHandlers } from './mock-log.ts';
import { deleteDraft, myWorkOf, ownWorkOf } from './mock-my-work.ts';
import { officeHandlers } from './mock-offices.ts';
import { passkeyHandlers } from './mock-passkeys.ts';
import { rosterHandlers } from './mock-roster.ts';
import { rulesHandlers } from './mock-rules.ts';
import { signInHandlers } from './mock-sign-in.ts';
import { workFromAboveHandlers } from './mock-work-from-above.ts';
import { allowedOf, DRAFT_ID, detailOf, readingOf, TODAY, type World } from './mock-world.ts';
import { setYears } from './mock-years.ts';
import { Refusal } from './refusal.ts';

interface Asked {
  params: Record<string, string>;
  query: {
    plan?: string;
    agency?: string;
    field?: string;
    status?: string;
    dueState?: string;
    q?: string;
    sort: string;
    page: number;
    pageSize: number;
    dataDate?: string;
    rows?: string;
    waiting?: string;
    text: string;
    edition?: number;
    version?: number;
  };
  body: AssignmentCommand & {
    text: string;
    yearFrom: number;
    yearTo: number;
    edits: RosterEdit[];
    year: EditedYear;
    ladder: EditedLadder;
  };
  /** Of an upload. */
  file: MockUpload;
}

export type Handlers = Record<keyof typeof routes, (asked: Asked) => unknown>;

/** One handler per operation of the route table. Links: `nhan-viec`, `bao-cao`, `tra-lai`, `da-dung`, `het-han`, `da-chuyen`; any other is unknown. */
export function createHandlers(world: World): Handlers {
  const links = createLinks(world, (row, body) => command(world, row, body));
  return {
    ...signInHandlers(world),
    ...officeHandlers(world),
    ...passkeyHandlers(world),
    ...logHandlers(world),
    getOverview: () => overview(world),
    listAssignments: ({ query }) => listAssignments(world, query),
    getAssignment: ({ params }) => detailOf(world, find(world, params.id)),
    commandAssignment: ({ params, body }) => command(world, find(world, params.id), body),
    getOwnWork: ({ query }) => ownWorkOf(world, query),
    uploadEvidence: ({ file }) => keepUpload(world, file),
    uploadLinkEvidence: ({ file }) => keepUpload(world, file),
    listPlans: () => world.plans.map((plan) => tick(plan)),
    getPlan: ({ params, query }) => pageOfPlan(findPlan(world, params.id), query),
    importPlan: () => findPlan(world, DRAFT_ID),
    deleteDraft: ({ params }) => deleteDraft(world, findPlan(world, params.id).plan),
    decideDeadline: ({ params, query, body }) => {
      const detail = decide(world, params, body.text);
      return query.rows === 'decided'
        ? { ...detail, rows: detail.rows.filter(({ id }) => id === params.rowId) }
        : detail;
    },
    setPlanYears: ({ params, body }) => setYears(findPlan(world, params.id).plan, body),
    readDeadlineText: ({ query }) => readDeadline({ text: query.text, planYear: 2027 }),
    publishPlan: ({ params }) => {
      const { plan } = findPlan(world, params.id);
      plan.status = 'publishing';
      plan.publication = { total: 96, recorded: 0, started: 0, ready: 0 };
      return plan;
    },
    getOverdueReport: ({ query }) => report(world, query),
    getLink: ({ params }) => links.view(params.token ?? ''),
    getMyWork: ({ params, query }) =>
      myWorkOf(world, query, params.token === 'tat-ca' ? null : links.view(params.token ?? '')),
    useLink: ({ params, body }) => links.use(params.token ?? '', body),
    listMatters: notInTheMock,
    ...workFromAboveHandlers(world.workFromAbove),
    ...rosterHandlers(world),
    ...rulesHandlers(world),
    ...channelHandlers(world.channels),
    // No page asks for it yet.
    createZaloCode: notInTheMock,
  };
}

function notInTheMock(): never {
  throw new Refusal({ status: 404, title: 'Máy chủ giả không có thao tác này' });
}

function find(world: World, id = ''): AssignmentRow {
  const found = world.assignments.find((assignment) => assignment.id === id);
  if (!found)
    throw new Refusal({ status: 404, title: 'Không có việc này', detail: `Không có việc nào mang mã “${id}”.` });
  return found;
}

function findPlan(world: World, id = '') {
  const found = world.details.get(id);
  if (!found)
    throw new Refusal({ status: 404, title: 'Không có kế hoạch này', detail: `Không có kế hoạch mang mã “${id}”.` });
  return found;
}

function pageOfPlan(detail: ReturnType<typeof findPlan>, query: Asked['query']) {
  const { page = 1, pageSize = detail.rows.length, waiting } = query;
  const rows = detail.rows.filter(({ reading, decided }) => waiting !== '1' || (!reading.sure && !decided));
  return { ...detail, rows: rows.slice((page - 1) * pageSize, page * pageSize) };
}

function count(assignments: AssignmentRow[]): FourWayCount {
  const of = (state: AssignmentRow['dueState']) => assignments.filter(({ dueState }) => dueState === state).length;
  return {
    doneOnTime: of('done-on-time'),
    doneLate: of('done-late'),
    openInTime: of('open-in-time'),
    openOverdue: of('open-overdue'),
    undated: of('undated'),
  };
}

const byDue = (a: AssignmentRow, b: AssignmentRow) => (a.dueWorking ?? '9').localeCompare(b.dueWorking ?? '9');

function overview(world: World): Overview {
  const overdue = world.assignments.filter(({ dueState }) => dueState === 'open-overdue');
  return {
    dataDate: day(TODAY),
    total: count(world.assignments),
    overdueByAgency: world.agencies
      .map(({ id, name }) => {
        const own = overdue.filter(({ agencyId }) => agencyId === id);
        return {
          agencyId: id,
          agencyName: name,
          overdue: own.length,
          maxDaysLate: Math.max(0, ...own.map(({ daysLate }) => daysLate)),
        };
      })
      .filter((agency) => agency.overdue > 0)
      .sort((a, b) => b.overdue - a.overdue),
    dueNext: world.assignments
      .filter(({ dueState, status }) => dueState === 'open-in-time' && status !== 'reported')
      .sort(byDue)
      .slice(0, 10),
    waitingForVerification: world.assignments.filter(({ status }) => status === 'reported'),
    waitingCount: world.assignments.filter(({ status }) => status === 'reported').length,
    needsPerson: [
      ...world.channels.matters,
      ...world.channels.lines,
      {
        what: '3 dòng chưa xác định được thời hạn',
        where: 'Kế hoạch cải cách hành chính năm 2027 huyện Tứ Kỳ',
        href: `/ke-hoach/${DRAFT_ID}?loc=can-xem`,
      },
      { what: 'Các ĐVSNCL chưa có người nhận thư', where: 'Danh sách cơ quan', href: null },
    ],
    recentMessages: overdue.slice(0, 5).map(({ id, title, agencyName }, index) => ({
      id: `m-${id}`,
      subject: `[Quá hạn] ${title}`,
      to: `Trần Văn Minh, ${agencyName}`,
      slotAt: slot(`2026-11-${20 - index}T01:00:00Z`),
      status: index === 3 ? 'refused' : 'sent',
    })),
  };
}

function listAssignments(world: World, query: Asked['query']) {
  const { plan, agency, field, status, dueState, q, sort, page, pageSize } = query;
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
  const found = world.assignments.filter(
    (row) =>
      (!plan || row.planId === plan) &&
      (!agency || row.agencyId === agency) &&
      (!field || row.fieldCode === field) &&
      (!status || row.status === status) &&
      (!dueState || row.dueState === dueState) &&
      (!q || plain(row.title).includes(plain(q))),
  );
  if (sort === 'agency') found.sort((a, b) => a.agencyName.localeCompare(b.agencyName, 'vi'));
  else if (sort === 'daysLate') found.sort((a, b) => b.daysLate - a.daysLate);
  else found.sort((a, b) => (sort === '-due' ? byDue(b, a) : byDue(a, b)));
  return { total: found.length, items: found.slice((page - 1) * pageSize, page * pageSize), next: null };
}

function command(world: World, row: AssignmentRow, body: AssignmentCommand): AssignmentRow {
  if (!allowedOf(row).includes(body.command)) {
    throw new Refusal({
      status: 409,
      title: 'Không thực hiện được',
      detail: `Việc đang ở trạng thái “${statusWords[row.status]}”.`,
      code: 'not-allowed',
    });
  }
  const note = 'note' in body ? (body.note ?? null) : 'reason' in body ? body.reason : null;
  const reports = detailOf(world, row).reports;
  if (body.command === 'acknowledge')
    Object.assign(row, { status: 'in-progress', acknowledgedAt: `${TODAY}T02:30:00Z` });
  if (body.command === 'report') {
    const reportedOn = body.occurredOn ?? TODAY;
    Object.assign(row, { status: 'reported', reportedOn });
    const { documentNumber = null, evidenceUrl = null, files = [] } = body;
    reports.push({
      id: `r-${reports.length}`,
      note: body.note,
      documentNumber,
      evidenceUrl,
      files: files.flatMap((id) => world.uploads.find((file) => file.id === id) ?? []),
      reportedOn: day(reportedOn),
      actor: 'Trần Văn Minh',
      outcome: 'waiting',
    });
  }
  const waiting = reports.find(({ outcome }) => outcome === 'waiting');
  if (body.command === 'verify') {
    const late = row.dueState === 'open-overdue';
    Object.assign(row, { status: 'verified', dueState: row.due ? (late ? 'done-late' : 'done-on-time') : 'undated' });
    if (waiting) waiting.outcome = 'accepted';
  }
  if (body.command === 'return') {
    row.status = 'in-progress';
    if (waiting) waiting.outcome = 'returned';
  }
  if (body.command === 'withdraw') Object.assign(row, { status: 'withdrawn', dueState: 'withdrawn' });
  world.reports.set(row.id, reports);
  const at = instantOf(`${TODAY}T02:30:00Z`);
  const event = {
    index: 0,
    type: body.command,
    words: `Ghi nhận: ${statusWords[row.status]}`,
    actor: 'Người dùng',
    occurredAt: at,
    recordedAt: at,
    note,
    hash: 'c0ffee',
  };
  world.events.set(row.id, [...(world.events.get(row.id) ?? []), event]);
  return row;
}

function tick<
  T extends { status: string; publication: { total: number; recorded: number; started: number; ready: number } | null },
>(plan: T): T {
  const { publication } = plan;
  if (plan.status === 'publishing' && publication) {
    // Written down before the first of it runs.
    publication.recorded = publication.total;
    publication.ready = publication.started;
    publication.started = Math.min(publication.total, publication.started + 40);
    if (publication.ready === publication.total) plan.status = 'published';
  }
  return plan;
}

function decide(world: World, params: Record<string, string>, text: string) {
  const detail = findPlan(world, params.id);
  const row = detail.rows.find(({ id }) => id === params.rowId);
  if (!row) throw new Refusal({ status: 404, title: 'Không có dòng này', detail: 'Kế hoạch vừa được nhập lại.' });
  if (!/20\d\d|thường xuyên/i.test(text) && text !== (row.deadlineText ?? '')) {
    throw new Refusal({
      status: 422,
      title: 'Chưa đọc được thời hạn',
      detail: `“${text}” không phải cách ghi thời gian đã biết. Ví dụ: Quý IV/2027, trước ngày 15/06/2027, thường xuyên.`,
      code: 'deadline-unknown',
    });
  }
  row.deadlineText = text;
  row.decided = true;
  row.reading = readingOf({ kind: 'quarter', opens: day('2027-10-01'), due: [day('2027-12-31')], deadlineText: text });
  detail.plan.undecided = detail.rows.filter(({ decided, reading }) => !decided && !reading.sure).length;
  return detail;
}

function report(world: World, { plan, dataDate = TODAY }: { plan?: string; dataDate?: string }) {
  const rows = world.assignments.filter(({ planId }) => !plan || planId === plan);
  const of = (state: AssignmentRow['dueState']) =>
    rows.filter(({ dueState }) => dueState === state).sort((a, b) => b.daysLate - a.daysLate);
  const total = count(rows);
  const late = total.doneLate + total.openOverdue;
  return {
    office: 'Ủy ban nhân dân huyện Tứ Kỳ',
    head: ReportHead.parse(world.offices.letterhead),
    dataDate,
    plans: world.plans
      .filter(({ id }) => id !== DRAFT_ID && (!plan || id === plan))
      .map(({ id, title }) => ({ id, title })),
    total,
    overdueRatePercent: Math.round((1000 * late) / Math.max(1, late + total.doneOnTime)) / 10,
    byAgency: world.agencies.map(({ id, name }) => ({
      agencyId: id,
      agencyName: name,
      count: count(rows.filter(({ agencyId }) => agencyId === id)),
    })),
    byField: world.fields.map(({ code, title }) => ({
      fieldCode: code,
      fieldTitle: title,
      count: count(rows.filter(({ fieldCode }) => fieldCode === code)),
    })),
    overdue: of('open-overdue'),
    doneLate: of('done-late'),
    audit: { root: '0123456789abcdef'.repeat(4), events: 1234 },
  };
}
