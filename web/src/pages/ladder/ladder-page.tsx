import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { LadderView } from '../../api/types.ts';
import { SettingsTabs } from '../../app/settings-tabs.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { VersionList } from '../../ui/version-list.tsx';
import { LadderDialog } from './ladder-dialog.tsx';
import { RungList } from './rung-list.tsx';
import '../calendar/calendar.css';
import './ladder.css';

/** Who hears what when, in words; a change is a new version, tried on open work first. */
export function LadderPage() {
  const [version, setVersion] = useState<number>();
  const ladder = useQuery(queries.ladder(version));
  return (
    <>
      <SettingsTabs />
      <QueryView query={ladder} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
        {(view) => <Loaded view={view} showVersion={setVersion} />}
      </QueryView>
    </>
  );
}

function Loaded({ view, showVersion }: { view: LadderView; showVersion: (version: number | undefined) => void }) {
  const { data: me } = useQuery(queries.me());
  const { message } = App.useApp();
  const [edits, setEdits] = useState(false);
  const isLatest = view.version === view.latest;
  const { regularSlot, dueDaySlots, workingHours } = view.ladder;
  return (
    <>
      <PageTitle
        title="Thang nhắc việc"
        aside={
          isLatest &&
          me?.rights.includes('set-ladder') && (
            <Button type="primary" onClick={() => setEdits(true)}>
              Sửa thang
            </Button>
          )
        }
      />
      {!isLatest && (
        <Alert
          className="calendar-old"
          type="info"
          showIcon
          title={`Đang xem phiên bản ${view.version}; phiên bản đang dùng là ${view.latest}.`}
          action={<Button onClick={() => showVersion(undefined)}>Xem phiên bản đang dùng</Button>}
        />
      )}
      <div className="roster-columns">
        <Panel title="Ai được nhắc, khi nào">
          <p className="muted small">
            Ngày đếm theo ngày làm việc. Lời nhắc gửi lúc {regularSlot}; ngày đến hạn: {dueDaySlots.join(', ')}. Việc
            mới giao báo ngay trong giờ làm việc ({workingHours.from}–{workingHours.to}).
          </p>
          <RungList view={view} />
        </Panel>
        <Panel title="Các phiên bản">
          <p className="small muted">
            Việc đã giao giữ phiên bản lúc giao; hiện chưa có thao tác chuyển việc đang mở sang phiên bản khác.
          </p>
          <VersionList
            words="Phiên bản"
            versions={view.versions.map((one) => ({ ...one, number: one.version }))}
            shown={view.version}
            onShow={(wanted) => showVersion(wanted === view.latest ? undefined : wanted)}
          />
        </Panel>
      </div>
      {edits && (
        <LadderDialog
          view={view}
          onClose={() => setEdits(false)}
          onSaved={() => {
            setEdits(false);
            void message.success('Đã lưu phiên bản mới của thang.');
          }}
        />
      )}
    </>
  );
}
