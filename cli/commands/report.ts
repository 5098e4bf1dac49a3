// `dondoc report overdue`: the overdue audit at the terminal, as data, as a paper to sign, or as a workbook.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { GivenDate, type LocalDate } from '#contracts/primitives.ts';
import type { FourWayCount, OverdueReport } from '#contracts/report.ts';
import { optionsOf, UNSIGNED } from '#documents/overdue-report-options.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { reportOverdue } from '#operations/report-overdue.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import type { Database } from '#store/database.ts';
import { listGivenOutPlans } from '#store/plan-list-store.ts';
import { contextOf, withInstallation } from '../open-installation.ts';
import { orRefuse, refuse } from '../refuse.ts';

interface ReportOptions {
  plan?: string;
  dataDate: LocalDate | undefined;
  json?: boolean;
  docx?: string;
  xlsx?: string;
  place?: string;
  parentOffice?: string;
  authority?: string;
  signerTitle?: string;
  signerName?: string;
  number?: string;
  symbol?: string;
  signedOn: LocalDate | undefined;
  recipient?: string[];
  archive: string;
  planReference?: string;
}

type GivenOptions = Omit<ReportOptions, 'dataDate' | 'signedOn'> & { dataDate?: string; signedOn?: string };

/** Adds the command; the paper and the workbook hold the same figures as the table. */
export function registerReport(program: Command): void {
  const overdue = program
    .command('report')
    .description('báo cáo')
    .command('overdue')
    .description('báo cáo nhiệm vụ quá hạn');
  overdue
    .option('--plan <id>', 'chỉ một kế hoạch; không có thì tính mọi kế hoạch đã giao')
    .option('--data-date <date>', 'dữ liệu tính đến hết ngày, dạng 2026-10-31; không có thì là hôm nay')
    .addOption(new Option('--json', 'in dạng JSON').conflicts(['docx', 'xlsx']))
    .addOption(new Option('--docx <file>', 'viết báo cáo Word theo thể thức Nghị định 30/2020/NĐ-CP').conflicts('xlsx'))
    .option('--xlsx <file>', 'viết bảng tính Excel')
    .option(
      '--place <name>',
      'địa danh ghi trên báo cáo; không có thì như cơ quan đã đặt trên trang Quản trị, hoặc theo tên cơ quan',
    )
    .option('--parent-office <name>', 'cơ quan chủ quản ghi trên tên cơ quan ban hành')
    .option('--authority <words>', 'thẩm quyền ký, ví dụ "TM. ỦY BAN NHÂN DÂN"')
    .option(
      '--signer-title <words>',
      'chức vụ người ký; không có thì như cơ quan đã đặt trên trang Quản trị, hoặc CHỦ TỊCH',
    )
    .option('--signer-name <name>', 'họ tên người ký')
    .option('--number <number>', 'số của báo cáo; không có thì để trống')
    .option('--symbol <symbol>', 'ký hiệu, ví dụ BC-UBND; không có thì lấy theo tên cơ quan')
    .option('--signed-on <date>', 'ngày ký, dạng 2026-11-05; không có thì để trống')
    .option('--recipient <words...>', 'nơi nhận, mỗi dòng một giá trị')
    .option('--archive <words>', 'ghi sau "Lưu:"', UNSIGNED.archive)
    .option('--plan-reference <words>', 'văn bản giao nhiệm vụ như cơ quan trích dẫn, dùng khi báo cáo một kế hoạch')
    .action(printOverdue);
}

async function printOverdue(given: GivenOptions): Promise<void> {
  const reasons = [...wrongDate('--data-date', given.dataDate), ...wrongDate('--signed-on', given.signedOn)];
  if (reasons.length > 0) refuse(reasons);
  const options: ReportOptions = { ...given, dataDate: dayOf(given.dataDate), signedOn: dayOf(given.signedOn) };
  // Refused only after the installation is closed: an own server that was started for the command must not stay behind.
  const { outcome, plans } = await withInstallation((database) => ask(database, options));
  if (plans.length === 0 && (outcome.ok || outcome.code === 'not-found'))
    refuse(['Chưa có kế hoạch nào được giao. Giao việc một kế hoạch trước khi lập báo cáo.']);
  const isUnknown = !outcome.ok && outcome.code === 'not-found';
  const { report } = orRefuse(outcome, isUnknown ? ['Các kế hoạch đã giao:', ...plansWords(plans)] : []);
  if (options.signedOn !== undefined && options.signedOn < report.dataDate)
    refuse([
      `--signed-on ${options.signedOn} ở trước ngày chốt dữ liệu ${formatDate(report.dataDate)}. Chọn ngày ký từ ngày đó, hoặc đặt --data-date sớm hơn.`,
    ]);
  if (options.planReference !== undefined && report.plans.length !== 1)
    refuse([
      `--plan-reference dùng cho một kế hoạch, báo cáo này có ${report.plans.length}. Chọn một bằng --plan:`,
      ...plansWords(report.plans),
    ]);
  if (options.docx !== undefined) await save(options.docx, await docxOf(report, options));
  else if (options.xlsx !== undefined) await save(options.xlsx, await xlsxOf(report));
  else process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : toTable(report));
}

