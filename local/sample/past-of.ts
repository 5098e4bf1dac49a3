// The sample's past: what became of each assignment before today, as commands that people could have given.
import type { AssignmentCommand, AssignmentRow } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { addDays } from '#domain/calendar/local-date.ts';

export interface PastCommand {
  by: 'lead' | 'officer';
  command: AssignmentCommand;
}

/**
 * The commands of one assignment, the earliest first. Work that fell due alternates between done in time, done late,
 * returned and left alone; of what is still to come some is taken up and some reported early.
 * @param turn the place of the assignment among those that are like it.
 */
export function pastOf(row: AssignmentRow, turn: number, today: LocalDate): PastCommand[] {
  const due = row.dueWorking;
  const acknowledge: PastCommand = { by: 'lead', command: { command: 'acknowledge' } };
  if (due === null) return turn % 2 === 1 ? [acknowledge] : [];
  if (due >= today) return comingPast(acknowledge, turn);
  const early = { ...acknowledge, command: { command: 'acknowledge' as const, occurredOn: addDays(due, -20) } };
  const lateDay = addDays(due, 6) < today ? addDays(due, 6) : today;
  switch (turn % 6) {
    case 0:
    case 3:
      return [early, ...doneOn(addDays(due, -2), addDays(due, -1))];
    case 1:
      return [early, ...doneOn(lateDay, lateDay)];
    case 2:
      return [early, report(addDays(due, -1)), returned(due)];
    case 4:
      return [early];
    default:
      return [];
  }
}

function comingPast(acknowledge: PastCommand, turn: number): PastCommand[] {
  switch (turn % 5) {
    case 0:
      return [
        acknowledge,
        { by: 'lead', command: { command: 'report', note: 'Đã hoàn thành, kính gửi cơ quan thường trực xem xét.' } },
      ];
    case 1:
    case 2:
      return [acknowledge];
    default:
      return [];
  }
}

function doneOn(reportedOn: LocalDate, verifiedOn: LocalDate): PastCommand[] {
  return [report(reportedOn), { by: 'officer', command: { command: 'verify', note: null, occurredOn: verifiedOn } }];
}

function report(occurredOn: LocalDate): PastCommand {
  const note = 'Đã hoàn thành, sản phẩm gửi kèm theo văn bản.';
  const documentNumber = `${occurredOn.slice(8)}/BC`;
  // The sample is given out today, and its past is before that.
  return { by: 'lead', command: { command: 'report', note, documentNumber, occurredOn, doneBefore: true } };
}

function returned(occurredOn: LocalDate): PastCommand {
  const reason = 'Báo cáo chưa kèm sản phẩm theo kế hoạch, đề nghị bổ sung.';
  return { by: 'officer', command: { command: 'return', reason, occurredOn } };
}
