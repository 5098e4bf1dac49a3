// The overdue audit as the office signs it: a report in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I, with the lists as annexes
// in the columns of Thông báo 624/TB-VPCP (2025).
import { Document, type ISectionOptions, Packer, Paragraph, TextRun } from 'docx';
import type { FourWayCount, OverdueReport } from '#contracts/report.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { placeOfOffice, properNames, softenCapitals } from '#domain/shared/administrative-names.ts';
import { letterhead, titleBlock } from './administrative-form/letterhead.ts';
import { documentStyles, section } from './administrative-form/page.ts';
import { signatureBlock } from './administrative-form/signature-block.ts';
import { type Cell, createGridTables, type GridTables } from './administrative-form/table.ts';
import { bodyParagraph, centred, partHeading, rule } from './administrative-form/text.ts';
import type { OverdueReportOptions } from './overdue-report-options.ts';
import { countRows, doneLateRows, overdueRows, type ReportTable } from './overdue-report-rows.ts';
import { auditLine, generalSituation, howCounted, requests } from './overdue-report-sentences.ts';
import { letterheadLines, longDate, reportSymbol, unabbreviated } from './report-words.ts';

/** A docx that needs only a number, a date and a signature; every figure comes from the report. */
export async function writeOverdueReport(counted: OverdueReport, options: OverdueReportOptions): Promise<Uint8Array> {
  const report = { ...counted, office: options.officeName ?? counted.office };
  const annexes = annexesOf(report, options);
  const tables = createGridTables();
  const document = new Document({
    title: `Báo cáo nhiệm vụ quá hạn, dữ liệu đến ${formatDate(report.dataDate)}`,
    creator: report.office,
    styles: documentStyles,
    sections: [
      section([
        ...head(report, options),
        ...body(report, annexes, options, tables),
        foot(report, options),
        ...witness(report),
      ]),
      ...annexes.map((annex) => annexSection(annex, report, options, tables)),
    ],
  });
  return tables.fillRows(new Uint8Array(await Packer.toBuffer(document)));
}

interface Annex {
  /** "Phụ lục I", or "Phụ lục" when it is alone. */
  name: string;
  title: string;
  table: ReportTable;
}

type Block = ISectionOptions['children'][number];

function head(report: OverdueReport, options: OverdueReportOptions): Block[] {
  const { office, dataDate } = report;
  return [
    letterhead({
      parentOffice: options.parentOffice,
      officeLines: letterheadLines(office),
      number: `Số: ${numberAndSymbol(report, options)}`,
      placeAndDate: `${options.place ?? placeOfOffice(office) ?? '………'}, ${signingDate(report, options)}`,
    }),
    ...titleBlock('BÁO CÁO', [
      'Tình hình thực hiện nhiệm vụ và danh mục nhiệm vụ quá hạn',
      `(Dữ liệu tính đến ${longDate(dataDate)})`,
    ]),
    new Paragraph({ spacing: { after: 120 } }),
  ];
}

function body(
  report: OverdueReport,
  annexes: readonly Annex[],
  options: OverdueReportOptions,
  tables: GridTables,
): Block[] {
  const { introduction, figures } = generalSituation(report, options.planReferences);
  return [
    ...introduction.map((text) => bodyParagraph(text)),
    partHeading('I. TÌNH HÌNH CHUNG'),
    ...figures.map((text) => bodyParagraph(text)),
    partHeading('II. KẾT QUẢ THEO CƠ QUAN CHỦ TRÌ'),
    countTable(
      tables,
      'Cơ quan chủ trì',
      report,
      report.byAgency.map(({ agencyName, count }) => [agencyName, count]),
    ),
    partHeading('III. KẾT QUẢ THEO LĨNH VỰC'),
    countTable(
      tables,
      'Lĩnh vực',
      report,
      report.byField.map(({ fieldCode, fieldTitle, count }) => [fieldName(fieldCode, fieldTitle, report), count]),
    ),
    partHeading('IV. NHIỆM VỤ QUÁ HẠN'),
    ...howCounted(
      report,
      annexes.map(({ name }) => name),
    ).map((text) => bodyParagraph(text)),
    partHeading('V. ĐỀ NGHỊ'),
    ...requests(report, annexes[0]?.name ?? null).map((text) => bodyParagraph(text, { keepNext: true })),
    new Paragraph({ keepNext: true, spacing: { after: 120 } }),
  ];
}

