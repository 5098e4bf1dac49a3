// dondoc deadlines: JSON Lines of time texts in, JSON Lines of readings out. Needs no server.
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { DeadlineQuestion, type DeadlineReading } from '#contracts/deadline.ts';
import { createWorkCalendar, type WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { printRrule } from '#domain/deadline/words/print-rrule.ts';
import { readEdition } from '../calendar-files.ts';
import { refuse } from '../refuse.ts';

type Options = { calendar?: string; full?: boolean };

/** Adds `dondoc deadlines`: every line is answered, or none is and every bad line is named. */
export function registerDeadlines(program: Command): void {
  program
    .command('deadlines')
    .description(
      'đọc thời hạn: mỗi dòng JSON {"id","text","planYear","planYears"?,"issuedOn"?} trên đầu vào, mỗi dòng một kết quả',
    )
    .option('--calendar <file>', 'lịch làm việc (JSON, YAML hoặc CSV) để tính "ngày làm việc"')
    .option('--full', 'in thêm quy tắc, RRULE, đoạn chữ đã đọc và chưa đọc')
    .action((options: Options) => run(options));
}

async function run(options: Options): Promise<void> {
  const edition = readEdition(options.calendar);
  if (!edition.ok) refuse(edition.problems);
  const calendar = createWorkCalendar(edition.value);
  // A pipe that has nothing to say yet must be waited for: reading it at once fails with EAGAIN.
  const { questions, problems } = parseLines(await text(process.stdin));
  if (problems.length > 0) refuse(problems);
  process.stdout.write(
    questions.map((question) => `${JSON.stringify(answer(question, calendar, options.full === true))}\n`).join(''),
  );
}

function answer(question: DeadlineQuestion, calendar: WorkCalendar, isFull: boolean): object {
  const reading = readDeadline({
    text: question.text,
    planYear: question.planYear,
    ...(question.planYears ? { planYears: question.planYears } : {}),
    issuedOn: question.issuedOn ?? null,
    calendar,
  });
  const { kind, deadlines, trigger, sure, why } = reading;
  const short = { id: question.id, kind, deadlines, trigger, sure, why };
  return isFull ? { ...short, ...details(reading) } : short;
}

function details({ rule, spans, unread, doubts }: DeadlineReading): object {
  const rrules = rule.parts.flatMap((part) => part.times.map(printRrule)).filter((one) => one !== null);
  return { rule, rrules, spans, unread, doubts };
}

function parseLines(input: string): { questions: DeadlineQuestion[]; problems: string[] } {
  const questions: DeadlineQuestion[] = [];
  const problems: string[] = [];
  input.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const parsed = parseLine(line);
    if (typeof parsed === 'string') problems.push(`Dòng ${index + 1}: ${parsed}`);
    else questions.push(parsed);
  });
  return { questions, problems };
}

function parseLine(line: string): DeadlineQuestion | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return `không phải JSON hợp lệ: ${quote(line)}; mỗi dòng phải là một đối tượng {"id","text","planYear"}`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `phải là một đối tượng {"id","text","planYear"}, nhận được ${quote(line)}`;
  const parsed = DeadlineQuestion.safeParse(value);
  if (parsed.success) return parsed.data;
  return [...new Set(parsed.error.issues.map((issue) => FIELD_PROBLEMS[String(issue.path[0])] ?? issue.message))].join(
    '; ',
  );
}

const FIELD_PROBLEMS: Readonly<Record<string, string>> = {
  id: 'thiếu "id" hoặc "id" không phải chuỗi ký tự',
  text: 'thiếu "text" hoặc "text" không phải chuỗi ký tự',
  planYear: '"planYear" phải là năm từ 1990 đến 2200, hoặc null khi kế hoạch nhiều năm',
  planYears:
    '"planYears" phải là [năm đầu, năm cuối] của kế hoạch, mỗi năm từ 1990 đến 2200, năm đầu không sau năm cuối và không quá 40 năm; hoặc bỏ trống',
  issuedOn: '"issuedOn" phải là ngày dạng YYYY-MM-DD hoặc bỏ trống',
};

const SHOWN_CHARACTERS = 60;

function quote(text: string): string {
  return `«${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}»`;
}
