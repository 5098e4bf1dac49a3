import { Link } from 'react-router';
import type { AssignmentDetail } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { Panel } from '../../ui/panel.tsx';
import { fieldWords } from '../../words/field-words.ts';

/** What the plan says about this work. */
export function FactsPanel({ detail: { assignment, row } }: { detail: AssignmentDetail }) {
  const { zone } = useMeta();
  return (
    <Panel title="Nội dung được giao">
      <dl className="facts">
        <dt>Cơ quan chủ trì</dt>
        <dd>
          <Link to={`/viec?agency=${encodeURIComponent(assignment.agencyId)}`}>{assignment.agencyName}</Link>
        </dd>
        {row.coordinators.length > 0 && <dt>Cơ quan phối hợp</dt>}
        {row.coordinators.length > 0 && <dd>{row.coordinators.join('; ')}</dd>}
        {row.products.length > 0 && <dt>Sản phẩm</dt>}
        {row.products.length > 0 && <dd>{row.products.join('; ')}</dd>}
        {row.taskTitle && <dt>Nhiệm vụ</dt>}
        {row.taskTitle && <dd>{row.taskTitle}</dd>}
        {assignment.fieldTitle && <dt>Lĩnh vực</dt>}
        {assignment.fieldTitle && <dd>{fieldWords(assignment.fieldCode, assignment.fieldTitle)}</dd>}
        <dt>Kế hoạch</dt>
        <dd>
          <Link to={`/ke-hoach/${encodeURIComponent(assignment.planId)}`}>{assignment.planTitle}</Link>
          <span className="muted small"> ({row.place})</span>
        </dd>
        <dt>Tiếp nhận</dt>
        <dd>{assignment.acknowledgedAt ? formatInstant(assignment.acknowledgedAt, zone) : 'chưa tiếp nhận'}</dd>
      </dl>
    </Panel>
  );
}
