import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { queries } from '../../api/queries.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { PlanCard } from './plan-card.tsx';
import { PlanUpload } from './plan-upload.tsx';
import './plans.css';

/** The plans of the office, how far each has come, and the way to bring in another. */
export function PlansPage() {
  const query = useQuery(queries.plans());
  return (
    <>
      <PageTitle title="Kế hoạch" />
      <PlanUpload />
      <QueryView query={query} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {(plans) => (
          <ul className="plan-cards">
            {plans.length === 0 && (
              <li className="panel">
                <EmptyNotice>Chưa có kế hoạch nào. Chọn một tệp ở trên để bắt đầu.</EmptyNotice>
              </li>
            )}
            {plans.map((plan) => (
              <PlanCard key={plan.id} plan={plan} />
            ))}
          </ul>
        )}
      </QueryView>
    </>
  );
}
