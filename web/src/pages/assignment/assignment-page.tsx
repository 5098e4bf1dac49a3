import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { queries } from '../../api/queries.ts';
import type { AssignmentDetail } from '../../api/types.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { ActionBar } from './action-bar.tsx';
import { DatePanel } from './date-panel.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { RemindersPanel } from './reminders-panel.tsx';
import { ReportsPanel } from './reports-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import './assignment.css';

/** One assignment: what, who, until when and why then; what can be done now; what was said, reported and sent. */
export function AssignmentPage() {
  const { id = '' } = useParams();
  const query = useQuery(queries.assignment(id));
  return (
    <>
      <p className="back-link">
        <Link to="/viec">← Việc được giao</Link>
      </p>
      <QueryView query={query} skeleton={<DetailSkeleton />}>
        {(detail) => <Detail key={id} detail={detail} />}
      </QueryView>
    </>
  );
}

function Detail({ detail }: { detail: AssignmentDetail }) {
  const { assignment } = detail;
  return (
    <>
      <PageTitle title={assignment.title} tab={assignment.title.slice(0, 60)} />
      <div className="assignment-head">
        <StatusTag status={assignment.status} />
        <span>{assignment.agencyName}</span>
        {assignment.label && <span className="muted">{assignment.label}</span>}
      </div>
      <ActionBar detail={detail} />
      <div className="assignment-columns">
        <div className="assignment-column">
          <DatePanel detail={detail} />
          <ReportsPanel id={detail.assignment.id} reports={detail.reports} />
          <RemindersPanel reminders={detail.reminders} />
        </div>
        <div className="assignment-column">
          <FactsPanel detail={detail} />
          <TimelinePanel events={detail.timeline} />
        </div>
      </div>
    </>
  );
}

function DetailSkeleton() {
  return (
    <>
      <Skeleton active title={{ width: '70%' }} paragraph={{ rows: 2, width: ['30%', '50%'] }} />
      <div className="assignment-columns">
        {[1, 2].map((column) => (
          <div key={column} className="panel detail-ghost">
            <Skeleton active paragraph={{ rows: 9 }} />
          </div>
        ))}
      </div>
    </>
  );
}
