// What is wrong with a plan as a table. Whether a time text can be read is the deadline stage's question.
import type { PlanIssue, PlanIssueCode, PlanRow } from '#contracts/plan.ts';
import { startsAgency } from './agency-words.ts';
import { squeeze } from './fold-text.ts';
import type { LeftOutLine, RowDraft } from './group-rows.ts';
import { guessColumn } from './header-words.ts';
import type { PlanColumn, PlanHeader, TimePart } from './plan-columns.ts';
import { type GridCell, placeOf, type SourceTable } from './source-document.ts';
import { splitRoles } from './split-roles.ts';
import { isTimeCell } from './time-words.ts';

const EXPECTED = {
  title: '«Nội dung công việc» (hoặc «Nhiệm vụ», «Hoạt động»)',
  lead: '«Cơ quan chủ trì» (hoặc «Đơn vị thực hiện»)',
  deadline: '«Thời gian hoàn thành» (hoặc «Thời hạn», «Thời gian thực hiện»)',
};

/** The columns without which the table's rows cannot be followed up, each as an issue; none when the table can be read. */
export function checkTable(table: SourceTable, header: PlanHeader): PlanIssue[] {
  const { title, lead, times, units, isLeadWithTime } = header.columns;
  const missing: ['title' | 'lead' | 'deadline', string][] = [];
  if (!title) missing.push(['title', EXPECTED.title]);
  if (!lead && units.length === 0) missing.push(['lead', EXPECTED.lead]);
  if (times.length === 0 && !isLeadWithTime) missing.push(['deadline', EXPECTED.deadline]);
  return missing.map(([role, expected]) => ({
    place: placeOf(table, header.firstRow),
    column: null,
    code: `column-missing-${role}`,
    message: `${nameOf(table)} không có cột ${expected}. Các cột nhìn thấy: ${quote(header.seen)}.`,
    suggestion: 'Thêm cột còn thiếu, hoặc sửa lại tên cột cho đúng rồi tải tệp lên lần nữa.',
  }));
}

/** How the columns of a table were understood where another reader might do otherwise: named once for the table. */
export function noteOnTable(table: SourceTable, header: PlanHeader, drafts: readonly RowDraft[]): PlanIssue[] {
  const { times, lead, timeDoubt, others } = header.columns;
  const note = (column: string | null, code: PlanIssueCode, message: string, suggestion: string): PlanIssue => ({
    place: placeOf(table, header.firstRow),
    column,
    code,
    message,
    suggestion,
  });
  const issues: PlanIssue[] = [];
  const of = (part: TimePart) => times.filter((one) => one.part === part);
  const doubted = drafts.filter((draft) => draft.doubts.some((doubt) => doubt === timeDoubt)).length;
  if (timeDoubt !== null && doubted > 0)
    issues.push(
      note(
        quote(times.map(({ header: words }) => words)),
        'time-columns-unclear',
        `${nameOf(table)}: ${timeDoubt}. ${doubted} dòng ghi cả hai chờ xác nhận.`,
        'Với từng dòng, chấp nhận cả các hạn đã đọc hoặc ghi lại hạn đúng; hoặc chỉ để lại một cột thời hạn rồi tải tệp lên lần nữa.',
      ),
    );
  const fresh = of('new').at(-1);
  if (fresh)
    issues.push(
      note(
        fresh.header,
        'time-column-replaced',
        `Hạn tính theo cột «${fresh.header}»; cột ${quote([...of('old'), ...of('due')].map((one) => one.header))} là thời hạn trước đó, chỉ dùng khi cột mới ghi không thay đổi.`,
        'Nếu thời hạn cũ vẫn là hạn phải theo dõi thì xóa cột thời hạn mới rồi tải tệp lên lần nữa.',
      ),
    );
  const start = of('start')[0];
  const rows = drafts.filter((draft) => draft.isStartLeftOut).map((draft) => draft.row + 1);
  if (start && rows.length > 0)
    issues.push(
      note(
        start.header,
        'start-column-left-out',
        `Ngày bắt đầu ở dòng ${listOf(rows)} không được dùng vì không ghép được với thời gian hoàn thành.`,
        'Nếu ngày bắt đầu cần theo dõi, ghi cả hai vào cột thời gian, ví dụ «Từ tháng 01/2026 đến tháng 3/2026».',
      ),
    );
  const besides = others.filter((one) => lead && guessColumn(one.header)?.role === 'lead');
  if (lead && besides.length > 0)
    issues.push(
      note(
        lead.header,
        'lead-column-left-out',
        `Cơ quan chủ trì lấy theo cột «${lead.header}»; cột ${quote(besides.map((one) => one.header))} không được dùng.`,
        'Nếu cột kia mới là cơ quan chủ trì thì ghi lại tên cột cho rõ (ví dụ «Cơ quan chủ trì») rồi tải tệp lên lần nữa.',
      ),
    );
  return issues;
}

