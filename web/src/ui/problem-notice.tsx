import { Alert, Button } from 'antd';
import { ProblemError } from '../api/problem-error.ts';

/** What went wrong, why, every place that is named, and a button to try again. */
export function ProblemNotice({ thrown, onRetry }: { thrown: unknown; onRetry?: () => void }) {
  const problem = ProblemError.from(thrown);
  return (
    <Alert
      type="error"
      showIcon
      title={<h2>{problem.title}</h2>}
      description={
        <>
          <p>{problem.detail}</p>
          {problem.issues.length > 0 && (
            <ul>
              {problem.issues.map((issue) => (
                <li key={`${issue.place} ${issue.message}`}>
                  {issue.place && <strong>{issue.place}: </strong>}
                  {issue.message}
                </li>
              ))}
            </ul>
          )}
          {problem.code && <p className="muted small">Mã lỗi: {problem.code}</p>}
          {onRetry && <Button onClick={onRetry}>Thử lại</Button>}
        </>
      }
    />
  );
}
