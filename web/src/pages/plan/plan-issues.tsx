import type { PlanIssue } from '../../api/types.ts';
import { Panel } from '../../ui/panel.tsx';

/** Everything the reader of the file remarked on, with table, row and column. */
export function PlanIssues({ issues }: { issues: PlanIssue[] }) {
  if (issues.length === 0) return null;
  return (
    <div className="plan-issues">
      <Panel title={`Lưu ý khi đọc tệp (${issues.length})`} flush>
        <ul>
          {issues.map((issue) => (
            <li key={`${issue.code} ${issue.place?.table} ${issue.place?.row} ${issue.column} ${issue.message}`}>
              <span className="issue-place number">
                {issue.place ? `Bảng ${issue.place.table}, dòng ${issue.place.row}` : 'Cả tệp'}
                {issue.column && <span className="muted">cột “{issue.column}”</span>}
              </span>
              <span>
                {issue.message}
                {issue.suggestion && <span className="issue-suggestion">{issue.suggestion}</span>}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
