// A believable office for the pages to show: the Tứ Kỳ plan moved to 2026, seen on a Friday in November.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { AssignmentDetail, AssignmentRow, TimelineEvent } from '#contracts/assignment.ts';
import type { LogCheckStanding } from '#contracts/audit.ts';
import type { DeadlineReading } from '#contracts/deadline.ts';
import type { EvidenceFile } from '#contracts/evidence.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import type { PlanDetail as PlanDetailSchema, PlanSummary } from '#contracts/routes.ts';
import type { WorkFromAboveRow } from '#contracts/work-from-above.ts';
import { addDays, localDateOf, weekdayOf } from '#domain/calendar/local-date.ts';
import { ALL_RIGHTS } from '#domain/rights/key-scopes.ts';
import type { Right } from '#domain/rights/rights-table.ts';
import type { Role } from '#domain/rights/roles.ts';
import { at } from '../support/moments.ts';
import { createMockChannels, type MockChannels } from './mock-channels.ts';
import { createMockOffices, type MockOffices } from './mock-offices.ts';
import { remindersOf, TODAY } from './mock-reminders.ts';
import { createMockRoster } from './mock-roster-data.ts';
import { createMockRules, type MockRules } from './mock-rules-data.ts';
import { createWorkFromAbove } from './mock-work-from-above.ts';

type PlanDetail = z.infer<typeof PlanDetailSchema>;

export { TODAY };
export const PLAN_ID = 'plan-tu-ky-2026';
export const DRAFT_ID = 'plan-nhap-2027';
export const ZONE = 'Asia/Ho_Chi_Minh';
const PLAN_TITLE = 'Kế hoạch thực hiện cải cách hành chính nhà nước năm 2026 huyện Tứ Kỳ';

export interface World {
  assignments: AssignmentRow[];
  plans: PlanSummary[];
  details: Map<string, PlanDetail>;
  reports: Map<string, AssignmentDetail['reports']>;
  events: Map<string, TimelineEvent[]>;
  agencies: { id: string; name: string }[];
  fields: { code: string; title: string }[];
  channels: MockChannels;
  roster: Roster;
  rules: MockRules;
  /** What whoever is signed in may do. */
  rights: readonly Right[];
  /** Ids of work whose reminders reached nobody. */
  refused: Set<string>;
  /** Who looks at the pages; null = somebody who may do everything. */
  role: Role | null;
  logCheck: LogCheckStanding;
  /** Files that the pages have uploaded. */
  uploads: EvidenceFile[];
  /** For the page of a letter's link. */
  signedIn: boolean;
  /** What whoever is signed in is to set up first. */
  awaits: 'second-factor' | 'passkey' | null;
  /** Where they can be used, and those of whoever is signed in. */
  passkeys: { address: string | null; own: { id: string; name: string; lastUsedAt: Instant | null }[] };
  /** The agency of whoever is signed in; null = the officer is. */
  clerk: { id: string; name: string } | null;
  workFromAbove: WorkFromAboveRow[];
  offices: MockOffices;
  /** In which one whoever is signed in works. */
  office: { id: number; name: string };
}

interface SourceRow {
  field: string;
  title: string;
  task: string | null;
  products: string[];
  leads: string[];
  coordinators: string[];
  deadlineText: string | null;
  kind: DeadlineReading['kind'];
  opens: LocalDate | null;
  due: LocalDate[];
}

const source = JSON.parse(readFileSync(new URL('../fixtures/web/tu-ky-rolled.json', import.meta.url), 'utf8')) as {
  fields: { code: string; title: string }[];
  rows: SourceRow[];
};

