import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { queries } from '../../api/queries.ts';
import type { OwnWork } from '../../api/types.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { WorkCard } from './work-card.tsx';
import './own-work.css';

type Group = OwnWork['items'][number]['group'];

const GROUPS: readonly { group: Group; words: string }[] = [
  { group: 'overdue', words: 'Quá hạn' },
  { group: 'returned', words: 'Báo cáo bị trả lại' },
  { group: 'today', words: 'Đến hạn hôm nay' },
  { group: 'week', words: 'Trong tuần này' },
  { group: 'unacknowledged', words: 'Chờ tiếp nhận' },
  { group: 'later', words: 'Sắp tới' },
  { group: 'reported', words: 'Đã báo cáo, chờ xác nhận' },
];
const PAGE_SIZE = 50;

/** What is open for the agency of whoever is signed in, by what to look at first; everything can be answered here. */
export function OwnWorkPage() {
  const [search] = useSearchParams();
  const page = Math.max(1, Number.parseInt(search.get('trang') ?? '1', 10) || 1);
  const work = useQuery(queries.ownWork(page));
  return (
    <div className="own-work">
      <PageTitle title="Việc của tôi" />
      <QueryView query={work} skeleton={<p className="muted">Đang mở việc của anh/chị…</p>}>
        {(data) => <Groups work={data} page={page} />}
      </QueryView>
    </div>
  );
}

function Groups({ work, page }: { work: OwnWork; page: number }) {
  const pages = Math.max(1, Math.ceil(work.total / PAGE_SIZE));
  return (
    <>
      <p className="own-work-count">
        {work.agencies.join(', ')} · {countWords(work)}
      </p>
      {work.total === 0 && <EmptyNotice>Không còn việc nào đang mở. Khi có việc mới, hệ thống sẽ báo.</EmptyNotice>}
      {GROUPS.map(({ group, words }) => {
        const items = work.items.filter((item) => item.group === group);
        if (items.length === 0) return null;
        return (
          <section key={group} className={`own-work-group own-work-${group}`} aria-label={words}>
            <h2>
              {words} <span>{items.length}</span>
            </h2>
            {items.map((item) => (
              <WorkCard key={item.assignment.id} item={item} today={work.today} />
            ))}
          </section>
        );
      })}
      {pages > 1 && (
        <nav className="own-work-pages" aria-label="Các trang">
          {page > 1 ? <a href={`?trang=${page - 1}`}>← Trang trước</a> : <span />}
          <span>
            Trang {Math.min(page, pages)}/{pages}
          </span>
          {page < pages ? <a href={`?trang=${page + 1}`}>Trang sau →</a> : <span />}
        </nav>
      )}
    </>
  );
}

function countWords({ total, overdue }: OwnWork): string {
  if (total === 0) return 'không còn việc đang mở';
  return overdue === 0
    ? `${total} việc đang mở, không có việc quá hạn`
    : `${total} việc đang mở, ${overdue} việc quá hạn`;
}
