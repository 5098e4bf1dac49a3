import type { AssignmentRow } from '../api/types.ts';
import { daysBetween, relativeDays } from '../dates/relative-days.ts';
import './due-date.css';

// Closer than this the words are drawn in amber.
const SOON_DAYS = 7;

/** How an assignment stands to its date, in words: days left, days late, done in time, or due before its plan began; nothing when it has no date. */
export function DueStanding({ assignment, today }: { assignment: AssignmentRow; today: string }) {
  const { words, tone } = standing(assignment, today);
  return words ? <span className={`due-standing due-${tone}`}>{words}</span> : null;
}

function standing(assignment: AssignmentRow, today: string): { words: string; tone: string } {
  const { dueState, daysLate } = assignment;
  const deadline = assignment.dueWorking ?? assignment.due;
  if (dueState === 'open-overdue') return { words: `quá hạn ${daysLate} ngày`, tone: 'late' };
  if (dueState === 'done-late') return { words: `hoàn thành muộn ${daysLate} ngày`, tone: 'was-late' };
  if (dueState === 'done-on-time') return { words: 'hoàn thành đúng hạn', tone: 'done' };
  if (dueState === 'undated' && deadline !== null) return { words: 'trước kỳ kế hoạch, không nhắc', tone: 'far' };
  if (dueState !== 'open-in-time' || deadline === null) return { words: '', tone: 'far' };
  return {
    words: relativeDays(today, deadline),
    tone: daysBetween(today, deadline) <= SOON_DAYS ? 'soon' : 'far',
  };
}
