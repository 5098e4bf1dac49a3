import type { AssignmentDetail } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatDate, formatDateWithWeekday } from '../../dates/format-date.ts';
import { DueStanding } from '../../ui/due-standing.tsx';
import { Panel } from '../../ui/panel.tsx';
import { natureWords } from '../../words/nature-words.ts';

/** Until when, and how that follows from what the plan says. */
export function DatePanel({ detail: { assignment, row, explanation } }: { detail: AssignmentDetail }) {
  const { today } = useMeta();
  const { due, dueWorking, opens } = assignment;
  // The first steps often only say the plan's words again, which stand above.
  const steps = explanation.steps.filter((step) => !isSame(step, row.deadlineText ?? ''));
  return (
    <Panel title="Thời hạn" aside={<DueStanding assignment={assignment} today={today} />}>
      <p className="date-main">{due ? formatDateWithWeekday(due) : natureWords[assignment.nature]}</p>
      {due && dueWorking && dueWorking !== due && (
        <p>
          Ngày này không phải ngày làm việc: chỉ tính quá hạn sau <strong>{formatDateWithWeekday(dueWorking)}</strong>.
        </p>
      )}
      {opens && <p className="muted">Thực hiện từ {formatDate(opens)}.</p>}
      <h3 className="date-why">Vì sao có thời hạn này</h3>
      <dl className="facts">
        <dt>Kế hoạch ghi</dt>
        <dd>{row.deadlineText ? `“${row.deadlineText}”` : 'không ghi thời gian'}</dd>
        <dt>Cách đọc</dt>
        <dd>{explanation.text}</dd>
      </dl>
      {steps.length > 0 && (
        <ol className="date-steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <p className="muted small">Lịch làm việc áp dụng: {explanation.edition}</p>
    </Panel>
  );
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
