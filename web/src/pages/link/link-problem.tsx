import { ProblemError } from '../../api/problem-error.ts';

/** A link that cannot be opened: kindly, and with what to do instead. */
export function LinkProblem({ thrown, onRetry }: { thrown: unknown; onRetry: () => void }) {
  const problem = ProblemError.from(thrown);
  const broken = problem.status >= 400 && problem.status < 500;
  if (problem.code === 'link-holder-changed') return <NotTheirs problem={problem} />;
  return (
    <section className="link-answer link-answer-info" role="alert">
      <span className="link-answer-mark" aria-hidden="true">
        i
      </span>
      <div>
        <h1>{broken ? brokenTitle(problem.status) : problem.title}</h1>
        {broken ? (
          <>
            <p>Vui lòng mở thư nhắc mới nhất về việc này và bấm lại nút trong thư đó.</p>
            <p>
              Nếu chép tay đường dẫn, hãy kiểm tra đã chép đủ từ đầu đến cuối. Nếu vẫn không được, liên hệ cơ quan giao
              việc.
            </p>
            {problem.detail && <p className="muted small">{problem.detail}</p>}
          </>
        ) : (
          <>
            <p>{problem.detail}</p>
            <button type="button" className="plain-button" onClick={onRetry}>
              Thử lại
            </button>
          </>
        )}
      </div>
    </section>
  );
}

/** The link is whole and in time, its person is no longer the one for it: a newer mail would not help. */
function NotTheirs({ problem }: { problem: ProblemError }) {
  return (
    <section className="link-answer link-answer-info" role="alert">
      <span className="link-answer-mark" aria-hidden="true">
        i
      </span>
      <div>
        <h1>{problem.title}</h1>
        <p>{problem.detail}</p>
        <p>Chưa có gì được ghi nhận từ đường dẫn này. Có thể đóng trang.</p>
      </div>
    </section>
  );
}

function brokenTitle(status: number): string {
  return status === 410 ? 'Đường dẫn đã hết hiệu lực' : 'Đường dẫn không dùng được';
}
