import type { ReactNode } from 'react';
import './empty-notice.css';

/** Nothing to show: why, and what to do next. */
export function EmptyNotice({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty-notice">
      <p>{children}</p>
      {action}
    </div>
  );
}
