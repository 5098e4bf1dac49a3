import type { ReportRow } from '../../api/types.ts';
import { publicPath } from '../../app/page-facts.ts';
import { formatDate } from '../../dates/format-date.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

const outcomes: Record<ReportRow['outcome'], { words: string; tone: Tone }> = {
  waiting: { words: 'Chờ xác nhận', tone: 'amber' },
  accepted: { words: 'Đã xác nhận', tone: 'green' },
  returned: { words: 'Đã trả lại', tone: 'red' },
};

/** Every report on the assignment and what became of it. */
export function ReportsPanel({ id, reports }: { id: string; reports: ReportRow[] }) {
  return (
    <Panel title="Báo cáo kết quả" flush={reports.length === 0}>
      {reports.length === 0 && <EmptyNotice>Cơ quan chủ trì chưa báo cáo kết quả.</EmptyNotice>}
      <ul className="report-list">
        {reports.map((report) => (
          <li key={report.id}>
            <p className="report-line">
              <span className="number">{formatDate(report.reportedOn)}</span>
              <span className="muted">{report.actor}</span>
              <Tag tone={outcomes[report.outcome].tone}>{outcomes[report.outcome].words}</Tag>
            </p>
            <p className="pre-line">{report.note}</p>
            <p className="report-line muted">
              {report.documentNumber && <span>Văn bản {report.documentNumber}</span>}
              {report.evidenceUrl && (
                <a href={report.evidenceUrl} target="_blank" rel="noreferrer">
                  Mở văn bản
                </a>
              )}
            </p>
            {report.files.length > 0 && (
              <ul className="report-files" aria-label="Tệp minh chứng">
                {report.files.map((file) => (
                  <li key={file.id}>
                    <a href={`${publicPath}/api/assignments/${encodeURIComponent(id)}/files/${file.id}`} download>
                      {file.name}
                    </a>{' '}
                    <span className="muted small">{Math.max(1, Math.round(file.size / 1024))} KB</span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
