import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AllKeysPanel } from './all-keys-panel.tsx';
import { AllSessionsPanel } from './all-sessions-panel.tsx';
import { InstallationPanel } from './installation-panel.tsx';
import { LetterheadPanel } from './letterhead-panel.tsx';
import { OfficesPanel } from './offices-panel.tsx';
import { SecondFactorRulePanel } from './second-factor-rule-panel.tsx';
import '../account/account.css';
import './administration.css';

const places = [
  { to: '/nguoi-dung', right: 'list-accounts', words: 'Người dùng', what: 'Mời người, giao vai trò, tắt tài khoản' },
  { to: '/kenh-gui', right: 'see-channels', words: 'Kênh gửi', what: 'Thư, Zalo, tin nhắn và hệ thống nhận sự kiện' },
  { to: '/nhat-ky', right: 'list-audit-events', words: 'Nhật ký', what: 'Ai đã làm gì, kiểm tra sổ, tải nhật ký' },
];

// What accounts need, and which offices there are, is the installation's matter.
const FIRST_OFFICE = 1;

/** One place for whoever keeps the installation: how it stands, who is signed in, which keys open it, and the way to the rest. */
export function AdministrationPage() {
  const may = useMay();
  const me = useQuery(queries.me());
  const installation = useQuery(queries.installation());
  const isFirst = me.data?.office.id === FIRST_OFFICE;
  return (
    <>
      <PageTitle title="Quản trị" />
      <ul className="admin-places">
        {places
          .filter(({ right }) => may(right))
          .map(({ to, words, what }) => (
            <li key={to}>
              <Link to={to} className="panel">
                <strong>{words}</strong>
                <span className="muted">{what}</span>
              </Link>
            </li>
          ))}
      </ul>
      <div className="admin-grid">
        <div className="admin-column">
          <Panel title="Tình trạng hệ thống">
            <QueryView query={installation} skeleton={<Skeleton active paragraph={{ rows: 6 }} />}>
              {(data) => <InstallationPanel installation={data} />}
            </QueryView>
          </Panel>
          {may('list-offices') && isFirst && <OfficesPanel />}
        </div>
        <div className="admin-column">
          {may('require-second-factor') && isFirst && installation.data && (
            <SecondFactorRulePanel whom={installation.data.secondFactorFor} />
          )}
          {may('set-letterhead') && <LetterheadPanel />}
          <AllSessionsPanel />
          <AllKeysPanel />
        </div>
      </div>
    </>
  );
}
