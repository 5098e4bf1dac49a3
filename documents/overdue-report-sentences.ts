// What the overdue audit says in sentences. Every figure is the report's; nothing is judged that was not counted. Pure.
import type { OverdueReport } from '#contracts/report.ts';
import { assigningDocuments, sumOf } from './overdue-report-rows.ts';
import { groupThousands, longDate, percentWords, unabbreviated } from './report-words.ts';

/** How the report begins, and the figures in the order of Quyết định 42/2014/QĐ-TTg: done, then open, each in time and late. */
export function generalSituation(
  report: OverdueReport,
  planReferences: ReadonlyMap<string, string>,
): { introduction: string[]; figures: string[] } {
  const { total, dataDate } = report;
  const done = total.doneOnTime + total.doneLate;
  const open = total.openInTime + total.openOverdue;
  const fellDue = done + total.openOverdue;
  const late = total.doneLate + total.openOverdue;
  const longest = report.overdue[0]?.daysLate;
  return {
    introduction: [
      `Thực hiện việc theo dõi, đôn đốc các nhiệm vụ được giao${plansWords(report, planReferences)}, ${unabbreviated(report.office)} báo cáo tình hình thực hiện như sau:`,
    ],
    figures: [
      `1. Tính đến ${longDate(dataDate)}, tổng số nhiệm vụ được theo dõi là ${tasks(sumOf(total))}, trong đó có ${tasks(done + open)} có thời hạn cụ thể:`,
      `- Đã hoàn thành ${tasks(done)}, gồm: đúng hạn ${tasks(total.doneOnTime)}, quá hạn ${tasks(total.doneLate)};`,
      `- Chưa hoàn thành ${tasks(open)}, gồm: trong hạn ${tasks(total.openInTime)}, quá hạn ${tasks(total.openOverdue)}.`,
      ...(total.undated > 0
        ? [
            `Ngoài ra có ${tasks(total.undated)} không có thời hạn cụ thể (thường xuyên, theo điều kiện hoặc có hạn trước kỳ kế hoạch), không tính vào tỷ lệ quá hạn.`,
          ]
        : []),
      fellDue === 0
        ? '2. Chưa có nhiệm vụ nào đến hạn.'
        : `2. Trong ${tasks(fellDue)} đã hoàn thành hoặc đã đến hạn có ${tasks(late)} quá hạn, chiếm tỷ lệ ${percentWords(report.overdueRatePercent)}.`,
      ...(longest === undefined
        ? []
        : [
            `Nhiệm vụ chưa hoàn thành có số ngày quá hạn nhiều nhất là ${groupThousands(longest)} ngày (cơ quan chủ trì: ${listed(leadsOf(report, longest))}).`,
          ]),
    ],
  };
}

/** Which lists there are, and how lateness was counted. */
export function howCounted({ total }: OverdueReport, annexNames: readonly string[]): string[] {
  const names = [...annexNames];
  const annex = (count: number) => (count > 0 ? ` (chi tiết tại ${names.shift() ?? 'Phụ lục'} kèm theo)` : '');
  if (total.openOverdue + total.doneLate === 0) return ['Không có nhiệm vụ quá hạn.'];
  return [
    `Có ${tasks(total.openOverdue)} chưa hoàn thành đã quá hạn${annex(total.openOverdue)} và ${tasks(total.doneLate)} đã hoàn thành nhưng quá hạn${annex(total.doneLate)}.`,
    'Số ngày quá hạn là số ngày theo lịch, tính từ thời hạn hoàn thành (thời hạn trùng ngày nghỉ thì tính từ ngày làm việc kế tiếp) đến ngày báo cáo được xác nhận; nhiệm vụ đã báo cáo, chờ xác nhận thì tính đến ngày báo cáo; nhiệm vụ chưa báo cáo thì tính đến ngày chốt dữ liệu.',
  ];
}

/** What is asked of whom; the last sentence ends the document. */
export function requests(report: OverdueReport, annexName: string | null): string[] {
  const office = unabbreviated(report.office);
  const agencies = leadsOf(report, 1);
  const asked =
    agencies.length === 0
      ? 'Đề nghị các cơ quan, đơn vị tiếp tục thực hiện các nhiệm vụ được giao bảo đảm thời hạn.'
      : `Đề nghị ${listed(agencies)} khẩn trương hoàn thành các nhiệm vụ quá hạn nêu tại ${annexName ?? 'Phụ lục'}, báo cáo rõ nguyên nhân chậm và thời gian hoàn thành.`;
  return [asked, `Trên đây là báo cáo tình hình thực hiện nhiệm vụ và danh mục nhiệm vụ quá hạn của ${office}./.`];
}

/** By which anybody can check later that nothing was changed behind the figures. */
export function auditLine({ audit: { root, events } }: OverdueReport): string {
  // Not grouped: both are copied into `audit verify --against`.
  return `Mã kiểm chứng nhật ký: ${root}, ${events} sự kiện`;
}

/** Leads of what is open and at least so many days late, each once. */
function leadsOf(report: OverdueReport, daysLate: number): string[] {
  return [...new Set(report.overdue.filter((row) => row.daysLate >= daysLate).map((row) => row.agencyName))];
}

function tasks(count: number): string {
  // Numbers of a document are easier to falsify when they stand as one digit.
  return `${count > 0 && count < 10 ? `0${count}` : groupThousands(count)} nhiệm vụ`;
}

function plansWords(report: OverdueReport, planReferences: ReadonlyMap<string, string>): string {
  const [only, ...others] = report.plans;
  if (only === undefined) return '';
  if (others.length > 0) return ` tại ${groupThousands(report.plans.length)} kế hoạch`;
  return ` tại ${assigningDocuments(report, planReferences)({ planId: only.id, planTitle: only.title })}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} và ${names.at(-1)}`;
}
