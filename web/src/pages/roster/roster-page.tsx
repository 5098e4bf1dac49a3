import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Input, Skeleton } from 'antd';
import { useDeferredValue, useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { RosterView } from '../../api/types.ts';
import { SettingsTabs } from '../../app/settings-tabs.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AgencyList } from './agency-list.tsx';
import { ChainPanel } from './chain-panel.tsx';
import { FilePanel } from './file-panel.tsx';
import { GroupPanel } from './group-panel.tsx';
import { RosterDialogs } from './roster-dialogs.tsx';
import type { WantedEdit } from './wanted-edit.ts';
import './roster.css';

/** Who answers for what: agencies with their people, groups, the chain; each change is tried on open work before it is saved. */
export function RosterPage() {
  const roster = useQuery(queries.roster());
  return (
    <>
      <SettingsTabs />
      <QueryView query={roster} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
        {(view) => <Loaded view={view} />}
      </QueryView>
    </>
  );
}

function Loaded({ view }: { view: RosterView }) {
  const { data: me } = useQuery(queries.me());
  const [wanted, setWanted] = useState<WantedEdit | null>(null);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const { message } = App.useApp();
  const edit = me?.rights.includes('import-roster') ? setWanted : null;
  const { agencies, contacts } = view.roster;
  return (
    <>
      <PageTitle
        title="Danh bạ"
        aside={
          edit && (
            <div className="roster-add">
              <Button onClick={() => edit({ kind: 'agency', agency: null })}>Thêm cơ quan</Button>
              <Button type="primary" onClick={() => edit({ kind: 'person', person: null, agencyId: null })}>
                Thêm người
              </Button>
            </div>
          )
        }
      />
      <search>
        <Input
          className="roster-search"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label="Tìm cơ quan, người, chức vụ, thư điện tử, điện thoại"
          placeholder="Tìm cơ quan, người, chức vụ, địa chỉ (gõ không dấu cũng được)"
          allowClear={{ clearIcon: <CloseCircleFilled aria-label="Xóa nội dung tìm" /> }}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </search>
      <div className="roster-grid">
        <Panel title="Cơ quan và người" aside={`${agencies.length} cơ quan, ${contacts.length} người`} flush>
          <AgencyList view={view} search={search} edit={edit} />
        </Panel>
        <div className="roster-side">
          <ChainPanel view={view} edit={edit} />
          <GroupPanel view={view} edit={edit} />
          <FilePanel view={view} edit={edit} />
        </div>
      </div>
      {wanted && (
        <RosterDialogs
          view={view}
          wanted={wanted}
          onClose={() => setWanted(null)}
          onSaved={() => {
            setWanted(null);
            void message.success('Đã lưu danh bạ.');
          }}
        />
      )}
    </>
  );
}
