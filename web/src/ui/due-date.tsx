import type { AssignmentRow } from '../api/types.ts';
import { formatDate } from '../dates/format-date.ts';
import { natureWords } from '../words/nature-words.ts';
import { DueStanding } from './due-standing.tsx';

/** The date of an assignment and how it stands to today; the nature of the work when it has no date. */
export function DueDate({ assignment, today }: { assignment: AssignmentRow; today: string }) {
  if (assignment.due === null) return <span className="muted">{natureWords[assignment.nature]}</span>;
  return (
    <span className="due-date">
      <span className="number">{formatDate(assignment.due)}</span>
      <DueStanding assignment={assignment} today={today} />
    </span>
  );
}