function foot({ office }: OverdueReport, options: OverdueReportOptions): Block {
  const { authority, signerTitle, signerName, archive } = options;
  const recipients = options.recipients ?? [
    `Lãnh đạo ${office} (để b/c)`,
    'Các cơ quan, đơn vị có nhiệm vụ quá hạn (để t/h)',
  ];
  return signatureBlock({ authority, signerTitle, signerName, recipients, archive });
}

/** Below the signature, small: it is for whoever checks, not for whoever reads. */
function witness(report: OverdueReport): Block[] {
  return [
    new Paragraph({
      spacing: { before: 240 },
      children: [new TextRun({ text: auditLine(report), italics: true, size: 16 })],
    }),
  ];
}

function countTable(
  tables: GridTables,
  what: string,
  report: OverdueReport,
  rows: readonly (readonly [string, FourWayCount])[],
): Block {
  const head = (text: string, span: Pick<Cell, 'columnSpan' | 'rowSpan'>): Cell => ({ text, ...span });
  return tables.gridTable({
    widthsMm: [11, 46, 16, 18, 18, 18, 18, 20],
    header: [
      [
        head('STT', { rowSpan: 2 }),
        head(what, { rowSpan: 2 }),
        head('Tổng số', { rowSpan: 2 }),
        head('Đã hoàn thành', { columnSpan: 2 }),
        head('Chưa hoàn thành', { columnSpan: 2 }),
        head('Không có thời hạn', { rowSpan: 2 }),
      ],
      ['Đúng hạn', 'Quá hạn', 'Trong hạn', 'Quá hạn'].map((text) => ({ text })),
    ],
    rows: countRows(rows, report.total),
  });
}

function fieldName(code: string | null, title: string, report: OverdueReport): string {
  const name = softenCapitals(title, properNames([report.office]));
  return code === null ? name : `${code}. ${name}`;
}

function annexesOf(report: OverdueReport, options: OverdueReportOptions): Annex[] {
  const lists = [
    { title: 'DANH MỤC NHIỆM VỤ QUÁ HẠN, CHƯA HOÀN THÀNH', table: overdueRows(report, options.planReferences) },
    { title: 'DANH MỤC NHIỆM VỤ ĐÃ HOÀN THÀNH NHƯNG QUÁ HẠN', table: doneLateRows(report, options.planReferences) },
  ].filter(({ table }) => table.rows.length > 0);
  return lists.map((list, index) => ({
    name: lists.length === 1 ? 'Phụ lục' : `Phụ lục ${'I'.repeat(index + 1)}`,
    ...list,
  }));
}

function annexSection(
  { name, title, table }: Annex,
  report: OverdueReport,
  options: OverdueReportOptions,
  tables: GridTables,
): ISectionOptions {
  const attached = `(Kèm theo Báo cáo số ${numberAndSymbol(report, options)} ${signingDate(report, options)}`;
  return section([
    centred(name, { bold: true }),
    centred(title, { bold: true }),
    centred(attached, { italics: true }),
    centred(`của ${unabbreviated(report.office)})`, { italics: true }),
    rule(45),
    new Paragraph({
      alignment: 'right',
      spacing: { before: 120, after: 60 },
      children: [
        new TextRun({ text: `Dữ liệu tính đến ngày ${formatDate(report.dataDate)}`, italics: true, size: 26 }),
      ],
    }),
    tables.gridTable(table),
  ]);
}

function numberAndSymbol({ office }: OverdueReport, { number, symbol }: OverdueReportOptions): string {
  return `${number ?? '\u00a0'.repeat(8)}/${symbol ?? reportSymbol(office)}`;
}

function signingDate({ dataDate }: OverdueReport, { signedOn }: OverdueReportOptions): string {
  const blank = '\u00a0'.repeat(6);
  return signedOn === null ? `ngày${blank}tháng${blank}năm ${dataDate.slice(0, 4)}` : longDate(signedOn);
}
