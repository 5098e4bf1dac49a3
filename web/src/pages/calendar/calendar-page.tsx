import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { CalendarView, EditedYear } from '../../api/types.ts';
import { SettingsTabs } from '../../app/settings-tabs.tsx';
import { useMeta } from '../../app/use-meta.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { VersionList } from '../../ui/version-list.tsx';
import { DayList } from './day-list.tsx';
import { MonthGrid } from './month-grid.tsx';
import { YearDialog } from './year-dialog.tsx';
import './calendar.css';

/** Days off and worked Saturdays of a year, each with its source; a change is a new edition, tried on open work first. */
export function CalendarPage() {
  const [edition, setEdition] = useState<number>();
  const calendar = useQuery(queries.calendar(edition));
  return (
    <>
      <SettingsTabs />
      <QueryView query={calendar} skeleton={<Skeleton active paragraph={{ rows: 12 }} />}>
        {(view) => <Loaded view={view} showEdition={setEdition} />}
      </QueryView>
    </>
  );
}

function Loaded({ view, showEdition }: { view: CalendarView; showEdition: (edition: number | undefined) => void }) {
  const { today } = useMeta();
  const { data: me } = useQuery(queries.me());
  const { message } = App.useApp();
  const [number, setNumber] = useState(Number(today.slice(0, 4)));
  const [edited, setEdited] = useState<EditedYear | null>(null);
  const year = view.years.find((one) => one.year === number);
  const isLatest = view.edition === view.latest;
  const mayEdit = isLatest && (me?.rights.includes('take-calendar-edition') ?? false);
  return (
    <>
      <PageTitle
        title="Lịch làm việc"
        aside={
          mayEdit && (
            <Button type="primary" onClick={() => setEdited(year ?? newYear(number))}>
              {year ? `Sửa năm ${number}` : `Thêm năm ${number}`}
            </Button>
          )
        }
      />
      {!isLatest && (
        <Alert
          className="calendar-old"
          type="info"
          showIcon
          title={`Đang xem bản ${view.edition}; bản đang dùng là bản ${view.latest}.`}
          action={<Button onClick={() => showEdition(undefined)}>Xem bản đang dùng</Button>}
        />
      )}
      <div className="calendar-year">
        <Button aria-label="Năm trước" icon={<LeftOutlined />} onClick={() => setNumber(number - 1)} />
        <h2>Năm {number}</h2>
        <Button aria-label="Năm sau" icon={<RightOutlined />} onClick={() => setNumber(number + 1)} />
        {year && <span className={`year-status ${year.status}`}>{STATUS_WORDS[year.status]}</span>}
      </div>
      {year ? (
        <>
          <p className="muted small calendar-notice">Căn cứ: {year.notice}</p>
          <MonthGrid year={year} weeklyDaysOff={view.weeklyDaysOff} today={today} />
        </>
      ) : (
        <EmptyNotice>
          Chưa có lịch năm {number}: mới chỉ trừ ngày nghỉ hằng tuần, nên thời hạn và lời nhắc của năm đó có thể rơi vào
          ngày lễ, Tết.
        </EmptyNotice>
      )}
      <div className="roster-columns">
        <Panel title="Ngày nghỉ và ngày làm bù">{year && <DayList year={year} />}</Panel>
        <Panel title="Các bản lịch">
          <p className="small muted">
            Mỗi lần sửa là một bản mới; bản cũ không bao giờ đổi, việc đã giao giữ bản của mình.
          </p>
          <VersionList
            words="Bản"
            versions={view.editions.map((one) => ({ ...one, number: one.edition }))}
            shown={view.edition}
            onShow={(wanted) => showEdition(wanted === view.latest ? undefined : wanted)}
          />
        </Panel>
      </div>
      {edited && (
        <YearDialog
          view={view}
          year={edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            void message.success('Đã lưu bản lịch mới.');
          }}
        />
      )}
    </>
  );
}

const STATUS_WORDS = { official: 'đã có thông báo chính thức', provisional: 'tạm tính, chưa có thông báo chính thức' };

function newYear(year: number): EditedYear {
  return { year, status: 'provisional', notice: '', days: [] };
}
