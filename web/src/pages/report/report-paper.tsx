import type { OverdueReport } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';
import { fieldWords } from '../../words/field-words.ts';
import { CountTable } from './count-table.tsx';
import { LateTable } from './late-table.tsx';
import { Letterhead } from './letterhead.tsx';
import { Signature } from './signature.tsx';

/** The report in the form of Nghị định 30/2020/NĐ-CP: letterhead and signature are for paper only. */
export function ReportPaper({ report }: { report: OverdueReport }) {
  const { total, overdue, doneLate } = report;
  const dated = total.doneOnTime + total.doneLate + total.openInTime + total.openOverdue;
  return (
    <article className="report-paper">
      <Letterhead report={report} />
      <h2 className="report-title">
        <span className="print-only">BÁO CÁO</span>
        Tình hình thực hiện nhiệm vụ được giao và các nhiệm vụ quá hạn
      </h2>
      <p className="report-date">Dữ liệu tính đến ngày {formatDate(report.dataDate)}</p>
      <p>
        {report.plans.length > 0
          ? `Theo: ${report.plans.map(({ title }) => title).join('; ')}.`
          : 'Chưa có kế hoạch nào được giao việc.'}
      </p>
      <p>
        Tổng số {dated} việc có thời hạn: đã hoàn thành {total.doneOnTime + total.doneLate} việc (đúng hạn{' '}
        {total.doneOnTime}, quá hạn {total.doneLate}); chưa hoàn thành {total.openInTime + total.openOverdue} việc
        (trong hạn {total.openInTime}, quá hạn <strong>{total.openOverdue}</strong>). Tỷ lệ quá hạn trên số việc đã đến
        hạn: <strong>{report.overdueRatePercent.toLocaleString('vi-VN', { minimumFractionDigits: 1 })}%</strong>. Ngoài
        ra có {total.undated} việc không có thời hạn cụ thể (thường xuyên, khi phát sinh hoặc có hạn trước kỳ kế hoạch),
        không tính quá hạn.
      </p>
      <h3>1. Theo cơ quan chủ trì</h3>
      <CountTable
        caption="Số việc theo cơ quan chủ trì"
        head="Cơ quan"
        rows={report.byAgency.map(({ agencyId, agencyName, count }) => ({
          key: agencyId,
          name: agencyName,
          count,
          href: `/viec?agency=${encodeURIComponent(agencyId)}`,
        }))}
        total={total}
      />
      <h3>2. Theo lĩnh vực</h3>
      <CountTable
        caption="Số việc theo lĩnh vực"
        head="Lĩnh vực"
        rows={report.byField.map(({ fieldCode, fieldTitle, count }) => ({
          key: `${fieldCode} ${fieldTitle}`,
          name: fieldWords(fieldCode, fieldTitle),
          count,
          href: fieldCode ? `/viec?field=${encodeURIComponent(fieldCode)}` : null,
        }))}
        total={total}
      />
      <h3>3. Việc chưa hoàn thành, đã quá hạn ({overdue.length})</h3>
      <LateTable assignments={overdue} none="Không có việc quá hạn." />
      <h3>4. Việc đã hoàn thành nhưng quá hạn ({doneLate.length})</h3>
      <LateTable assignments={doneLate} none="Không có việc hoàn thành quá hạn." showDone />
      <Signature report={report} />
      <p className="report-witness">
        Mã kiểm chứng nhật ký: {report.audit.root}, {report.audit.events} sự kiện
      </p>
    </article>
  );
}