/** A fresh office: the same rows and states every time, free to be changed by one test. */
export function createWorld(): World {
  const names = [...new Set(source.rows.map((row) => row.leads[0] ?? 'Phòng Nội vụ'))];
  const agencies = names.map((name, index) => ({ id: `agency-${index + 1}`, name }));
  const fields = source.fields;
  const world: World = {
    assignments: [],
    plans: [summary(PLAN_ID, PLAN_TITLE, 'published'), { ...summary(DRAFT_ID, draftTitle, 'draft'), undecided: 3 }],
    details: new Map(),
    reports: new Map(),
    events: new Map(),
    agencies,
    fields,
    channels: createMockChannels(),
    roster: createMockRoster(agencies),
    rules: createMockRules(),
    rights: ALL_RIGHTS,
    refused: new Set(),
    role: null,
    logCheck: { state: 'none', startedAt: null, endedAt: null, checked: 0, events: 0, root: null, words: [] },
    uploads: [],
    signedIn: false,
    awaits: null,
    passkeys: { address: null, own: [{ id: 'p1', name: 'Điện thoại của tôi', lastUsedAt: null }] },
    clerk: null,
    workFromAbove: createWorkFromAbove(),
    offices: createMockOffices(),
    office: { id: 1, name: 'UBND huyện Tứ Kỳ' },
  };
  for (const [index, row] of source.rows.entries()) {
    const agency = agencies.find(({ name }) => name === (row.leads[0] ?? 'Phòng Nội vụ')) ?? { id: 'x', name: 'x' };
    const dues: (LocalDate | null)[] = row.due.length > 0 ? row.due.slice(-4) : [null];
    for (const [part, due] of dues.entries()) {
      world.assignments.push(assignmentOf({ row, index, part, parts: dues.length, due, agency, fields }));
    }
  }
  for (const plan of world.plans) world.details.set(plan.id, planDetail(plan));
  return world;
}

const draftTitle = 'Kế hoạch cải cách hành chính năm 2027 huyện Tứ Kỳ';

function summary(id: string, title: string, status: PlanSummary['status']): PlanSummary {
  return {
    id,
    etag: `"plan-${id}-1"`,
    title,
    issuer: 'Ủy ban nhân dân huyện Tứ Kỳ',
    yearFrom: id === DRAFT_ID ? 2027 : 2026,
    yearTo: id === DRAFT_ID ? 2027 : 2026,
    issuedOn: null,
    yearEvidence: [
      {
        source: 'title',
        says: 'years',
        words: `tên kế hoạch ghi «năm ${id === DRAFT_ID ? 2027 : 2026}»`,
        yearFrom: id === DRAFT_ID ? 2027 : 2026,
        yearTo: id === DRAFT_ID ? 2027 : 2026,
      },
    ],
    yearsWhy: `Kế hoạch năm ${id === DRAFT_ID ? 2027 : 2026}, theo tên kế hoạch.`,
    sample: id === PLAN_ID,
    status,
    rows: source.rows.length,
    undecided: 0,
    publication: status === 'published' ? { total: 96, recorded: 96, started: 96, ready: 96 } : null,
  };
}

function assignmentOf(from: {
  row: SourceRow;
  index: number;
  part: number;
  parts: number;
  due: LocalDate | null;
  agency: { id: string; name: string };
  fields: World['fields'];
}): AssignmentRow {
  const { row, index, part, parts, due, agency } = from;
  const dueWorking = due && shiftWeekend(due);
  const past = dueWorking !== null && dueWorking < TODAY;
  // Every fifth past date was never answered, every seventh answered late, the rest in time.
  const way = past ? (index % 5 === 3 ? 'open' : index % 7 === 2 ? 'late' : 'done') : 'to-come';
  const status =
    way === 'done' || way === 'late'
      ? 'verified'
      : way === 'open'
        ? 'in-progress'
        : (['assigned', 'in-progress', 'reported'] as const)[index % 3];
  const reportedOn =
    way === 'done'
      ? addDays(due ?? TODAY, -3)
      : way === 'late'
        ? addDays(dueWorking ?? TODAY, 6)
        : status === 'reported'
          ? localDateOf('2026-11-17')
          : null;
  return {
    id: `a-${index + 1}-${part + 1}`,
    key: `tu-ky-2026/${index + 1}/${part + 1}`,
    planId: PLAN_ID,
    planTitle: PLAN_TITLE,
    title: row.title,
    label: parts > 1 ? `Kỳ ${part + 1}/${parts}` : null,
    agencyId: agency.id,
    agencyName: agency.name,
    fieldCode: row.field,
    fieldTitle: from.fields.find(({ code }) => code === row.field)?.title ?? null,
    nature: due
      ? 'dated'
      : row.kind === 'continuous'
        ? 'continuous'
        : row.kind === 'conditional'
          ? 'conditional'
          : 'undecided',
    opens: row.opens,
    due,
    dueWorking,
    status: due ? (status ?? 'assigned') : 'in-progress',
    dueState: !due
      ? 'undated'
      : way === 'done'
        ? 'done-on-time'
        : way === 'late'
          ? 'done-late'
          : way === 'open'
            ? 'open-overdue'
            : 'open-in-time',
    daysLate: way === 'late' ? 6 : way === 'open' ? daysBetween(dueWorking ?? TODAY, TODAY) : 0,
    acknowledgedAt: status === 'assigned' && due ? null : at('2026-01-08T01:20:00Z'),
    reportedOn: due ? reportedOn : null,
  };
}

