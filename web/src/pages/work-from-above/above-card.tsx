import { Button } from 'antd';
import { Link } from 'react-router';
import type { WorkFromAbove } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { Tag } from '../../ui/tag.tsx';
import { standingWords } from '../../words/standing-words.ts';

interface Props {
  work: WorkFromAbove;
  /** Null = only to look at. */
  onHandOn: ((work: WorkFromAbove) => void) | null;
  onReport: ((work: WorkFromAbove) => void) | null;
}

/** One piece of it: what it obliges to, what own agencies do of it, and the next press. */
export function AboveCard({ work, onHandOn, onReport }: Props) {
  const { title, officeName, planTitle, products, due, standing, returnReason, works } = work;
  const { words, tone } = standingWords[standing];
  const isRunning = standing === 'open' || standing === 'handed-on' || standing === 'returned';
  const isReady =
    works.length > 0 && works.every(({ status }) => ['reported', 'verified', 'withdrawn'].includes(status));
  return (
    <article className="above-card">
      <div className="above-head">
        <h3>{title}</h3>
        <Tag tone={tone}>{words}</Tag>
      </div>
      <p>
        <strong>{due ? `Hạn ${formatDate(due)}` : 'Không có thời hạn cụ thể'}</strong> · {officeName} giao
      </p>
      <p className="muted small">{[...products, planTitle].join(' · ')}</p>
      {standing === 'returned' && (
        <p className="above-returned">
          <strong>Cấp trên trả lại:</strong> {returnReason}
        </p>
      )}
      {works.length > 0 && (
        <ul className="above-works">
          {works.map(({ id, agencyName, due: ownDue, status }) => (
            <li key={id}>
              <Link to={`/viec/${encodeURIComponent(id)}`}>{agencyName}</Link>
              <span className="muted">{ownDue ? `hạn ${formatDate(ownDue)}` : 'không có hạn'}</span>
              <StatusTag status={status} />
            </li>
          ))}
        </ul>
      )}
      {isRunning && (
        <div className="above-acts">
          {onHandOn && works.length === 0 && (
            <Button type="primary" aria-label={`Giao tiếp: ${title}`} onClick={() => onHandOn(work)}>
              Giao tiếp
            </Button>
          )}
          {onReport && isReady && (
            <Button type="primary" aria-label={`Báo cáo lên cấp trên: ${title}`} onClick={() => onReport(work)}>
              Báo cáo lên cấp trên
            </Button>
          )}
          {works.length > 0 && !isReady && (
            <span className="muted small">Khi các cơ quan trên đã báo cáo, gửi được báo cáo lên cấp trên.</span>
          )}
        </div>
      )}
    </article>
  );
}
