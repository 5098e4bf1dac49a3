import type { LinkView } from '../../api/types.ts';
import { formatDateWithWeekday } from '../../dates/format-date.ts';
import { localDateOf } from '../../dates/format-instant.ts';
import { relativeDays } from '../../dates/relative-days.ts';
import { natureWords } from '../../words/nature-words.ts';

/** What the job is and until when, readable at arm's length. */
export function LinkWork({ view }: { view: LinkView }) {
  const { assignment, products, explanation } = view;
  const { due, dueWorking } = assignment;
  return (
    <article className="link-card">
      <p className="link-agency">{assignment.agencyName}</p>
      <h2>{assignment.title}</h2>
      {assignment.label && <p>{assignment.label}</p>}
      <div className="link-due">
        <span>Thời hạn</span>
        <strong>{due ? formatDateWithWeekday(due) : natureWords[assignment.nature]}</strong>
        <Standing view={view} />
      </div>
      {due && dueWorking && dueWorking !== due && (
        <p>Ngày này không phải ngày làm việc: chỉ tính quá hạn sau {formatDateWithWeekday(dueWorking)}.</p>
      )}
      {products.length > 0 && (
        <p>
          <span className="muted">Sản phẩm: </span>
          {products.join('; ')}
        </p>
      )}
      <p>
        <span className="muted">Theo: </span>
        {assignment.planTitle}
      </p>
      <details>
        <summary>Vì sao có thời hạn này</summary>
        <p>{explanation}</p>
      </details>
    </article>
  );
}

function Standing({ view: { assignment } }: { view: LinkView }) {
  const { dueState, daysLate, due, dueWorking } = assignment;
  if (dueState === 'open-overdue') return <em className="link-late">quá hạn {daysLate} ngày</em>;
  const deadline = dueWorking ?? due;
  if (dueState !== 'open-in-time' || deadline === null) return null;
  return <em>{relativeDays(localDateOf(Date.now()), deadline)}</em>;
}