/** The rows of a plan as they were read; three of the draft's wait for a person. */
function planDetail(plan: PlanSummary): PlanDetail {
  const draft = plan.id === DRAFT_ID;
  return {
    plan,
    alreadyImportedAt: null,
    issues: draft
      ? [
          {
            place: { table: 1, row: 48 },
            column: 'Thời gian thực hiện',
            code: 'row-without-deadline',
            message: 'Ô thời gian để trống.',
            suggestion: 'Ghi thời gian hoàn thành, ví dụ “Quý IV/2027”.',
          },
          {
            place: { table: 1, row: 53 },
            column: 'Cơ quan chủ trì',
            code: 'agency-unknown',
            message: '“Các ĐVSNCL” chưa có trong danh sách cơ quan.',
            suggestion: 'Thêm nhóm này vào danh sách cơ quan hoặc ghi tên từng đơn vị.',
          },
        ]
      : [],
    rows: source.rows.map((row, index) => {
      const unsure = draft && [4, 20, 33].includes(index);
      return {
        id: `row-${index + 1}`,
        place: `bảng 1, dòng ${index + 3}`,
        fieldCode: row.field,
        fieldTitle: source.fields.find(({ code }) => code === row.field)?.title ?? null,
        title: row.title,
        leads: row.leads,
        deadlineText: unsure
          ? ['', 'Theo lộ trình của tỉnh', 'Trước tháng 6 hoặc khi có hướng dẫn'][[4, 20, 33].indexOf(index)] || null
          : row.deadlineText,
        reading: unsure ? unknownReading : readingOf(row),
        decided: false,
        etag: `"row-${index + 1}-1"`,
      };
    }),
  };
}

// The pages show what was read, not the rule behind it.
const unreadRule: DeadlineReading['rule'] = { parts: [{ label: null, times: [{ type: 'unknown', trigger: null }] }] };

const unknownReading: DeadlineReading = {
  kind: 'unknown',
  deadlines: [],
  trigger: null,
  sure: false,
  why: 'Không đọc được thời hạn từ nội dung này; cần người quyết định.',
  rule: unreadRule,
  spans: [],
  unread: [],
  doubts: ['Không có từ nào trong nội dung này chỉ thời gian.'],
};

export function readingOf(row: {
  kind: DeadlineReading['kind'];
  opens: LocalDate | null;
  due: LocalDate[];
  deadlineText: string | null;
}): DeadlineReading {
  return {
    kind: row.kind,
    deadlines: [{ label: null, recur: null, opens: row.opens, due: row.due }],
    trigger: row.kind === 'conditional' ? row.deadlineText : null,
    rule: unreadRule,
    spans: [],
    unread: [],
    doubts: [],
    sure: true,
    why:
      row.due.length > 0
        ? `“${row.deadlineText}” là ngày cuối của khoảng thời gian ghi trong kế hoạch.`
        : `“${row.deadlineText}”: không có ngày cụ thể, không tính quá hạn.`,
  };
}

