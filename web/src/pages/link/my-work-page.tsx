import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { queries } from '../../api/queries.ts';
import type { MyWork } from '../../api/types.ts';
import { publicPath } from '../../app/page-facts.ts';
import { formatDate } from '../../dates/format-date.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { DueStanding } from '../../ui/due-standing.tsx';
import { natureWords } from '../../words/nature-words.ts';
import { statusWords } from '../../words/status-words.ts';
import { LinkProblem } from './link-problem.tsx';
import './link.css';
import './my-work.css';

const PAGE_SIZE = 20;

/** Everything that is open for the reader of a digest, most urgent first. Looking changes nothing; each row leads to a page that asks first. */
export function MyWorkPage() {
  const { token = '' } = useParams();
  const [search] = useSearchParams();
  const page = Math.max(1, Number.parseInt(search.get('trang') ?? '1', 10) || 1);
  const meta = useQuery(queries.signInPage());
  const work = useQuery(queries.myWork(token, page));
  return (
    <div className="link-page">
      <title>Việc của tôi · Đôn đốc</title>
      <header className="link-header">
        <span>{meta.data?.office ?? ' '}</span>
        {meta.data?.sample && <strong>DỮ LIỆU MẪU</strong>}
      </header>
      <main className="link-main my-work">
        {work.data && <WorkList work={work.data} page={page} />}
        {!work.data && work.error && <LinkProblem thrown={work.error} onRetry={() => void work.refetch()} />}
        {!work.data && !work.error && <div className="link-card link-ghost" aria-busy="true" />}
      </main>
    </div>
  );
}

function WorkList({ work, page }: { work: MyWork; page: number }) {
  const { total, overdue, items, contactName, agencyName, expiresAt } = work;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  return (
    <>
      <h1>Việc của tôi</h1>
      <p className="my-work-who">
        {contactName} · {agencyName}
      </p>
      <p className="my-work-count">{countWords(total, overdue)}</p>
      {items.length > 0 && (
        <ol className="my-work-list" start={(page - 1) * PAGE_SIZE + 1}>
          {items.map((item) => (
            <WorkItem key={item.assignment.id} item={item} today={work.today} />
          ))}
        </ol>
      )}
      {items.length === 0 && total > 0 && <p>Trang này không có việc nào.</p>}
      {pages > 1 && <Pages page={Math.min(page, pages + 1)} pages={pages} />}
      <p className="link-who">
        Đường dẫn dành riêng cho {contactName}, dùng được đến {formatInstant(expiresAt)}. Mở trang này chưa làm thay đổi
        gì.
      </p>
    </>
  );
}

function countWords(total: number, overdue: number): string {
  if (total === 0) return 'Không còn việc nào đang mở.';
  return overdue === 0
    ? `${total} việc đang mở, không có việc quá hạn.`
    : `${total} việc đang mở, ${overdue} việc quá hạn.`;
}

function WorkItem({ item: { assignment, own, links }, today }: { item: MyWork['items'][number]; today: string }) {
  const { title, label, due, nature, status, agencyName, planTitle } = assignment;
  return (
    <li className="link-card my-work-item">
      {!own && <p className="link-agency">{agencyName}</p>}
      <h2>{title}</h2>
      {label && <p>{label}</p>}
      <p>
        <strong>{due ? `Hạn ${formatDate(due)}` : natureWords[nature]}</strong>{' '}
        <DueStanding assignment={assignment} today={today} />
      </p>
      <p className="muted small">
        {statusWords[status]} · {planTitle}
      </p>
      <p className="my-work-links">
        {links.acknowledge && <a href={publicPath + links.acknowledge}>Đã nhận việc</a>}
        {links.report && <a href={publicPath + links.report}>Báo cáo</a>}
        <a href={publicPath + links.view}>Xem chi tiết</a>
      </p>
    </li>
  );
}

function Pages({ page, pages }: { page: number; pages: number }) {
  return (
    <nav className="my-work-pages" aria-label="Các trang">
      {page > 1 ? <a href={`?trang=${Math.min(page - 1, pages)}`}>← Trang trước</a> : <span />}
      <span>
        Trang {Math.min(page, pages)}/{pages}
      </span>
      {page < pages ? <a href={`?trang=${page + 1}`}>Trang sau →</a> : <span />}
    </nav>
  );
}
