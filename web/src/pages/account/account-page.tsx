import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { queries } from '../../api/queries.ts';
import { useMeta } from '../../app/use-meta.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import './account.css';

/** What somebody looks after themselves: who they are here, how they come in, from where, and their keys. */
export function AccountPage() {
  const me = useQuery(queries.me());
  const { zone } = useMeta();
  return (
    <>
      <PageTitle title="Tài khoản của tôi" />
      <QueryView query={me} skeleton={<Skeleton active paragraph={{ rows: 6 }} />}>
        {({ name, email, roles, secondFactor }) => (
          <div className="account-grid">
            <Panel title="Thông tin">
              <p>
                <strong>{name}</strong>
                {email && <>, {email}</>}
              </p>
              {roles.length === 0 && <p>Tài khoản chưa có vai trò nào. Đề nghị quản trị hệ thống giao vai trò.</p>}
              <ul className="account-roles">
                {roles.map(({ words, agency }) => (
                  <li key={`${words} ${agency}`}>
                    {words}
                    {agency && `, ${agency}`}
                  </li>
                ))}
              </ul>
            </Panel>
            <PasswordPanel />
            <SecondFactorPanel isOn={secondFactor} />
            <PasskeysPanel zone={zone} />
            <SessionsPanel />
            <KeysPanel />
          </div>
        )}
      </QueryView>
    </>
  );
}