/** One assignment with its history, made up from its state. */
export function detailOf(world: World, assignment: AssignmentRow): AssignmentDetail {
  const row = source.rows[Number(assignment.id.split('-')[1]) - 1];
  const events = [...pastEvents(assignment), ...(world.events.get(assignment.id) ?? [])];
  return {
    assignment,
    row: {
      taskTitle: row?.task ?? null,
      products: row?.products ?? [],
      coordinators: row?.coordinators ?? [],
      deadlineText: row?.deadlineText ?? null,
      place: `bảng 1, dòng ${Number(assignment.id.split('-')[1]) + 2}`,
    },
    explanation: {
      text: `“${row?.deadlineText ?? ''}” là ngày cuối của khoảng thời gian ghi trong kế hoạch.`,
      steps: assignment.due
        ? [
            `Ngày theo kế hoạch: ${vn(assignment.due)}.`,
            assignment.dueWorking === assignment.due
              ? 'Đây là ngày làm việc, không phải chuyển ngày.'
              : `${vn(assignment.due)} là ngày nghỉ hằng tuần; chỉ tính quá hạn sau ngày làm việc tiếp theo ${vn(assignment.dueWorking ?? '')}.`,
          ]
        : [],
      edition: 'Lịch công chức năm 2026 (Thông báo 9441/TB-BNV)',
    },
    allowed: allowedOf(assignment),
    timeline: events.map((event, index) => ({ ...event, index: 400 + index })),
    reminders: remindersOf(assignment, world.refused.has(assignment.id)),
    reports: world.reports.get(assignment.id) ?? pastReports(assignment),
  };
}

export function allowedOf({ status }: AssignmentRow): AssignmentDetail['allowed'] {
  if (status === 'assigned') return ['acknowledge', 'report', 'withdraw'];
  if (status === 'in-progress') return ['report', 'withdraw'];
  return status === 'reported' ? ['verify', 'return', 'withdraw'] : [];
}

function pastEvents(assignment: AssignmentRow): TimelineEvent[] {
  const happened: [string, string, Instant, string | null][] = [
    ['assigned', `Giao việc cho ${assignment.agencyName}`, at('2026-01-05T01:00:00Z'), null],
  ];
  if (assignment.acknowledgedAt)
    happened.push(['acknowledged', `${assignment.agencyName} tiếp nhận việc`, assignment.acknowledgedAt, null]);
  if (assignment.reportedOn)
    happened.push([
      'reported',
      'Báo cáo kết quả',
      at(`${assignment.reportedOn}T02:10:00Z`),
      'Đã ban hành văn bản, gửi các cơ quan, đơn vị để thực hiện.',
    ]);
  if (assignment.status === 'verified')
    happened.push([
      'verified',
      'Xác nhận hoàn thành',
      at(`${addDays(assignment.reportedOn ?? TODAY, 1)}T03:00:00Z`),
      null,
    ]);
  return happened.map(([type, words, occurredAt, note], index) => ({
    index,
    type,
    words,
    actor: type === 'assigned' || type === 'verified' ? 'Nguyễn Thị Hạnh (Phòng Nội vụ)' : 'Trần Văn Minh',
    occurredAt,
    recordedAt: occurredAt,
    note,
    hash: `${index}f3a9c1d27be4`,
  }));
}

function pastReports({ id, reportedOn, status }: AssignmentRow): AssignmentDetail['reports'] {
  if (!reportedOn) return [];
  return [
    {
      id: `r-${id}`,
      note: 'Đã ban hành văn bản, gửi các cơ quan, đơn vị để thực hiện.',
      documentNumber: '125/KH-UBND',
      evidenceUrl: 'https://tuky.haiduong.gov.vn/van-ban/125',
      files: [],
      reportedOn,
      actor: 'Trần Văn Minh',
      outcome: status === 'verified' ? 'accepted' : 'waiting',
    },
  ];
}

export function vn(date: string): string {
  return date.split('-').reverse().join('/');
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function shiftWeekend(date: LocalDate): LocalDate {
  const weekday = weekdayOf(date);
  return addDays(date, weekday === 6 ? 2 : weekday === 7 ? 1 : 0);
}
