import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { Overview } from '../../api/types.ts';
import { formatDateWithWeekday } from '../../dates/format-date.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DueNext } from './due-next.tsx';
import { FourCounts } from './four-counts.tsx';
import { NeedsPerson } from './needs-person.tsx';
import { OverdueByAgency } from './overdue-by-agency.tsx';
import { OverviewSkeleton } from './overview-skeleton.tsx';
import { RecentMessages } from './recent-messages.tsx';
import { WaitingForVerification } from './waiting-for-verification.tsx';
import './overview.css';

/** Where everything stands on one screen: the official count, who is late, what is next, what waits for a person. */
export function OverviewPage() {
  const query = useQuery(queries.overview());
  const dataDate = query.data?.dataDate;
  return (
    <>
      <PageTitle
        title="Tổng quan"
        aside={
          dataDate ? `Dữ liệu tính đến ${formatDateWithWeekday(dataDate)}` : query.isPending && 'Đang tải số liệu…'
        }
      />
      <QueryView query={query} skeleton={<OverviewSkeleton />}>
        {(overview) => <OverviewPanels overview={overview} />}
      </QueryView>
    </>
  );
}

function OverviewPanels({ overview }: { overview: Overview }) {
  return (
    <div className="overview">
      <FourCounts total={overview.total} />
      <div className="overview-columns">
        <div className="overview-column">
          <OverdueByAgency agencies={overview.overdueByAgency} />
          <WaitingForVerification assignments={overview.waitingForVerification} count={overview.waitingCount} />
          <NeedsPerson items={overview.needsPerson} />
        </div>
        <div className="overview-column">
          <DueNext assignments={overview.dueNext} today={overview.dataDate} />
          <RecentMessages messages={overview.recentMessages} />
        </div>
      </div>
    </div>
  );
}
