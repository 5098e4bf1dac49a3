import {
  BookOutlined,
  LogoutOutlined,
  SettingOutlined,
  SwapOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { queries } from '../api/queries.ts';
import { useEnterOffice } from '../api/use-enter-office.ts';
import { useSignOut } from '../api/use-sign-out.ts';

/** What is not of every day stands here and not in the navigation, for who may open it. */
const places = [
  { key: '/nhat-ky', icon: <BookOutlined />, label: 'Nhật ký', right: 'list-audit-events' },
  { key: '/quan-tri', icon: <SettingOutlined />, label: 'Quản trị', right: 'see-installation' },
  { key: '/nguoi-dung', icon: <TeamOutlined />, label: 'Người dùng', right: 'list-accounts' },
];

/** Who is signed in, as what, and the way out. */
export function AccountMenu() {
  const { data: me } = useQuery(queries.me());
  const signOut = useSignOut();
  const enterOffice = useEnterOffice();
  const navigate = useNavigate();
  if (me === undefined) return null;
  const roles = me.roles.map(({ words, agency }) => (agency === null ? words : `${words} (${agency})`));
  const others = me.offices.filter(({ id }) => id !== me.office.id);
  const items = [
    {
      key: 'who',
      disabled: true,
      label: (
        <span className="account-who">
          <strong>{me.name}</strong>
          <span>{roles.join('; ') || 'Chưa có vai trò'}</span>
          {others.length > 0 && <span>Tại {me.office.name}</span>}
        </span>
      ),
    },
    ...others.map(({ id, name }) => ({
      key: `office-${id}`,
      icon: <SwapOutlined />,
      label: <span className="account-office">Sang {name}</span>,
    })),
    { key: '/tai-khoan', icon: <UserOutlined />, label: 'Tài khoản của tôi' },
    ...places.filter(({ right }) => me.rights.includes(right)).map(({ right: _right, ...item }) => item),
    { key: 'out', icon: <LogoutOutlined />, label: 'Đăng xuất' },
  ];
  const onClick = ({ key }: { key: string }) => {
    if (key === 'out') signOut.mutate();
    else if (key.startsWith('office-')) enterOffice.mutate(Number(key.slice('office-'.length)));
    else void navigate(key);
  };
  return (
    <Dropdown menu={{ items, onClick }} trigger={['click']} placement="bottomRight">
      <button type="button" className="account-button" aria-label={`Tài khoản ${me.name}`}>
        <UserOutlined />
      </button>
    </Dropdown>
  );
}
