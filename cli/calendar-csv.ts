// A calendar as a table that an office types: one day a row, headers and kinds in Vietnamese or as in the stored form.
import { type CsvError, parse as parseCsv } from 'csv-parse/sync';

/** The lines of the file on which a day is declared. */
export type RowsOf = ReadonlyMap<string, readonly number[]>;

export type CsvEdition = {
  /** What the readable rows say, in the stored form. */
  edition: { years: object[] };
  rowsOf: RowsOf;
  problems: string[];
  notes: string[];
};

const COLUMNS = 'ngày, loại, tên, bù cho, căn cứ, tình trạng';
const FIELDS: Readonly<Record<string, string>> = {
  date: 'date',
  ngày: 'date',
  kind: 'kind',
  loại: 'kind',
  name: 'name',
  tên: 'name',
  'tên ngày': 'name',
  for: 'for',
  'bù cho': 'for',
  'bù cho ngày': 'for',
  source: 'source',
  'căn cứ': 'source',
  status: 'status',
  'tình trạng': 'status',
};
const NEEDED = [
  ['date', 'ngày'],
  ['kind', 'loại'],
] as const;
const KINDS: Readonly<Record<string, string>> = {
  holiday: 'holiday',
  'nghỉ lễ': 'holiday',
  lễ: 'holiday',
  compensatory: 'compensatory',
  'nghỉ bù': 'compensatory',
  swap: 'swap',
  'hoán đổi': 'swap',
  agency: 'agency',
  worked: 'worked',
  'làm bù': 'worked',
  'làm việc': 'worked',
};

type Row = { cells: Readonly<Record<string, string>>; line: number };

/** Every readable row as an edition, and every problem of the table with its line and column. Never throws. */
export function readCsvEdition(text: string): CsvEdition {
  const out = { problems: [] as string[], notes: [] as string[] };
  const rowsOf = new Map<string, number[]>();
  const years = new Map<number, YearDraft>();
  for (const row of tableRows(text, out)) addRow(row, years, rowsOf, out.problems);
  return { edition: { years: [...years.values()].sort((a, b) => a.year - b.year) }, rowsOf, ...out };
}

/** The rows under their fields; a table without its needed columns has none. */
function tableRows(text: string, out: { problems: string[]; notes: string[] }): Row[] {
  const [head, ...body] = parseTable(text, out.problems);
  if (head === undefined) {
    if (out.problems.length === 0) out.problems.push(`Tệp lịch trống; dòng đầu cần các cột: ${COLUMNS}`);
    return [];
  }
  const headers = head.record.map((one) => one.normalize('NFC').toLowerCase());
  const unknown = head.record.filter((one, k) => one !== '' && FIELDS[headers[k] ?? ''] === undefined);
  const missing = NEEDED.filter(([field]) => !headers.some((one) => FIELDS[one] === field)).map(([, name]) => name);
  const strangers = unknown.map((one) => `«${one}»`).join(', ');
  if (missing.length > 0) {
    const found = unknown.length > 0 ? `; không rõ nghĩa cột ${strangers}` : '';
    out.problems.push(
      `Dòng ${head.line}: thiếu cột ${missing.map((one) => `«${one}»`).join(', ')}${found}; cần các cột: ${COLUMNS}`,
    );
    return [];
  }
  if (unknown.length > 0) out.notes.push(`không dùng đến cột ${strangers}`);
  if (body.length === 0 && out.problems.length === 0)
    out.problems.push('Tệp lịch chỉ có dòng tiêu đề, chưa khai ngày nào');
  return body.flatMap(({ record, line }) => {
    if (record.length > headers.length)
      out.problems.push(
        `Dòng ${line}: có ${record.length} ô nhưng bảng chỉ có ${headers.length} cột; ô có dấu phẩy phải đặt trong ngoặc kép`,
      );
    const cells = headers.map((one, k) => [FIELDS[one] ?? '', record[k] ?? ''] as const);
    return record.length > headers.length ? [] : [{ cells: Object.fromEntries(cells), line }];
  });
}

type Line = { record: string[]; line: number };

function parseTable(text: string, problems: string[]): Line[] {
  try {
    const parsed = parseCsv(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    const line = (error as CsvError & { lines?: number }).lines;
    problems.push(`Dòng ${line ?? '?'}: dấu ngoặc kép (") mở mà không đóng, hoặc đặt giữa ô`);
    return [];
  }
}

type YearDraft = {
  year: number;
  status: string;
  notice: string;
  daysOff: object[];
  weekendHolidays: object[];
  workedDays: object[];
};

function addRow(
  { cells, line }: Row,
  years: Map<number, YearDraft>,
  rowsOf: Map<string, number[]>,
  problems: string[],
): void {
  const date = isoDate(cells.date ?? '');
  const kind = KINDS[(cells.kind ?? '').normalize('NFC').toLowerCase()];
  const insteadOf = cells.for ? isoDate(cells.for) : null;
  const wrong = (column: string, value: string, wanted: string) =>
    problems.push(
      `Dòng ${line}, cột «${column}»: ${value === '' ? 'để trống' : `«${value}» không hợp lệ`}, cần ${wanted}`,
    );
  if (date === null) wrong('ngày', cells.date ?? '', 'một ngày có thật, dạng 30/04/2026 hoặc 2026-04-30');
  if (kind === undefined) wrong('loại', cells.kind ?? '', 'một trong: nghỉ lễ, nghỉ bù, hoán đổi, làm bù');
  if (cells.for && insteadOf === null) wrong('bù cho', cells.for, 'một ngày có thật, dạng 30/04/2026 hoặc 2026-04-30');
  if (date === null || kind === undefined || (cells.for && insteadOf === null)) return;
  rowsOf.set(date, [...(rowsOf.get(date) ?? []), line]);
  const draft = yearOf(Number(date.slice(0, 4)), years);
  const source = cells.source ?? '';
  if (draft.notice === '') draft.notice = source;
  if (/tạm|dự kiến|provisional/iu.test(cells.status ?? '')) draft.status = 'provisional';
  const name = cells.name ?? '';
  const day = { date, ...(source === '' ? {} : { source }) };
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (kind === 'worked') draft.workedDays.push({ ...day, ...(name === '' ? {} : { name }), for: insteadOf });
  else if (kind === 'holiday' && (weekday === 0 || weekday === 6)) draft.weekendHolidays.push({ ...day, name });
  else draft.daysOff.push({ ...day, name, kind });
}

function yearOf(year: number, years: Map<number, YearDraft>): YearDraft {
  const draft = years.get(year) ?? {
    year,
    status: 'official',
    notice: '',
    daysOff: [],
    weekendHolidays: [],
    workedDays: [],
  };
  years.set(year, draft);
  return draft;
}

function isoDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== date ? null : date;
}
