import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/types.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The next open dates, the nearest first. */
export function DueNext({ assignments, today }: { assignments: AssignmentRow[]; today: string }) {
  return (
    <Panel title="Sắp đến hạn" aside={<Link to="/viec?dueState=open-in-time&sort=due">Xem tất cả</Link>} flush>
      {assignments.length === 0 && (
        <EmptyNotice action={<Link to="/ke-hoach">Xem các kế hoạch</Link>}>Không còn việc nào sắp đến hạn.</EmptyNotice>
      )}
      <ul className="work-list">
        {assignments.map((assignment) => (
          <li key={assignment.id}>
            <Link to={`/viec/${encodeURIComponent(assignment.id)}`} className="work-title" data-row="">
              {assignment.title}
            </Link>
            <span className="work-facts">
              <span>{assignment.agencyName}</span>
              <DueDate assignment={assignment} today={today} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
