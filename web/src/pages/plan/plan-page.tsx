import { useQuery } from '@tanstack/react-query';
import { Segmented, Skeleton } from 'antd';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { queries } from '../../api/queries.ts';
import type { PlanDetail } from '../../api/types.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { needsPerson } from './needs-person.ts';
import { PlanIssues } from './plan-issues.tsx';
import { PlanRows } from './plan-rows.tsx';
import { PublishBar } from './publish-bar.tsx';
import './plan.css';

/** A plan as it was read, row by row, with the reading of every date; dates that are not sure wait here for a person. */
export function PlanPage() {
  const { id = '' } = useParams();
  const query = useQuery(queries.plan(id));
  return (
    <>
      <p className="back-link">
        <Link to="/ke-hoach">← Kế hoạch</Link>
      </p>
      <QueryView query={query} skeleton={<Skeleton active paragraph={{ rows: 14 }} />}>
        {(detail) => <Plan detail={detail} />}
      </QueryView>
    </>
  );
}

/** Somebody uploaded a file whose draft was there: this is that draft, with whatever was decided in it. */
function AlreadyImported() {
  const { state } = useLocation() as { state: { alreadyImportedAt?: string | null } | null };
  if (!state?.alreadyImportedAt) return null;
  const at = formatInstant(state.alreadyImportedAt);
  return (
    <p className="already-imported" role="status">
      Nội dung của tệp này đã được nhập lúc {at}. Đây là bản nháp đó; những thời hạn đã xác nhận vẫn còn.
    </p>
  );
}

function Plan({ detail }: { detail: PlanDetail }) {
  const [params, setParams] = useSearchParams();
  const waiting = detail.rows.filter(needsPerson);
  const onlyWaiting = params.get('loc') === 'can-xem';
  const shown = onlyWaiting ? waiting : detail.rows;
  return (
    <>
      <PageTitle title={detail.plan.title || 'Kế hoạch không có tên'} tab="Kế hoạch" />
      <AlreadyImported />
      <PublishBar plan={detail.plan} />
      <PlanIssues issues={detail.issues} />
      <div className="plan-tools">
        <h2>Các hoạt động</h2>
        <Segmented
          value={onlyWaiting ? 'can-xem' : 'tat-ca'}
          onChange={(loc) => setParams(loc === 'can-xem' ? { loc } : {}, { replace: true, preventScrollReset: true })}
          options={[
            { value: 'tat-ca', label: `Tất cả (${detail.rows.length})` },
            { value: 'can-xem', label: `Cần xem lại (${waiting.length})` },
          ]}
        />
      </div>
      {shown.length === 0 ? (
        <div className="panel">
          <EmptyNotice>Không còn thời hạn nào cần xem lại.</EmptyNotice>
        </div>
      ) : (
        <PlanRows planId={detail.plan.id} rows={shown} editable={detail.plan.status === 'draft'} />
      )}
    </>
  );
}
