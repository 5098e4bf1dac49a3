import type { EditedYear } from '../../api/types.ts';
import { formatDate, formatDateWithWeekday } from '../../dates/format-date.ts';
import { kindWords } from './day-kinds.ts';

/** Every day that is not as its weekday says, with the notice or law that decided it. */
export function DayList({ year }: { year: EditedYear }) {
  if (year.days.length === 0) return <p className="muted">Chưa khai ngày nào.</p>;
  return (
    <ul className="day-list">
      {year.days.map(({ date, kind, name, source, for: paysFor }) => (
        <li key={`${date} ${kind}`}>
          <strong className="number">{formatDateWithWeekday(date)}</strong>
          <span>
            {name || kindWords(kind)}
            {paysFor && ` (bù cho ${formatDate(paysFor)})`}
          </span>
          <span className="muted small">
            {kindWords(kind)} · {source ?? 'theo căn cứ của năm'}
          </span>
        </li>
      ))}
    </ul>
  );
}
