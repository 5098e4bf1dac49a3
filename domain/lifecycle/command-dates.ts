// On which days a command can have happened: a report that is dated before its work was given would turn late work into work in time.
import type { LocalDate } from '#contracts/primitives.ts';
import type { CommandType } from './can-accept.ts';

export interface CommandDay {
  command: CommandType;
  /** Left out = today. */
  occurredOn: LocalDate | undefined;
  today: LocalDate;
  publishedOn: LocalDate;
  /** An officer says that the work was done before it was given out: a report may be of a day before it then. */
  doneBefore: boolean;
  /** The first day of the plan's years: an office that begins in summer enters what was done since January. */
  planBegins: LocalDate;
  /** The latest report or return, in the order of the log. */
  latest: { type: 'reported' | 'returned'; on: LocalDate } | null;
}

export type DayVerdict =
  | { ok: true }
  | {
      ok: false;
      /** `before-assignment`: possible, when an officer says that it is meant. */
      why: 'in-future' | 'too-early' | 'before-assignment';
      named: LocalDate;
      earliest: LocalDate;
      because: string;
    };

/** Neither after today nor before the work was given; an answer not before its report, a new report not before the return. */
export function checkCommandDay({ occurredOn, today, ...facts }: CommandDay): DayVerdict {
  const { day, because } = earliestDay(facts);
  if (occurredOn === undefined) return { ok: true };
  const { command, publishedOn, doneBefore, latest } = facts;
  // A report of before the work was given would turn what is overdue into work in time: in silence it never does.
  const isEarlyReport = command === 'report' && latest?.type !== 'returned' && occurredOn < publishedOn && !doneBefore;
  if (isEarlyReport && occurredOn >= day && occurredOn <= today)
    return { ok: false, why: 'before-assignment', named: occurredOn, earliest: publishedOn, because: 'ngày giao việc' };
  if (occurredOn >= day && occurredOn <= today) return { ok: true };
  const why = occurredOn > today ? 'in-future' : 'too-early';
  return { ok: false, why, named: occurredOn, earliest: day, because };
}

function earliestDay({
  command,
  publishedOn,
  planBegins,
  latest,
}: Omit<CommandDay, 'occurredOn' | 'today' | 'doneBefore'>) {
  const answersReport = (command === 'verify' || command === 'return') && latest?.type === 'reported';
  if (answersReport) return { day: latest.on, because: 'ngày báo cáo' };
  if (command === 'report' && latest?.type === 'returned') return { day: latest.on, because: 'ngày trả lại' };
  return publishedOn < planBegins
    ? { day: publishedOn, because: 'ngày giao việc' }
    : { day: planBegins, because: 'ngày đầu của kế hoạch' };
}
