import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNotice } from './problem-notice.tsx';

/** Skeleton, then the data; a problem with a retry when there is none, and above the old data when a refresh failed. */
export function QueryView<T>(props: {
  query: UseQueryResult<T>;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.query;
  const notice = error && <ProblemNotice thrown={error} onRetry={() => void refetch()} />;
  if (data === undefined) return notice ?? <div aria-busy="true">{props.skeleton}</div>;
  return (
    <>
      {notice && <div style={{ marginBottom: 16 }}>{notice}</div>}
      {props.children(data)}
    </>
  );
}
