import { Link } from 'react-router';
import type { AssignmentRow } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';

/** The list of late work with its days late, in the columns of the model report (Thông báo 624/TB-VPCP, Phụ lục I). */
export function LateTable(props: { assignments: AssignmentRow[]; none: string; showDone?: boolean }) {
  if (props.assignments.length === 0) return <p className="muted">{props.none}</p>;
  return (
    <table className="report-table late-table">
      <thead>
        <tr>
          <th scope="col">STT</th>
          <th scope="col">Nhiệm vụ</th>
          <th scope="col">Cơ quan chủ trì</th>
          <th scope="col">Thời hạn</th>
          {props.showDone && <th scope="col">Hoàn thành</th>}
          <th scope="col">Số ngày chậm</th>
        </tr>
      </thead>
      <tbody>
        {props.assignments.map((assignment, index) => (
          <tr key={assignment.id}>
            <td className="number late-order">{index + 1}</td>
            <td>
              <Link to={`/viec/${encodeURIComponent(assignment.id)}`}>{assignment.title}</Link>
              {assignment.label && <span className="late-label"> ({assignment.label})</span>}
            </td>
            <td>{assignment.agencyName}</td>
            <td className="number nowrap" data-label="Thời hạn">
              {assignment.due && formatDate(assignment.due)}
            </td>
            {props.showDone && (
              <td className="number nowrap" data-label="Hoàn thành">
                {assignment.reportedOn && formatDate(assignment.reportedOn)}
              </td>
            )}
            <td className="number late-days" data-label="Số ngày chậm">
              {assignment.daysLate}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
