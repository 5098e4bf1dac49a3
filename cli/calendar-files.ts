// Calendar editions from files: JSON as stored, YAML with the same fields, CSV with one day a row.
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse as parseYaml, type YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { CalendarEdition } from '#contracts/calendar.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { checkEdition, type EditionIssue } from '#domain/calendar/check-edition.ts';
import { type RowsOf, readCsvEdition } from './calendar-csv.ts';

export type EditionFile =
  | { ok: true; value: CalendarEdition; rowsOf: RowsOf; notes: string[] }
  | { ok: false; problems: string[] };

const DEFAULT_EDITION = new URL('../data/calendars/vn-civil-servants.json', import.meta.url);
const NO_ROWS: RowsOf = new Map();

/** The edition of a file, or every reason why it can not be read; without a file the built-in one. */
export function readEdition(file: string | undefined): EditionFile {
  let text: string;
  try {
    text = readFileSync(file ?? DEFAULT_EDITION, 'utf8');
  } catch {
    return { ok: false, problems: [`Không mở được tệp lịch «${file}»; hãy kiểm tra đường dẫn`] };
  }
  const kind = file === undefined ? '.json' : extname(file).toLowerCase();
  if (kind === '.csv') return fromCsv(text);
  try {
    return checkShape(kind === '.json' ? JSON.parse(text) : plainDates(parseYaml(text)));
  } catch (error) {
    const [at] = (error as YAMLParseError).linePos ?? [];
    const where = at ? ` ở dòng ${at.line}, cột ${at.col}` : '';
    return { ok: false, problems: [`Tệp lịch «${file}» sai cú pháp ${kind === '.json' ? 'JSON' : 'YAML'}${where}`] };
  }
}

/** An edition that offices may follow, or every problem at once: what can not be read and what contradicts itself. */
export function readCheckedEdition(file: string): EditionFile {
  const read = readEdition(file);
  if (!read.ok) return read;
  const issues = checkEdition(read.value);
  const errors = issues.filter((one) => one.severity === 'error');
  if (errors.length > 0) return { ok: false, problems: errors.map((one) => withRows(one, read.rowsOf)) };
  return { ...read, notes: [...read.notes, ...issues.map((one) => withRows(one, read.rowsOf))] };
}

/** "Dòng 4, 5: Năm 2026: ngày 27/04/2026 được khai nghỉ hai lần". */
function withRows({ message, dates }: EditionIssue, rowsOf: RowsOf): string {
  const lines = [...new Set(dates.flatMap((date) => rowsOf.get(date) ?? []))].sort((a, b) => a - b);
  return lines.length === 0 ? message : `Dòng ${lines.join(', ')}: ${message}`;
}

function fromCsv(text: string): EditionFile {
  const { edition, rowsOf, problems, notes } = readCsvEdition(text);
  const read = checkShape(edition);
  if (problems.length === 0) return read.ok ? { ...read, rowsOf, notes } : read;
  // What the readable rows contradict is said as well; a day that is missing may stand in a row that could not be read.
  const contradictions = read.ok ? checkEdition(read.value).filter((one) => one.severity === 'error') : [];
  const named = contradictions.filter((one) => one.dates.length > 0).map((one) => withRows(one, rowsOf));
  return { ok: false, problems: [...problems, ...named] };
}

/** YAML reads 2026-04-30 as a date; editions hold local days as text. */
function plainDates(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(plainDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainDates(one)]));
}

function checkShape(value: unknown): EditionFile {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  const parsed = CalendarEdition.safeParse(isRecord ? { zone: DEFAULT_ZONE, ...value } : value);
  if (parsed.success) return { ok: true, value: parsed.data, rowsOf: NO_ROWS, notes: [] };
  return { ok: false, problems: parsed.error.issues.map(describeShape) };
}

const LISTS: Readonly<Record<string, string>> = {
  years: 'năm thứ',
  daysOff: 'ngày nghỉ thứ',
  weekendHolidays: 'ngày lễ cuối tuần thứ',
  workedDays: 'ngày làm bù thứ',
  agencies: 'cơ quan thứ',
  workingHours: 'ca làm việc thứ',
};

/** "Năm thứ 1, ngày nghỉ thứ 2, trường «kind»: cần một trong: …". */
function describeShape(issue: z.core.$ZodIssue): string {
  const where: string[] = [];
  issue.path.forEach((step, k) => {
    const list = LISTS[String(issue.path[k - 1])];
    if (typeof step === 'number' && list !== undefined) where.push(`${list} ${step + 1}`);
    else if (typeof issue.path[k + 1] !== 'number') where.push(`trường «${String(step)}»`);
  });
  const place = where.join(', ') || 'toàn tệp';
  return `${place.charAt(0).toUpperCase()}${place.slice(1)}: ${whatIsWrong(issue)}`;
}

function whatIsWrong(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `không hợp lệ, cần một trong: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'không phải ngày có thật, cần dạng 2026-04-30';
  if (issue.code !== 'invalid_type') return 'sai dạng';
  const wanted: Readonly<Record<string, string>> = {
    array: 'một danh sách',
    object: 'các trường của một lịch',
    number: 'một số',
    int: 'một số',
    string: 'một chuỗi chữ',
  };
  return `thiếu hoặc sai dạng, cần ${wanted[issue.expected] ?? issue.expected}`;
}