/** The report, and the plans that there can be one of. */
async function ask(database: Database, { plan, dataDate }: ReportOptions) {
  const outcome = await reportOverdue(await contextOf(database), ADMINISTRATOR, { planId: plan, dataDate });
  return { outcome, plans: await listGivenOutPlans(database) };
}

async function docxOf(report: OverdueReport, options: ReportOptions): Promise<Uint8Array> {
  const { writeOverdueReport } = await import('#documents/write-overdue-report.ts');
  const [plan] = report.plans;
  const { planReference } = options;
  const set = optionsOf(report.head);
  return writeOverdueReport(report, {
    place: options.place ?? set.place,
    parentOffice: options.parentOffice ?? set.parentOffice,
    officeName: set.officeName,
    authority: options.authority ?? set.authority,
    signerTitle: options.signerTitle ?? set.signerTitle,
    signerName: options.signerName ?? set.signerName,
    number: options.number ?? null,
    symbol: options.symbol ?? null,
    signedOn: options.signedOn ?? null,
    recipients: options.recipient ?? null,
    archive: options.archive,
    planReferences: new Map(plan && planReference !== undefined ? [[plan.id, planReference]] : []),
  });
}

async function xlsxOf(report: OverdueReport): Promise<Uint8Array> {
  const { writeOverdueWorkbook } = await import('#documents/write-overdue-workbook.ts');
  return writeOverdueWorkbook(report);
}

/** npm runs scripts in the package's folder; a relative path is meant from where the person stands. */
async function save(file: string, bytes: Uint8Array): Promise<void> {
  const path = resolve(process.env.INIT_CWD ?? '.', file);
  try {
    await writeFile(path, bytes);
  } catch (error) {
    refuse([
      `Không ghi được «${path}» (${(error as NodeJS.ErrnoException).code}). Kiểm tra thư mục và quyền ghi, hoặc đóng tệp đang mở.`,
    ]);
  }
  process.stderr.write(`Đã viết ${path}\n`);
}

function wrongDate(option: string, value: string | undefined): string[] {
  if (value === undefined || GivenDate.safeParse(value).success) return [];
  return [`${option} «${value}» không phải ngày. Viết dạng 2026-10-31.`];
}

function dayOf(text: string | undefined): LocalDate | undefined {
  return text === undefined ? undefined : localDateOf(text);
}

function plansWords(plans: readonly { id: string; title: string }[]): string[] {
  return plans.map(({ id, title }) => `  ${id}  ${title}`);
}

/** The four-way count per agency and field, and the overdue list, for reading at a terminal. */
function toTable(report: OverdueReport): string {
  const lines = [
    `${report.office}: nhiệm vụ quá hạn, dữ liệu tính đến ngày ${formatDate(report.dataDate)}`,
    ...report.plans.map(({ title }) => `  ${title}`),
    '',
    countLine('', COLUMNS),
    countLine('Tổng cộng', countsOf(report.total)),
    `Tỷ lệ quá hạn trên số đã hoàn thành hoặc đến hạn: ${String(report.overdueRatePercent).replace('.', ',')}%`,
    '',
    'Theo cơ quan chủ trì',
    ...report.byAgency.map(({ agencyName, count }) => countLine(agencyName, countsOf(count))),
    '',
    'Theo lĩnh vực',
    ...report.byField.map(({ fieldCode, fieldTitle, count }) =>
      countLine([fieldCode, fieldTitle].filter(Boolean).join('. '), countsOf(count)),
    ),
    '',
    `Chưa hoàn thành, quá hạn: ${report.overdue.length}`,
    ...report.overdue.map(overdueLine),
    '',
    `Mã kiểm chứng nhật ký: ${report.audit.root}, ${report.audit.events} sự kiện`,
  ];
  return `${lines.join('\n')}\n`;
}

const COLUMNS = ['xong đúng hạn', 'xong quá hạn', 'trong hạn', 'quá hạn', 'không có hạn'];
const NAME_WIDTH = 44;

function countsOf({ doneOnTime, doneLate, openInTime, openOverdue, undated }: FourWayCount): string[] {
  return [doneOnTime, doneLate, openInTime, openOverdue, undated].map(String);
}

function countLine(name: string, values: readonly string[]): string {
  const shown = name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 1)}…` : name.padEnd(NAME_WIDTH);
  return `${shown}${values.map((value, index) => value.padStart((COLUMNS[index]?.length ?? 0) + 2)).join('')}`.trimEnd();
}

function overdueLine(row: OverdueReport['overdue'][number]): string {
  const late = `${row.daysLate} ngày`.padStart(9);
  return `${late}  hạn ${row.due === null ? '' : formatDate(row.due)}  ${row.agencyName}: ${spokenTitle(row)}`;
}
