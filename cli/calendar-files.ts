// Calendar editions from files: JSON as stored, YAML with the same fields, CSV with one day a row.
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { CalendarEdition } from '#contracts/calendar.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';

export type EditionFile = { ok: true; value: CalendarEdition } | { ok: false; problems: string[] };

const DEFAULT_EDITION = new URL('../data/calendars/vn-civil-servants.json', import.meta.url);

/** The edition of a file, or every reason why it is none; without a file the built-in one. */
export function readEdition(file: string | undefined): EditionFile {
  let text: string;
  try {
    text = readFileSync(file ?? DEFAULT_EDITION, 'utf8');
  } catch {
    return { ok: false, problems: [`Không mở được tệp lịch «${file}»; hãy kiểm tra đường dẫn`] };
  }
  const kind = file === undefined ? '.json' : extname(file).toLowerCase();
  try {
    if (kind === '.csv') return fromCsv(text);
    return checkShape(kind === '.json' ? JSON.parse(text) : plainDates(parseYaml(text)));
  } catch (error) {
    return { ok: false, problems: [`Tệp lịch «${file}» không đọc được: ${(error as Error).message}`] };
  }
}

/** YAML reads 2026-04-30 as a date; editions hold local days as text. */
function plainDates(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(plainDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainDates(one)]));
}

function checkShape(value: unknown): EditionFile {
  const withZone = typeof value === 'object' && value !== null ? { zone: DEFAULT_ZONE, ...value } : value;
  const parsed = CalendarEdition.safeParse(withZone);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.map(
    (issue) => `Trường «${issue.path.join('.') || 'toàn tệp'}»: giá trị thiếu hoặc sai dạng (${issue.message})`,
  );
  return { ok: false, problems };
}

type Row = Record<string, string>;

// Vietnamese headers of a table that an office types → the field they mean.
const HEADERS: Readonly<Record<string, string>> = {
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

/** One row a day: ngày, loại (nghỉ lễ, nghỉ bù, hoán đổi, làm bù), tên, bù cho, căn cứ, tình trạng. */
function fromCsv(text: string): EditionFile {
  const rows = parseCsv(text, {
    bom: true,
    columns: (header: string[]) => header.map((one) => HEADERS[one.trim().normalize('NFC').toLowerCase()] ?? one),
    delimiter: [',', ';', '\t'],
    skip_empty_lines: true,
    trim: true,
  }) as Row[];
  const problems: string[] = [];
  const years = new Map<number, YearDraft>();
  rows.forEach((row, index) => {
    const problem = addRow(row, years);
    if (problem !== null) problems.push(`Dòng ${index + 2}: ${problem}`);
  });
  if (rows.length === 0) problems.push('Tệp lịch không có dòng nào; cần các cột ngày, loại, tên, bù cho, căn cứ');
  return problems.length > 0
    ? { ok: false, problems }
    : checkShape({ years: [...years.values()].sort((a, b) => a.year - b.year) });
}

type YearDraft = {
  year: number;
  status: string;
  notice: string;
  daysOff: object[];
  weekendHolidays: object[];
  workedDays: object[];
};

function addRow(row: Row, years: Map<number, YearDraft>): string | null {
  const date = isoDate(row.date ?? '');
  if (date === null) return `ngày «${row.date ?? ''}» không hợp lệ, cần dạng 30/4/2026 hoặc 2026-04-30`;
  const kind = KINDS[(row.kind ?? '').normalize('NFC').toLowerCase()];
  if (kind === undefined)
    return `loại «${row.kind ?? ''}» không hợp lệ, cần một trong: nghỉ lễ, nghỉ bù, hoán đổi, làm bù`;
  const source = row.source ?? '';
  const year = Number(date.slice(0, 4));
  const draft = years.get(year) ?? {
    year,
    status: 'official',
    notice: source,
    daysOff: [],
    weekendHolidays: [],
    workedDays: [],
  };
  years.set(year, draft);
  if (draft.notice === '') draft.notice = source;
  if (/tạm|dự kiến|provisional/iu.test(row.status ?? '')) draft.status = 'provisional';
  const day = { date, name: row.name ?? '', ...(source === '' ? {} : { source }) };
  const insteadOf = row.for ? isoDate(row.for) : null;
  if (row.for && insteadOf === null) return `bù cho ngày «${row.for}» không hợp lệ`;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (kind === 'worked')
    draft.workedDays.push({ ...day, ...(day.name === '' ? { name: undefined } : {}), for: insteadOf });
  else if (kind === 'holiday' && (weekday === 0 || weekday === 6)) draft.weekendHolidays.push(day);
  else draft.daysOff.push({ ...day, kind });
  return null;
}

function isoDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ||
    new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date
    ? null
    : date;
}
