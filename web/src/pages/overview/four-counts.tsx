import { Link } from 'react-router';
import type { DueState, FourWayCount } from '../../api/types.ts';

const ways: { count: Exclude<keyof FourWayCount, 'undated'>; dueState: DueState; words: string; group: string }[] = [
  { count: 'doneOnTime', dueState: 'done-on-time', group: 'Đã hoàn thành', words: 'đúng hạn' },
  { count: 'doneLate', dueState: 'done-late', group: 'Đã hoàn thành', words: 'quá hạn' },
  { count: 'openInTime', dueState: 'open-in-time', group: 'Chưa hoàn thành', words: 'trong hạn' },
  { count: 'openOverdue', dueState: 'open-overdue', group: 'Chưa hoàn thành', words: 'quá hạn' },
];

/** The official four-way count; each number leads to the assignments it counts, work without a date stands apart. */
export function FourCounts({ total }: { total: FourWayCount }) {
  const dated = ways.reduce((sum, way) => sum + total[way.count], 0);
  return (
    <section aria-label="Số liệu chung">
      <ul className="four-counts">
        {ways.map(({ count, dueState, group, words }) => (
          <li key={count}>
            <Link to={`/viec?dueState=${dueState}`} className={`count-card count-${dueState}`}>
              <span className="count-group">{group}</span>
              <span className="count-words">{words}</span>
              <span className="count-number number">{total[count].toLocaleString('vi-VN')}</span>
              <span className="count-share number">{share(total[count], dated)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="undated">
        Tổng số việc có thời hạn: <strong className="number">{dated.toLocaleString('vi-VN')}</strong>. Ngoài ra có{' '}
        <Link to="/viec?dueState=undated" className="number">
          {total.undated.toLocaleString('vi-VN')} việc không có thời hạn cụ thể
        </Link>{' '}
        (thường xuyên, khi phát sinh, chưa xác định hoặc có hạn trước kỳ kế hoạch), không tính quá hạn.
      </p>
    </section>
  );
}

function share(count: number, all: number): string {
  if (all === 0) return ' ';
  return `${((100 * count) / all).toLocaleString('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`;
}
