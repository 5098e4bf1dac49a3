import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { ask, client } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { queries } from '../../api/queries.ts';
import type { AssignmentCommand, LinkView } from '../../api/types.ts';
import { useActionKey } from '../../api/use-action-key.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { publicPath } from '../../app/page-facts.ts';
import { ReportForm } from '../../ui/report-form.tsx';
import { LinkAnswer } from './link-answer.tsx';
import { LinkProblem } from './link-problem.tsx';
import { linkStanding } from './link-standing.ts';
import { LinkWork } from './link-work.tsx';
import './link.css';

/** The page behind a mail's button. Opening it changes nothing (mail scanners open links); only a press does, once. */
export function LinkPage() {
  const { token = '' } = useParams();
  const meta = useQuery(queries.signInPage());
  const link = useQuery(queries.link(token));
  const full = useFullPage(meta.data?.signedIn === true, link.data);
  // To look is all that this does: the full page asks again before anything is done.
  if (full !== null) return <Navigate to={full} replace />;
  return (
    <div className="link-page">
      <title>Việc được giao · Đôn đốc</title>
      <header className="link-header">
        <span>{meta.data?.office ?? ' '}</span>
        {meta.data?.sample && <strong>DỮ LIỆU MẪU</strong>}
      </header>
      <main className="link-main">
        {link.data && <LinkBody key={token} token={token} view={link.data} />}
        {!link.data && link.error && <LinkProblem thrown={link.error} onRetry={() => void link.refetch()} />}
        {!link.data && !link.error && <LinkGhost />}
      </main>
    </div>
  );
}

/** The page of the work for whoever is signed in and may see it; null = this page is theirs. */
function useFullPage(isSignedIn: boolean, view: LinkView | undefined): string | null {
  const id = view?.assignment.id ?? '';
  const seen = useQuery({ ...queries.assignment(id), enabled: isSignedIn && view !== undefined, retry: false });
  return seen.data && view?.usedAt === null ? `/viec/${encodeURIComponent(id)}` : null;
}

function LinkBody({ token, view }: { token: string; view: LinkView }) {
  const cache = useQueryClient();
  const [done, setDone] = useState<AssignmentCommand['command'] | null>(null);
  const once = useActionKey();
  const send = useMutation({
    mutationFn: (body: AssignmentCommand) =>
      once(body, (header) => ask(client.POST('/api/links/{token}', { params: { path: { token }, header }, body }))),
    onSuccess: (after, { command }) => {
      setDone(command);
      cache.setQueryData(queries.link(token).queryKey, after);
      window.scrollTo({ top: 0 });
    },
  });
  const sendOnce = useSingleFlight(send);
  const standing = linkStanding(view, Date.now());
  return (
    <>
      {done && <LinkAnswer kind={done === 'report' ? 'just-reported' : 'just-acknowledged'} view={view} />}
      {!done && standing !== 'ready' && <LinkAnswer kind={standing} view={view} />}
      <LinkWork view={view} />
      {!done && standing === 'ready' && (
        <section className="link-action">
          {send.error && <SendProblem thrown={send.error} />}
          {view.action === 'acknowledge' && (
            <button
              type="button"
              className="link-button"
              disabled={send.isPending}
              onClick={() => sendOnce({ command: 'acknowledge' })}
            >
              {send.isPending ? 'Đang ghi nhận…' : 'Đã nhận việc'}
            </button>
          )}
          {view.action === 'report' && (
            <ReportForm
              returnReason={view.returnReason}
              uploadTo={`/api/links/${encodeURIComponent(token)}/files`}
              limits={view.evidence}
              pending={send.isPending}
              onSend={sendOnce}
            />
          )}
          {view.action === 'view' && (
            <a className="link-more" href={`${publicPath}/viec/${encodeURIComponent(view.assignment.id)}`}>
              Xem quá trình thực hiện
            </a>
          )}
          <p className="link-who">Người nhận thư: {view.contactName}</p>
        </section>
      )}
    </>
  );
}

function SendProblem({ thrown }: { thrown: unknown }) {
  const problem = ProblemError.from(thrown);
  return (
    <div className="link-refused" role="alert">
      <strong>{problem.title}</strong>
      <p>{problem.detail}</p>
      {problem.issues.map((issue) => (
        <p key={issue.place}>
          {issue.place}: {issue.message}
        </p>
      ))}
      {problem.code !== 'link-holder-changed' && <p>Nội dung đã nhập vẫn còn; có thể bấm gửi lại.</p>}
    </div>
  );
}

function LinkGhost() {
  return (
    <div className="link-card link-ghost" aria-busy="true">
      <p className="muted">Đang mở việc được giao…</p>
    </div>
  );
}
