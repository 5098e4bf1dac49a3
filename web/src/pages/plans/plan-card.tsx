import { Link } from 'react-router';
import type { PlanSummary } from '../../api/types.ts';
import { PublicationProgress } from '../../ui/publication-progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import { planStatusWords } from '../../words/plan-status-words.ts';
import { planYearsWords } from '../../words/plan-years-words.ts';

/** One plan: what it is, where it stands, what it still wants. */
export function PlanCard({ plan }: { plan: PlanSummary }) {
  const { words, tone } = planStatusWords[plan.status];
  const address = `/ke-hoach/${encodeURIComponent(plan.id)}`;
  return (
    <li className="panel plan-card">
      <div>
        <h2>
          <Link to={address} data-row="">
            {plan.title || 'Kế hoạch không có tên'}
          </Link>
        </h2>
        <p className="plan-facts">
          {plan.issuer && <span>{plan.issuer}</span>}
          <span className="number">{planYearsWords(plan)}</span>
          <span className="number">{plan.rows} hoạt động</span>
          {plan.sample && <span>dữ liệu mẫu</span>}
        </p>
      </div>
      <div className="plan-state">
        <Tag tone={tone}>{words}</Tag>
        {plan.status === 'draft' && plan.yearFrom === null && <Link to={address}>Cần ghi năm của kế hoạch</Link>}
        {plan.status === 'draft' && plan.yearFrom !== null && plan.undecided > 0 && (
          <Link to={`${address}?loc=can-xem`}>{plan.undecided} thời hạn cần xem lại</Link>
        )}
        {plan.status === 'draft' && plan.yearFrom !== null && plan.undecided === 0 && (
          <Link to={address}>Xem và giao việc</Link>
        )}
        {plan.status === 'published' && (
          <Link to={`/viec?plan=${encodeURIComponent(plan.id)}`}>
            {plan.publication ? `${plan.publication.total} việc được giao` : 'Xem việc được giao'}
          </Link>
        )}
      </div>
      {plan.status === 'publishing' && <PublicationProgress publication={plan.publication} />}
    </li>
  );
}
