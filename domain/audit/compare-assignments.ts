// Assignments and their reports as the tables show them, against the fold of their events.
import type { AssignmentFacts } from '#contracts/logged-events.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { compareColumns, type Difference, rowDifference } from './difference.ts';
import { factsNow, type LoggedAssignment, type LoggedPlan, type LoggedReport } from './fold-log.ts';

export interface StoredAssignment {
  facts: AssignmentFacts;
  status: string;
  sequence: number;
  rulesVersion: number;
  reportedOn: LocalDate | null;
  acknowledgedAt: Instant | null;
  endedAt: Instant | null;
  resumedFrom?: Slot | undefined;
  reports: LoggedReport[];
}

const FACT_WORDS: { readonly [Column in keyof AssignmentFacts]?: string } = {
  key: 'mã việc',
  planId: 'kế hoạch',
  activityId: 'dòng của kế hoạch',
  fieldCode: 'lĩnh vực',
  fieldTitle: 'tên lĩnh vực',
  agencyId: 'cơ quan chủ trì',
  title: 'tên việc',
  label: 'nhãn',
  nature: 'loại thời hạn',
  opens: 'ngày bắt đầu',
  due: 'thời hạn',
  dueWorking: 'thời hạn tính theo ngày làm việc',
  explanation: 'giải thích thời hạn',
  ladderPolicyId: 'bậc thang nhắc việc',
  calendarEditionId: 'bản lịch làm việc',
  publishedAt: 'lúc giao việc',
  ladderFrom: 'lượt đầu của bậc thang',
};

const STATE_WORDS = {
  status: 'trạng thái',
  sequence: 'số sự kiện',
  rulesVersion: 'bộ quy tắc nhắc việc',
  reportedOn: 'ngày báo cáo',
  acknowledgedAt: 'lúc tiếp nhận',
  endedAt: 'lúc kết thúc',
  resumedFrom: 'lượt mà bậc thang tiếp tục sau khi trả lại',
} as const;

type FlatReport = Omit<LoggedReport, 'files'> & { files: string };

/** With its files as one text, so that a report is compared column by column. */
function flat(report: LoggedReport): FlatReport {
  const files = report.files.map(({ id, name, mediaType, size, sha256 }) =>
    [name, sha256, `${size} byte`, mediaType, id].join(', '),
  );
  return { ...report, files: files.join('; ') };
}

const REPORT_WORDS: { readonly [Column in keyof FlatReport]?: string } = {
  note: 'nội dung',
  documentNumber: 'số văn bản',
  evidenceUrl: 'minh chứng',
  files: 'tệp kèm theo',
  reportedOn: 'ngày báo cáo',
  actor: 'người báo cáo',
  outcome: 'kết quả xem xét',
  outcomeReason: 'lý do',
};

/**
 * Every column of every assignment that the log speaks of and that differs, and every assignment that one side lacks.
 * `complete`: plans of which every assignment that was given out has its event.
 */
export function compareAssignments(
  logged: ReadonlyMap<string, LoggedAssignment>,
  plans: ReadonlyMap<string, LoggedPlan>,
  complete: ReadonlySet<string>,
  stored: ReadonlyMap<string, StoredAssignment>,
): Difference[] {
  const differences: Difference[] = [];
  for (const [id, one] of logged) {
    const row = stored.get(id);
    if (row !== undefined) differences.push(...compareOne(id, one, row));
    else
      differences.push(
        rowDifference(`assignment/${id}`, `${nameOf(id, one.facts)}: có trong nhật ký, đã bị xóa khỏi bảng việc.`),
      );
  }
  for (const [id, { facts }] of stored) {
    // Given out and not started yet: the digest of the publication speaks for it.
    const isStarting = plans.get(facts.planId)?.published === true && !complete.has(facts.planId);
    if (logged.has(id) || isStarting) continue;
    differences.push(
      rowDifference(`assignment/${id}`, `${nameOf(id, facts)}: có trong bảng việc, không có sự kiện nào.`),
    );
  }
  return differences;
}

/** A name that a person can find the assignment by. */
export function nameOf(id: string, facts: Pick<AssignmentFacts, 'key' | 'title'> | null): string {
  return facts === null ? `Việc ${id}` : `Việc ${facts.key} «${facts.title}»`;
}

function compareOne(id: string, logged: LoggedAssignment, stored: StoredAssignment): Difference[] {
  const subject = `assignment/${id}`;
  const name = nameOf(id, logged.facts ?? stored.facts);
  const facts = factsNow(logged);
  const told = { ...logged, rulesVersion: logged.rulesVersion ?? stored.rulesVersion };
  return [
    ...(facts === null ? [] : compareColumns(subject, name, FACT_WORDS, facts, stored.facts)),
    ...compareColumns<Omit<StoredAssignment, 'facts' | 'reports'>>(subject, name, STATE_WORDS, told, stored),
    ...compareReports(subject, name, logged.reports, stored.reports),
  ];
}

function compareReports(
  subject: string,
  name: string,
  logged: readonly LoggedReport[],
  stored: readonly LoggedReport[],
): Difference[] {
  const known = new Map(stored.map((report) => [report.sequence, report]));
  const told = new Set(logged.map(({ sequence }) => sequence));
  return [
    ...logged.flatMap((report) => {
      const row = known.get(report.sequence);
      const which = `${name}, báo cáo ngày ${formatDate(report.reportedOn)}`;
      return row === undefined
        ? [rowDifference(subject, `${which}: có trong nhật ký, đã bị xóa khỏi bảng báo cáo.`)]
        : compareColumns(subject, which, REPORT_WORDS, flat(report), flat(row));
    }),
    ...stored
      .filter(({ sequence }) => !told.has(sequence))
      .map(({ reportedOn }) =>
        rowDifference(
          subject,
          `${name}, báo cáo ngày ${formatDate(reportedOn)}: có trong bảng báo cáo, không có sự kiện nào.`,
        ),
      ),
  ];
}
