import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { ProblemError } from '../../api/problem-error.ts';
import type { OwnWork } from '../../api/types.ts';
import { useAssignmentCommand } from '../../api/use-assignment-command.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatDate } from '../../dates/format-date.ts';
import { DueStanding } from '../../ui/due-standing.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { natureWords } from '../../words/nature-words.ts';

const ReportForm = lazy(async () => ({ default: (await import('../../ui/report-form.tsx')).ReportForm }));

type Item = OwnWork['items'][number];

/** One piece of work, with what can be answered to it in a press. */
export function WorkCard({ item, today }: { item: Item; today: string }) {
  const { assignment, products, allowed, returnReason } = item;
  const { evidence } = useMeta();
  const [isReporting, setReporting] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const send = useAssignmentCommand(assignment.id, () => setReporting(false));
  const sendOnce = useSingleFlight(send);
  const { title, label, due, nature, status, planTitle, id } = assignment;
  return (
    <article className="own-work-card">
      <div className="own-work-head">
        <h3>
          <Link to={`/viec/${encodeURIComponent(id)}`}>{title}</Link>
        </h3>
        <StatusTag status={status} />
      </div>
      {label && <p>{label}</p>}
      <p>
        <strong>{due ? `Hạn ${formatDate(due)}` : natureWords[nature]}</strong>{' '}
        <DueStanding assignment={assignment} today={today} />
      </p>
      <p className="muted small">{[...products, planTitle].join(' · ')}</p>
      {returnReason && status === 'in-progress' && (
        <p className="own-work-returned">
          <strong>Đã trả lại:</strong> {returnReason}
        </p>
      )}
      {done && !send.error && (
        <p className="own-work-done" role="status">
          {done}
        </p>
      )}
      {send.error && <SendProblem thrown={send.error} />}
      <div className="own-work-acts">
        {allowed.includes('acknowledge') && (
          <button
            type="button"
            className="own-work-press"
            disabled={send.isPending}
            onClick={() => sendOnce({ command: 'acknowledge' }, () => setDone('Đã ghi nhận tiếp nhận.'))}
          >
            {send.isPending && !isReporting ? 'Đang ghi nhận…' : 'Đã nhận việc'}
          </button>
        )}
        {allowed.includes('report') && (
          <button
            type="button"
            className="own-work-report"
            aria-expanded={isReporting}
            onClick={() => setReporting(!isReporting)}
          >
            {isReporting ? 'Đóng báo cáo' : 'Báo cáo kết quả'}
          </button>
        )}
      </div>
      {isReporting && (
        <Suspense fallback={<p className="muted">Đang mở…</p>}>
          <ReportForm
            returnReason={null}
            uploadTo={`/api/assignments/${encodeURIComponent(id)}/files`}
            limits={evidence}
            pending={send.isPending}
            onSend={(command) => sendOnce(command, () => setDone('Đã gửi báo cáo, đang chờ xác nhận.'))}
          />
        </Suspense>
      )}
    </article>
  );
}

function SendProblem({ thrown }: { thrown: unknown }) {
  const { title, detail } = ProblemError.from(thrown);
  return (
    <p className="own-work-problem" role="alert">
      <strong>{title}.</strong> {detail}
    </p>
  );
}
