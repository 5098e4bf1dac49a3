import type { PlanIssue } from '../../api/types.ts';
import { Panel } from '../../ui/panel.tsx';
import { WholeOptions } from '../../ui/whole-options.tsx';

/** Remarks on a plan, each with table, row and column and what to do about it. */
export function PlanIssues({ title, issues }: { title: string; issues: PlanIssue[] }) {
  if (issues.length === 0) return null;
  return (
    <div className="plan-issues">
      <Panel title={`${title} (${issues.length})`} flush>
        <ul>
          {issues.map((issue) => (
            <li key={`${issue.code} ${issue.place?.table} ${issue.place?.row} ${issue.column} ${issue.message}`}>
              <span className="issue-place number">
                {issue.place ? `Bảng ${issue.place.table}, dòng ${issue.place.row}` : 'Cả tệp'}
                {issue.column && <span className="muted">cột “{issue.column}”</span>}
              </span>
              <span>
                {issue.message}
                {issue.suggestion && (
                  <span className="issue-suggestion">
                    <WholeOptions words={issue.suggestion} />
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
