// A report with every kind of row in it, counted by the product's own counting.
import type { AssignmentRow } from '#contracts/assignment.ts';
import { ReportHead } from '#contracts/letterhead.ts';
import type { OverdueReport } from '#contracts/report.ts';
import { type OverdueReportOptions, UNSIGNED } from '#documents/overdue-report-options.ts';
import { buildReport } from '#domain/audit/build-report.ts';
import { dueStateOf } from '#domain/audit/due-state.ts';
import { countedGroups } from '../support/assignment-rows.ts';
import { day } from '../support/moments.ts';

export const PLAN = { id: 'p1', title: 'KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NHÀ NƯỚC CỦA HUYỆN TỨ KỲ NĂM 2026' };
export const DATA_DATE = day('2026-10-05');

export const OPTIONS: OverdueReportOptions = {
  ...UNSIGNED,
  signerTitle: 'Chủ tịch',
  authority: 'TM. Ủy ban nhân dân',
};

export const AUDIT = { root: '0123456789abcdef'.repeat(4), events: 1234 };

type Given = Pick<AssignmentRow, 'title' | 'agencyName' | 'due' | 'status'> & Partial<AssignmentRow>;

export function assignmentRow(given: Given): AssignmentRow {
  const nature = given.due === null ? 'continuous' : 'dated';
  const facts = { nature, dueWorking: given.due, reportedOn: null, ...given } as const;
  return {
    id: given.title,
    key: given.title,
    planId: PLAN.id,
    planTitle: PLAN.title,
    label: null,
    agencyId: given.agencyName,
    fieldCode: 'I',
    fieldTitle: 'CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH',
    opens: null,
    acknowledgedAt: null,
    ...facts,
    ...dueStateOf(facts, DATA_DATE),
  };
}

export const ROWS: AssignmentRow[] = [
  assignmentRow({
    title: 'Xong sớm',
    agencyName: 'Phòng Nội vụ',
    due: day('2026-03-31'),
    status: 'verified',
    reportedOn: day('2026-03-20'),
  }),
  assignmentRow({
    title: 'Xong trễ',
    agencyName: 'Phòng Tư pháp',
    due: day('2026-03-31'),
    status: 'verified',
    reportedOn: day('2026-04-06'),
  }),
  assignmentRow({ title: 'Còn hạn', agencyName: 'Phòng Nội vụ', due: day('2026-12-31'), status: 'assigned' }),
  assignmentRow({
    title: 'Hỏng hạn',
    agencyName: 'Phòng Tư pháp',
    due: day('2026-02-28'),
    dueWorking: day('2026-03-02'),
    status: 'in-progress',
  }),
  assignmentRow({
    title: 'Chờ xác nhận',
    agencyName: 'Sở Nội vụ',
    due: day('2026-09-30'),
    status: 'reported',
    reportedOn: day('2026-10-02'),
  }),
  assignmentRow({ title: 'Thường xuyên', agencyName: 'Công an huyện', due: null, status: 'in-progress' }),
  assignmentRow({ title: 'Đã thu hồi', agencyName: 'Công an huyện', due: day('2026-01-15'), status: 'withdrawn' }),
];

export function overdueReportOf(rows: AssignmentRow[]): OverdueReport {
  const counted = { groups: countedGroups(rows), late: rows };
  const input = { office: 'UBND huyện Tứ Kỳ', dataDate: DATA_DATE, plans: [PLAN], ...counted, audit: AUDIT };
  return { ...buildReport(input), head: ReportHead.parse({}) };
}