/** Rows in order: "3, 4, 7–12". */
function listOf(rows: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else runs.push([row, row]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

type IssueOfRow = (
  column: PlanColumn | null | undefined,
  code: PlanIssueCode,
  message: string,
  suggestion: string,
) => PlanIssue;

/** What a row lacks to be followed up, and what was made of it. */
export function checkRow(row: PlanRow, draft: RowDraft): PlanIssue[] {
  const name = row.activity.title ? `Dòng «${shorten(row.activity.title)}»` : 'Dòng này';
  const issue: IssueOfRow = (column, code, message, suggestion) => ({
    place: row.place,
    column: column?.header ?? null,
    code,
    message,
    suggestion,
  });
  return [...lackingIssues(row, draft, name, issue), ...readingIssues(draft, name, issue)];
}

function lackingIssues(row: PlanRow, { columns }: RowDraft, name: string, issue: IssueOfRow): PlanIssue[] {
  const { title, lead, times } = columns;
  const issues: PlanIssue[] = [];
  if (!row.activity.title)
    issues.push(
      issue(
        title,
        'row-without-title',
        'Dòng này không ghi nội dung công việc.',
        'Ghi nội dung, hoặc gộp ô với dòng trên nếu vẫn là một việc.',
      ),
    );
  if (row.leads.length === 0)
    issues.push(
      issue(
        lead,
        'row-without-lead',
        `${name} không ghi cơ quan chủ trì.`,
        'Ghi tên cơ quan chủ trì, hoặc gộp ô với dòng trên nếu cùng cơ quan.',
      ),
    );
  if (!row.deadlineText)
    issues.push(
      issue(
        times[0],
        'row-without-deadline',
        `${name} không ghi thời gian hoàn thành.`,
        'Ghi thời hạn (ví dụ «Trước 15/11/2026», «Quý IV/2026»), hoặc gộp ô với dòng trên nếu cùng thời hạn.',
      ),
    );
  return issues;
}

function readingIssues({ columns, lead, struck, taken }: RowDraft, name: string, issue: IssueOfRow): PlanIssue[] {
  const issues: PlanIssue[] = [];
  if (struck.length > 0)
    issues.push(
      issue(
        null,
        'cell-struck-out',
        `${name} có chữ bị gạch bỏ (${quote(struck)}); phần đó không được đọc.`,
        'Nếu phần bị gạch vẫn còn hiệu lực thì bỏ gạch ngang rồi tải tệp lên lần nữa.',
      ),
    );
  if (taken.length > 0) {
    const isLead = taken.includes('lead');
    issues.push(
      issue(
        isLead ? columns.lead : columns.times[0],
        'cell-taken-from-above',
        `${name} để trống ${isLead ? 'cơ quan chủ trì' : ''}${isLead && taken.includes('deadline') ? ' và ' : ''}${taken.includes('deadline') ? 'thời gian hoàn thành' : ''}; tệp này không giữ ô gộp nên được hiểu là như dòng trên.`,
        'Kiểm tra lại; nếu không đúng thì ghi rõ vào ô.',
      ),
    );
  }
  if (columns.isLeadShared && !splitRoles(lead, true).isClear)
    issues.push(
      issue(
        columns.lead,
        'roles-not-separated',
        `${name} ghi chung cơ quan chủ trì và phối hợp nên tất cả được coi là chủ trì.`,
        'Ghi rõ «Chủ trì: …; Phối hợp: …», hoặc tách thành hai cột.',
      ),
    );
  return issues;
}

const LEFT_OUT: Record<LeftOutLine['why'], { code: PlanIssueCode; message: string; suggestion: string }> = {
  remark: {
    code: 'line-left-out',
    message: 'được hiểu là ghi chú hoặc dòng cộng, không phải công việc',
    suggestion:
      'Nếu dòng này là một việc thì ghi cơ quan chủ trì và thời hạn vào đúng cột, bỏ chữ mở đầu như «Ghi chú», «Tổng cộng».',
  },
  'after-the-end': {
    code: 'line-left-out',
    message: 'nằm sau phần nơi nhận hoặc chữ ký nên không được đọc là công việc',
    suggestion: 'Nếu còn công việc ở các dòng này thì chuyển lên trên phần nơi nhận, chữ ký.',
  },
  heading: {
    code: 'line-left-out',
    message: 'được hiểu là tiêu đề nhóm nhưng không có công việc nào bên dưới',
    suggestion: 'Nếu dòng này là một việc thì ghi cơ quan chủ trì và thời hạn vào đúng cột.',
  },
  struck: {
    code: 'row-struck-out',
    message: 'bị gạch bỏ trong tệp nên không được giao',
    suggestion: 'Nếu việc này vẫn còn thì bỏ gạch ngang rồi tải tệp lên lần nữa.',
  },
};

/** Lines of the table that are neither rows nor headings: each struck one by itself, the others by what they are. */
export function leftOutIssues(table: SourceTable, lines: readonly LeftOutLine[]): PlanIssue[] {
  const groups = new Map<string, LeftOutLine[]>();
  for (const line of lines) {
    const key = line.why === 'struck' ? `struck ${line.row}` : line.why;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((group): PlanIssue[] => {
    const [first] = group;
    if (!first) return [];
    const { code, message, suggestion } = LEFT_OUT[first.why];
    return [
      {
        place: placeOf(table, first.row),
        column: null,
        code,
        message: `Dòng ${listOf(group.map(({ row }) => row + 1))} («${shorten(first.text)}») ${message}.`,
        suggestion,
      },
    ];
  });
}

/**
 * A table that is not read: without the names of its columns, its rows name agencies and times, or it is a table of other things (targets,
 * money). Letterheads and signatures are no tables to anybody.
 */
export function leftOutTableIssues(table: SourceTable): PlanIssue[] {
  const isWork = (line: GridCell[]) =>
    line.some((cell) => isTimeCell(cell.text)) &&
    line.some((cell) => cell.text.length < 200 && startsAgency(cell.text));
  const row = table.grid.findIndex(isWork);
  if (row < 0) return isTable(table) ? [otherTableIssue(table)] : [];
  return [
    {
      place: placeOf(table, row),
      column: null,
      code: 'table-left-out',
      message: `${nameOf(table)} (${table.grid.length} dòng) không được đọc: không có dòng tiêu đề và số cột khác bảng trước.`,
      suggestion: 'Nếu bảng này thuộc kế hoạch thì thêm dòng tiêu đề cột, hoặc nối vào bảng trước.',
    },
  ];
}

/** Three rows of three cells: what people call a table. */
function isTable({ grid }: SourceTable): boolean {
  return grid.filter((line) => line.filter((cell) => cell.isOrigin && cell.text).length > 2).length > 2;
}

function otherTableIssue(table: SourceTable): PlanIssue {
  const first = table.grid.findIndex((line) => line.filter((cell) => cell.isOrigin && cell.text).length > 2);
  return {
    place: placeOf(table, first),
    column: null,
    code: 'table-left-out',
    message: `${nameOf(table)} (${table.grid.length} dòng) không được đọc vì không có đủ cột nội dung, cơ quan và thời hạn. Các cột nhìn thấy: ${quote(textsOf(table, first))}.`,
    suggestion: 'Nếu bảng này giao việc thì ghi đủ tên các cột, ví dụ «Cơ quan chủ trì», «Thời gian hoàn thành».',
  };
}

/** A row that Excel hides is read, because it is part of the file; nobody should be reminded of work that nobody sees. */
export function hiddenRowIssue(row: PlanRow): PlanIssue {
  return {
    place: row.place,
    column: null,
    code: 'row-hidden',
    message: `Dòng «${shorten(row.activity.title)}» đang bị ẩn trong trang tính nhưng vẫn được đọc.`,
    suggestion: 'Bỏ ẩn (Unhide) hoặc bỏ lọc để kiểm tra; nếu không còn dùng thì xóa hẳn dòng.',
  };
}

/** No table reads like a plan: says what the likeliest header row holds and what was looked for. */
export function noPlanTableIssue(tables: SourceTable[]): PlanIssue {
  const best = tables
    .flatMap((table) => table.grid.map((_, row) => ({ table, row, texts: textsOf(table, row) })))
    .map((line) => ({
      ...line,
      score: line.texts.filter((text) => guessColumn(text)).length * 100 + Math.min(line.texts.length, 9),
    }))
    .reduce<{ table: SourceTable; row: number; texts: string[]; score: number } | null>(
      (top, line) => (line.texts.length > 0 && line.score > (top?.score ?? 0) ? line : top),
      null,
    );
  const seen = best ? ` Dòng giống tiêu đề nhất ghi: ${quote(best.texts)}.` : '';
  return {
    place: best ? placeOf(best.table, best.row) : null,
    column: null,
    code: 'no-plan-table',
    message: `Không tìm thấy bảng kế hoạch nào: cần một dòng tiêu đề có các cột ${EXPECTED.title}, ${EXPECTED.lead} và ${EXPECTED.deadline}.${seen}`,
    suggestion: 'Kiểm tra xem có chọn đúng tệp không và dòng tiêu đề có ghi đủ tên các cột không.',
  };
}

/** A header with nothing under it. */
export function noRowsIssue(table: SourceTable): PlanIssue {
  return {
    place: { table: table.number, row: 1 },
    column: null,
    code: 'plan-without-rows',
    message: `${nameOf(table)} có dòng tiêu đề nhưng không có hoạt động nào bên dưới.`,
    suggestion: 'Kiểm tra xem có chọn đúng tệp không; mỗi hoạt động cần một dòng trong bảng.',
  };
}

function textsOf(table: SourceTable, row: number): string[] {
  return (table.grid[row] ?? []).filter((cell) => cell.isOrigin && cell.text).map((cell) => shorten(cell.text));
}

function nameOf(table: SourceTable): string {
  return table.name ? `Trang tính «${table.name}»` : `Bảng ${table.number}`;
}

function quote(headers: string[]): string {
  return headers
    .slice(0, 15)
    .map((header) => `«${shorten(header)}»`)
    .join(', ');
}

function shorten(text: string): string {
  const line = squeeze(text);
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
