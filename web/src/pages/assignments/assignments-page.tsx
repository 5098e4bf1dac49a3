import { useQuery } from '@tanstack/react-query';
import { Pagination, Skeleton } from 'antd';
import { Link } from 'react-router';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useIsPhone } from '../../app/use-is-phone.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { nameArrow } from '../../ui/name-arrow.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AssignmentCards } from './assignment-cards.tsx';
import { AssignmentTable } from './assignment-table.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { isFiltered, useAssignmentFilter } from './use-assignment-filter.ts';
import { useChosen } from './use-chosen.ts';
import './assignments.css';

/** Every assignment, filtered, sorted and paged by what the address says: a view can be passed on as a link. */
export function AssignmentsPage() {
  const { filter, change, clear } = useAssignmentFilter();
  const query = useQuery(queries.assignments(filter));
  const isPhone = useIsPhone();
  const may = useMay();
  const chosen = useChosen();
  const canChoose = may('verify') || may('return') || may('resend-reminder');
  const total = query.data?.total;
  const filtered = isFiltered(filter);
  return (
    <>
      <PageTitle
        title="Việc được giao"
        aside={
          <>
            <AboveLink />
            <span className="number" aria-live="polite">
              {total !== undefined && `${total.toLocaleString('vi-VN')} việc${filtered ? ' theo bộ lọc' : ''}`}
              {query.isPending && 'Đang tải…'}
            </span>
          </>
        }
      />
      <FilterBar filter={filter} change={change} clear={clear} />
      <SavedFilters filter={filter} />
      <QueryView query={query} skeleton={<ListSkeleton />}>
        {({ items }) => (
          <div className={query.isPlaceholderData ? 'list-old' : undefined} aria-busy={query.isPlaceholderData}>
            {items.length === 0 && <NothingFound filtered={filtered} clear={clear} />}
            {items.length > 0 && isPhone && (
              <AssignmentCards assignments={items} chosen={canChoose ? chosen : undefined} />
            )}
            {items.length > 0 && !isPhone && (
              <AssignmentTable
                assignments={items}
                sort={filter.sort}
                change={change}
                chosen={canChoose ? chosen : undefined}
              />
            )}
          </div>
        )}
      </QueryView>
      <Pagination
        className="list-pages"
        current={filter.page}
        pageSize={filter.pageSize}
        total={total ?? 0}
        hideOnSinglePage={filter.pageSize === 20}
        showSizeChanger={!isPhone}
        pageSizeOptions={[20, 50, 100]}
        simple={isPhone}
        itemRender={nameArrow}
        onChange={(page, pageSize) => {
          change({ page, pageSize });
          window.scrollTo({ top: 0 });
        }}
      />
      {canChoose && <BulkBar chosen={chosen} />}
    </>
  );
}

function NothingFound({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  return (
    <div className="panel">
      {filtered ? (
        <EmptyNotice
          action={
            <button type="button" className="plain-button" onClick={clear}>
              Xóa bộ lọc
            </button>
          }
        >
          Không có việc nào khớp với bộ lọc.
        </EmptyNotice>
      ) : (
        <EmptyNotice action={<Link to="/ke-hoach">Nhập kế hoạch và giao việc</Link>}>
          Chưa có việc nào được giao. Việc được giao từ trang Kế hoạch.
        </EmptyNotice>
      )}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="panel list-ghost">
      <Skeleton active title={false} paragraph={{ rows: 14, width: '100%' }} />
    </div>
  );
}

/** The way to what other offices give, where there is something that waits here. */
function AboveLink() {
  const may = useMay();
  const { data } = useQuery({ ...queries.workFromAbove(), enabled: may('list-work-from-above') });
  const waiting = data?.filter(({ standing }) => standing === 'open' || standing === 'returned').length ?? 0;
  if (data === undefined || data.length === 0) return null;
  return (
    <Link className="assignments-above" to="/viec-cap-tren-giao">
      Việc cấp trên giao{waiting > 0 && ` (${waiting} chờ xử lý)`}
    </Link>
  );
}
