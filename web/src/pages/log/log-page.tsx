import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { LogCheckPanel } from './log-check-panel.tsx';
import { LogFilterBar } from './log-filter-bar.tsx';
import { LogList } from './log-list.tsx';
import { isLogFiltered, useLogFilter } from './use-log-filter.ts';
import './log.css';

/** The audit log: what happened, by whom, and whether the book is whole. */
export function LogPage() {
  const { filter, change, clear } = useLogFilter();
  const log = useInfiniteQuery(queries.log(filter));
  const may = useMay();
  return (
    <>
      <PageTitle
        title="Nhật ký"
        aside={
          may('export-audit') && (
            <Button href="/api/audit/export" download="nhat-ky.jsonl">
              Tải toàn bộ nhật ký
            </Button>
          )
        }
      />
      {may('verify-audit') && <LogCheckPanel />}
      <LogFilterBar filter={filter} kinds={log.data?.pages[0]?.kinds ?? []} change={change} clear={clear} />
      <QueryView query={log} skeleton={<Skeleton active title={false} paragraph={{ rows: 14 }} />}>
        {({ pages }) => (
          <div className={log.isPlaceholderData ? 'log-old' : undefined} aria-busy={log.isPlaceholderData}>
            {pages[0]?.items.length === 0 && (
              <div className="panel">
                <EmptyNotice>
                  {isLogFiltered(filter) ? 'Không có sự kiện nào khớp với bộ lọc.' : 'Nhật ký chưa có sự kiện nào.'}
                </EmptyNotice>
              </div>
            )}
            <LogList lines={pages.flatMap(({ items }) => items)} />
          </div>
        )}
      </QueryView>
      {log.hasNextPage && (
        <div className="log-more">
          <Button size="large" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            Xem các sự kiện cũ hơn
          </Button>
        </div>
      )}
    </>
  );
}
