import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';

/** The list on a phone: the whole card opens the assignment. */
export function AssignmentCards({ assignments }: { assignments: AssignmentRow[] }) {
  const { today } = useMeta();
  return (
    <ul className="assignment-cards">
      {assignments.map((assignment) => (
        <li key={assignment.id}>
          <Link to={`/viec/${encodeURIComponent(assignment.id)}`}>
            <span className="card-title">
              {assignment.title}
              {assignment.label && <span className="assignment-label">{assignment.label}</span>}
            </span>
            <span className="card-agency">{assignment.agencyName}</span>
            <span className="card-facts">
              <DueDate assignment={assignment} today={today} />
              <StatusTag status={assignment.status} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
