import { useQuery } from '@tanstack/react-query';
import { Pagination, Segmented, Skeleton } from 'antd';
import { useRef } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { PLAN_PAGE_SIZE, queries } from '../../api/queries.ts';
import type { PlanDetail } from '../../api/types.ts';
import { useIsPhone } from '../../app/use-is-phone.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { nameArrow } from '../../ui/name-arrow.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { PlanIssues } from './plan-issues.tsx';
import { PlanRows } from './plan-rows.tsx';
import { PlanYears } from './plan-years.tsx';
import { PublishBar } from './publish-bar.tsx';
import './plan.css';

/** A plan as it was read, a page of rows at a time, with the reading of every date; dates that are not sure wait here for a person. */
export function PlanPage() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const waiting = params.get('loc') === WAITING;
  const page = Math.max(1, Math.trunc(Number(params.get('page')) || 1));
  const query = useQuery(queries.plan(id, { page, waiting }));
  return (
    <>
      <p className="back-link">
        <Link to="/ke-hoach">← Kế hoạch</Link>
      </p>
      <QueryView query={query} skeleton={<Skeleton active paragraph={{ rows: 14 }} />}>
        {(detail) => <Plan detail={detail} page={page} waiting={waiting} old={query.isPlaceholderData} />}
      </QueryView>
    </>
  );
}

const WAITING = 'can-xem';

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

interface PlanProps {
  detail: PlanDetail;
  page: number;
  waiting: boolean;
  /** What is shown is the page before, while this one is on its way. */
  old: boolean;
}

function Plan({ detail, page, waiting, old }: PlanProps) {
  const { plan } = detail;
  const [, setParams] = useSearchParams();
  const isPhone = useIsPhone();
  const show = (to: { page: number; waiting: boolean }) =>
    setParams(
      { ...(to.waiting ? { loc: WAITING } : {}), ...(to.page > 1 ? { page: String(to.page) } : {}) },
      { replace: to.waiting !== waiting, preventScrollReset: true },
    );
  const total = waiting ? plan.undecided : plan.rows;
  const listRef = useRef<HTMLDivElement>(null);
  return (
    <>
      <PageTitle title={plan.title || 'Kế hoạch không có tên'} tab="Kế hoạch" />
      <AlreadyImported />
      <PublishBar plan={plan} />
      <PlanYears plan={plan} />
      <PlanIssues issues={detail.issues} />
      <div className="plan-tools" ref={listRef}>
        <h2>Các hoạt động</h2>
        <Segmented
          value={waiting ? WAITING : 'tat-ca'}
          onChange={(loc) => show({ page: 1, waiting: loc === WAITING })}
          options={[
            { value: 'tat-ca', label: `Tất cả (${plan.rows})` },
            { value: WAITING, label: `Cần xem lại (${plan.undecided})` },
          ]}
        />
      </div>
      {detail.rows.length === 0 && !old ? (
        <div className="panel">
          <EmptyNotice>
            {waiting ? 'Không còn thời hạn nào cần xem lại.' : 'Trang này không có hoạt động nào.'}
          </EmptyNotice>
        </div>
      ) : (
        <div className={old ? 'plan-old' : undefined} aria-busy={old}>
          <PlanRows planId={plan.id} rows={detail.rows} editable={plan.status === 'draft'} />
        </div>
      )}
      <Pagination
        className="plan-pages"
        current={page}
        pageSize={PLAN_PAGE_SIZE}
        total={total}
        hideOnSinglePage
        showSizeChanger={false}
        simple={isPhone}
        itemRender={nameArrow}
        onChange={(next) => {
          show({ page: next, waiting });
          listRef.current?.scrollIntoView();
        }}
      />
    </>
  );
}
