import { useQuery } from '@tanstack/react-query';
import { Button, Select, Skeleton } from 'antd';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { queries } from '../../api/queries.ts';
import { usePlanChoices } from '../../api/use-plan-choices.ts';
import { publicPath } from '../../app/page-facts.ts';
import { useMeta } from '../../app/use-meta.ts';
import { DateField } from '../../ui/date-field.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ReportPaper } from './report-paper.tsx';
import './report.css';
import './report-print.css';

/** The overdue audit of one plan or all, at a data date; what is on the screen is what the printer gets. */
export function ReportPage() {
  const [params, setParams] = useSearchParams();
  const { today } = useMeta();
  const plan = params.get('plan') ?? undefined;
  const dataDate = params.get('dataDate') ?? undefined;
  const report = useQuery(queries.report({ plan, dataDate }));
  const plans = usePlanChoices();
  const planField = useId();
  const dateField = useId();
  const change = (name: string, value: string | null | undefined) =>
    setParams(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  const fileOf = (format: 'docx' | 'xlsx') =>
    `${publicPath}/api/reports/overdue/file?${new URLSearchParams({ format, ...(plan && { plan }), dataDate: dataDate ?? today })}`;
  return (
    <>
      <div className="no-print">
        <PageTitle title="Báo cáo quá hạn" />
        <div className="report-tools">
          {plans !== null && (
            <div className="report-tool">
              <label htmlFor={planField}>Kế hoạch</label>
              <Select
                id={planField}
                allowClear
                placeholder="Tất cả kế hoạch đã giao việc"
                popupMatchSelectWidth={false}
                value={plan}
                options={plans
                  .filter(({ status }) => status !== 'draft')
                  .map(({ id, title }) => ({ value: id, label: title }))}
                onChange={(value?: string) => change('plan', value)}
              />
            </div>
          )}
          <div className="report-tool report-tool-date">
            <label htmlFor={dateField}>Số liệu tính đến ngày</label>
            <DateField
              id={dateField}
              value={dataDate ?? today}
              max={today}
              onChange={(value) => change('dataDate', value)}
            />
          </div>
          <Button type="primary" disabled={!report.data || report.isPlaceholderData} onClick={() => window.print()}>
            In báo cáo
          </Button>
          <Button href={fileOf('docx')} disabled={!report.data}>
            Tải Word
          </Button>
          <Button href={fileOf('xlsx')} disabled={!report.data}>
            Tải Excel
          </Button>
        </div>
      </div>
      <QueryView query={report} skeleton={<Skeleton active paragraph={{ rows: 16 }} />}>
        {(data) => (
          <div className={report.isPlaceholderData ? 'report-old' : undefined} aria-busy={report.isPlaceholderData}>
            <ReportPaper report={data} />
          </div>
        )}
      </QueryView>
    </>
  );
}
