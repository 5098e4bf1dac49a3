import { useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { User } from '../../api/types.ts';
import { useChangeRoles, useInviteAgain, useSwitchUser } from '../../api/use-user-changes.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatDate } from '../../dates/format-date.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ROLE_WORDS } from './role-words.ts';
import { DropFactorDialog, GiveRoleDialog, InviteDialog } from './user-dialogs.tsx';
import '../account/account.css';
import './users.css';

/** Who signs in here and as what, for the administrator: invited, given roles, switched off. */
export function UsersPage() {
  const users = useQuery(queries.users());
  const [invites, setInvites] = useState(false);
  const { message } = App.useApp();
  return (
    <>
      <PageTitle
        title="Người dùng"
        aside={
          <Button type="primary" onClick={() => setInvites(true)}>
            Mời người dùng
          </Button>
        }
      />
      {invites && (
        <InviteDialog
          onClose={() => setInvites(false)}
          onInvited={(email) => void message.success(`Đã gửi lời mời tới ${email}.`)}
        />
      )}
      <Panel title="Tài khoản">
        <QueryView query={users} skeleton={<Skeleton active paragraph={{ rows: 6 }} />}>
          {(list) => (
            <ul className="account-list">
              {list.map((user) => (
                <UserRow key={user.id} user={user} />
              ))}
            </ul>
          )}
        </QueryView>
      </Panel>
    </>
  );
}

function UserRow({ user }: { user: User }) {
  const [gives, setGives] = useState(false);
  const [drops, setDrops] = useState(false);
  const turn = useSwitchUser();
  const change = useChangeRoles();
  const { message } = App.useApp();
  const again = useInviteAgain(
    () => void message.success(`Đã gửi lại lời mời tới ${user.email}. Đường dẫn cũ hết hiệu lực.`),
  );
  const { agencies } = useMeta();
  const nameOf = (id: string) => agencies.find((agency) => agency.id === id)?.name ?? 'cơ quan không còn trong danh bạ';
  const thrown = turn.error ?? change.error ?? again.error;
  const isBusy = turn.isPending || change.isPending;
  return (
    <li>
      {gives && <GiveRoleDialog user={user} onClose={() => setGives(false)} />}
      {drops && <DropFactorDialog user={user} onClose={() => setDrops(false)} />}
      <div className="user-who">
        <strong>{user.name}</strong>
        <span className="muted small">
          {user.email}
          {user.username && `, tên đăng nhập ${user.username}`}
        </span>
        {standingWords(user) && <span className="small">{standingWords(user)}</span>}
        <ul className="user-roles">
          {user.contactId !== null && <li className="small">Vai trò theo danh bạ</li>}
          {user.roles.map(({ role, agencyId, to }) => (
            <li key={`${role} ${agencyId}`} className="small">
              {ROLE_WORDS[role]}
              {agencyId && `, ${nameOf(agencyId)}`}
              {to && `, đến hết ${formatDate(to)}`}{' '}
              <Button
                type="link"
                size="small"
                disabled={isBusy}
                aria-label={`Thôi giao vai trò ${ROLE_WORDS[role]} của ${user.name}`}
                onClick={() => change.mutate({ id: user.id, etag: user.etag, take: [{ role, agencyId }] })}
              >
                Thôi giao
              </Button>
            </li>
          ))}
        </ul>
        {thrown && <ProblemNotice thrown={thrown} />}
      </div>
      <div className="user-acts">
        <Button size="small" disabled={isBusy} onClick={() => setGives(true)}>
          Giao vai trò
        </Button>
        {user.active && !user.joined && (
          <Button
            size="small"
            loading={again.isPending}
            aria-label={`Gửi lại lời mời cho ${user.name}`}
            onClick={() => again.mutate(user.id)}
          >
            Gửi lại lời mời
          </Button>
        )}
        {user.twoFactor && (
          <Button size="small" disabled={isBusy} onClick={() => setDrops(true)}>
            Gỡ xác thực hai bước
          </Button>
        )}
        <Button
          size="small"
          danger={user.active}
          disabled={isBusy}
          onClick={() => turn.mutate({ id: user.id, etag: user.etag, active: !user.active })}
        >
          {user.active ? 'Tắt' : 'Bật lại'}
        </Button>
      </div>
    </li>
  );
}

function standingWords({ active, joined, sample, twoFactor }: User): string {
  return [
    ...(active ? [] : ['đã tắt']),
    ...(joined ? [] : ['đã mời, chưa đặt mật khẩu']),
    ...(sample ? ['tài khoản mẫu'] : []),
    ...(twoFactor ? ['xác thực hai bước'] : []),
  ].join(', ');
}
