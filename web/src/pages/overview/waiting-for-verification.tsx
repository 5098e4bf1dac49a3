import { Button } from 'antd';
import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

const SHOWN = 6;

/** Reports that an officer has to accept or return: the first of `count`. */
export function WaitingForVerification({ assignments, count }: { assignments: AssignmentRow[]; count: number }) {
  return (
    <Panel
      title={`Chờ xác nhận${count > 0 ? ` (${count})` : ''}`}
      aside={count > SHOWN && <Link to="/viec?status=reported">Xem tất cả</Link>}
      flush
    >
      {assignments.length === 0 && <EmptyNotice>Không có báo cáo nào đang chờ xác nhận.</EmptyNotice>}
      <ul className="work-list">
        {assignments.slice(0, SHOWN).map((assignment) => (
          <li key={assignment.id} className="work-with-button">
            <span>
              <Link to={`/viec/${encodeURIComponent(assignment.id)}`} className="work-title" data-row="">
                {assignment.title}
              </Link>
              <span className="work-facts">
                <span>{assignment.agencyName}</span>
                {assignment.reportedOn && (
                  <span className="number">báo cáo ngày {formatDate(assignment.reportedOn)}</span>
                )}
              </span>
            </span>
            <Link to={`/viec/${encodeURIComponent(assignment.id)}?lam=verify`} tabIndex={-1}>
              <Button>Xem và xác nhận</Button>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
