import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import { formatInstant } from '../dates/format-instant.ts';
import './problem-notice.css';

const CHOICES = new Set([
  'changed-meanwhile',
  'plan-published-before',
  'plan-rows-doubled',
  'plan-has-unheard-leads',
  'due-later-than-given',
  'date-before-assignment',
]);

/** What went wrong, why, every place that is named, and a button to try again or, as `children`, other ways on. */
export function ProblemNotice(props: { thrown: unknown; onRetry?: () => void; children?: ReactNode }) {
  const { thrown, onRetry, children } = props;
  const problem = ProblemError.from(thrown);
  return (
    <Alert
      // Where somebody has to choose, nothing has gone wrong.
      type={CHOICES.has(problem.code) ? 'warning' : 'error'}
      showIcon
      title={<h2>{problem.title}</h2>}
      description={
        <>
          <p>{problem.detail}</p>
          <WhatChanged changes={problem.changes} />
          {problem.issues.length > 0 && (
            <ul>
              {problem.issues.map((issue) => (
                <li key={`${issue.place} ${issue.message}`}>
                  {(issue.label ?? issue.place) && <strong>{issue.label ?? issue.place}: </strong>}
                  {issue.message}
                </li>
              ))}
            </ul>
          )}
          {problem.code && <p className="muted small">Mã lỗi: {problem.code}</p>}
          {children && <div className="problem-ways">{children}</div>}
          {onRetry && <Button onClick={onRetry}>Thử lại</Button>}
        </>
      }
    />
  );
}

/** Who changed what meanwhile, field by field; what is not said that way stands in the detail. */
function WhatChanged({ changes }: Pick<ProblemError, 'changes'>) {
  const told = changes.filter(({ field }) => field !== undefined);
  if (told.length === 0) return null;
  return (
    <dl className="problem-changes">
      {told.map(({ at, actor, field, from, to }) => (
        <div key={`${at} ${field} ${to}`}>
          <dt>{field}</dt>
          <dd>
            {from && <del>{from}</del>} {to && <ins>{to}</ins>}
            <span className="muted small">
              {actor}, {formatInstant(at)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
