import { Checkbox } from 'antd';
import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import type { Chosen } from './use-chosen.ts';

/** The list on a phone: the whole card opens the assignment, the box beside it chooses it. */
export function AssignmentCards({
  assignments,
  chosen,
}: {
  assignments: AssignmentRow[];
  chosen?: Chosen | undefined;
}) {
  const { today } = useMeta();
  return (
    <ul className="assignment-cards">
      {assignments.map((assignment) => (
        <li key={assignment.id}>
          {chosen && (
            <Checkbox
              className="card-choice"
              aria-label={`Chọn: ${assignment.title}`}
              checked={chosen.chosen.has(assignment.id)}
              onChange={({ target }) => chosen.choose([assignment], target.checked)}
            />
          )}
          <Link to={`/viec/${encodeURIComponent(assignment.id)}`} data-row="">
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
