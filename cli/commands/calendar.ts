// dondoc calendar: check a calendar file, compare two editions, ask about days. Needs no server.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CalendarEdition } from '#contracts/calendar.ts';
import { LocalDate } from '#contracts/primitives.ts';
import { diffEditions, type EditionDiff, type OpenDeadline } from '#domain/calendar/diff-editions.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { withYearsOf } from '#domain/calendar/missing-years.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { takeCalendarEdition } from '#operations/take-calendar-edition.ts';
import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import { listOpenDeadlines } from '#store/open-deadlines-store.ts';
import { type EditionFile, readCheckedEdition, readEdition } from '../calendar-files.ts';
import { contextOf, withInstallation } from '../open-installation.ts';
import { refuse } from '../refuse.ts';

/** Adds `dondoc calendar import | diff | explain`. */
export function registerCalendar(program: Command): void {
  const calendar = program.command('calendar').description('lịch làm việc: nạp, so sánh, hỏi ngày');
  calendar
    .command('import')
    .argument('<file>', 'tệp YAML, CSV hoặc JSON')
    .description('kiểm tra một tệp lịch và in ra lịch dạng JSON')
    .option('--installation', 'thêm các năm của tệp vào lịch của bản cài đặt; kế hoạch đã giao giữ lịch cũ')
    .action((file: string, options: { installation?: boolean }) => importEdition(file, options));
  calendar
    .command('diff')
    .argument('<before>', 'lịch đang dùng')
    .argument('<after>', 'lịch mới')
    .description('ngày nào đổi, thời hạn và lời nhắc nào dời theo')
    .option('--deadlines <file>', 'JSON: [{"id","title"?,"due","reminders"?:[{"name","anchor","offsetWorkingDays"}]}]')
    .option('--installation', 'so với các thời hạn đang mở của bản cài đặt (DONDOC_DATA_DIR hoặc DATABASE_URL)')
    .option('--json', 'in dạng JSON')
    .action((before: string, after: string, options: DiffOptions) => diff(before, after, options));
  calendar
    .command('explain')
    .argument('<dates...>', 'ngày dạng YYYY-MM-DD')
    .description('ngày làm việc hay ngày nghỉ, theo văn bản nào')
    .option('--calendar <file>', 'tệp lịch khác lịch có sẵn')
    .option('--agency <name>', 'áp dụng ngoại lệ của cơ quan này')
    .option('--json', 'in dạng JSON')
    .action((dates: string[], options: { calendar?: string; agency?: string; json?: boolean }) =>
      explain(dates, options),
    );
}

function load(file: string | undefined): CalendarEdition {
  const read = readEdition(file);
  return read.ok ? read.value : refuse(read.problems);
}

async function importEdition(file: string, options: { installation?: boolean }): Promise<void> {
  const read = readCheckedEdition(file);
  if (!read.ok) refuse(read.problems);
  const { value: edition, notes } = read;
  for (const note of notes) process.stderr.write(`Lưu ý: ${note}\n`);
  for (const { year, status } of edition.years)
    if (status === 'provisional')
      process.stderr.write(`Lưu ý: Năm ${year}: lịch tạm tính, chưa có thông báo chính thức\n`);
  if (options.installation) await takeYears(edition);
  else process.stdout.write(`${JSON.stringify(edition, null, 2)}\n`);
}

/** Puts the years of a file in force beside those that are; what was given out keeps the edition that it was counted with. */
async function takeYears(given: CalendarEdition): Promise<void> {
  await withInstallation(async (database) => {
    const inForce = await findLatestEdition(database, CALENDAR_NAME);
    const edition = inForce === null ? given : withYearsOf(inForce.calendar, given);
    const taken = await takeCalendarEdition(await contextOf(database), ADMINISTRATOR, { name: CALENDAR_NAME, edition });
    const years = given.years.map(({ year }) => year).join(', ');
    process.stdout.write(
      `Đã thêm năm ${years}: ${CALENDAR_NAME}, bản ${taken.stored.edition}. Kế hoạch giao từ nay tính theo bản này; kế hoạch đã giao giữ bản cũ.\n`,
    );
  });
}

interface DiffOptions {
  deadlines?: string;
  installation?: boolean;
  json?: boolean;
}

const OpenDeadlines = z.array(
  z.object({
    id: z.string(),
    title: z.string().optional(),
    due: LocalDate,
    reminders: z
      .array(z.object({ name: z.string(), anchor: z.enum(['due', 'overdue']), offsetWorkingDays: z.number().int() }))
      .optional(),
  }),
);

async function diff(before: string, after: string, options: DiffOptions): Promise<void> {
  // An edition in use may be older than a check; the new one must pass all of them.
  const [old, next] = [readEdition(before), readCheckedEdition(after)];
  if (!old.ok || !next.ok) refuse([...problemsOf(before, old), ...problemsOf(after, next)]);
  const given = options.deadlines === undefined ? [] : readOpen(options.deadlines);
  const stored = options.installation ? await withInstallation(listOpenDeadlines) : [];
  const result = diffEditions(old.value, next.value, [...given, ...stored]);
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : printDiff(result));
}

function problemsOf(file: string, read: EditionFile): string[] {
  return read.ok ? [] : read.problems.map((problem) => `${file}: ${problem}`);
}

function readOpen(file: string): OpenDeadline[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return refuse([`Không đọc được danh sách thời hạn «${file}»: cần một mảng JSON [{"id","due"}]`]);
  }
  const parsed = OpenDeadlines.safeParse(value);
  if (parsed.success) return parsed.data;
  return refuse(
    parsed.error.issues.map(
      (issue) =>
        `Thời hạn thứ ${Number(issue.path[0] ?? 0) + 1}: trường «${issue.path.slice(1).join('.')}» thiếu hoặc sai dạng`,
    ),
  );
}

function printDiff({ days, moved }: EditionDiff): string {
  if (days.length === 0 && moved.length === 0)
    return 'Hai bản lịch giống nhau: không ngày nào đổi, không thời hạn nào dời.\n';
  const dayLines = days.map((day) => `  ${formatDate(day.date)}: ${day.before} → ${day.after}`);
  const movedLines = moved.flatMap((one) => [
    `  ${one.id}${one.title ? ` (${one.title})` : ''}: hạn ${formatDate(one.due)}, tính đến ${formatDate(one.dueWorkingBefore)} → ${formatDate(one.dueWorkingAfter)}`,
    ...one.reminders.map(
      (reminder) => `    nhắc ${reminder.name}: ${formatDate(reminder.before)} → ${formatDate(reminder.after)}`,
    ),
  ]);
  return [
    `Ngày đổi (${days.length}):`,
    ...dayLines,
    `Thời hạn và lời nhắc dời (${moved.length}):`,
    ...movedLines,
    '',
  ].join('\n');
}

function explain(dates: readonly string[], options: { calendar?: string; agency?: string; json?: boolean }): void {
  const read = dates.map((date) => LocalDate.safeParse(date));
  const bad = dates.filter((_, k) => !read[k]?.success);
  if (bad.length > 0) refuse(bad.map((date) => `Ngày «${date}» không hợp lệ, cần dạng YYYY-MM-DD`));
  const calendar = createWorkCalendar(load(options.calendar), options.agency);
  const days = read.flatMap(({ data }) => (data === undefined ? [] : [calendar.explainDay(data)]));
  const lines = days.map((day) => (options.json ? JSON.stringify(day) : `${formatDate(day.date)}: ${day.reason}`));
  process.stdout.write(`${lines.join('\n')}\n`);
}
