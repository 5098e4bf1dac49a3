import {
  ApiOutlined,
  AuditOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  FileTextOutlined,
  MailOutlined,
  SettingOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import { queries } from '../api/queries.ts';
import { useMeta } from './use-meta.ts';

const OWN_WORK = 'see-own-work';

const pages: { to: string; words: string; short: string; icon: ReactNode; right?: string; also?: string[] }[] = [
  { to: '/viec-cua-toi', words: 'Việc của tôi', short: 'Của tôi', icon: <CheckSquareOutlined />, right: OWN_WORK },
  { to: '/', words: 'Tổng quan', short: 'Tổng quan', icon: <DashboardOutlined /> },
  {
    to: '/viec',
    words: 'Việc được giao',
    short: 'Việc',
    icon: <UnorderedListOutlined />,
    also: ['/viec-cap-tren-giao'],
  },
  { to: '/ke-hoach', words: 'Kế hoạch', short: 'Kế hoạch', icon: <FileTextOutlined />, right: 'list-plans' },
  { to: '/bao-cao', words: 'Báo cáo quá hạn', short: 'Báo cáo', icon: <AuditOutlined />, right: 'report-overdue' },
  {
    to: '/danh-ba',
    words: 'Thiết lập',
    short: 'Thiết lập',
    icon: <SettingOutlined />,
    right: 'see-roster',
    also: ['/lich', '/thang'],
  },
  { to: '/kenh-gui', words: 'Kênh gửi', short: 'Kênh gửi', icon: <ApiOutlined />, right: 'see-channels' },
];
const mailbox: (typeof pages)[number] = {
  to: '/dev/mailbox',
  words: 'Hộp thư thử',
  short: 'Hộp thư',
  icon: <MailOutlined />,
};

/** The pages that somebody may see; the local mailbox only where there is one. */
export function SiteNav() {
  const { embedded } = useMeta();
  const { pathname } = useLocation();
  const { data: me } = useQuery(queries.me());
  const seen = pages.filter(
    ({ right }) =>
      // The few who have work of their own see it when it is known: for everybody else it would flash by.
      right === undefined || (me === undefined ? right !== OWN_WORK : me.rights.includes(right)),
  );
  return (
    <nav className="site-nav" aria-label="Trang chính">
      {[...seen, ...(embedded ? [mailbox] : [])].map(({ to, words, short, icon, also }) => (
        // The mailbox shows mails with their own styles: the server lets that be on its page alone, so it is always loaded as one.
        <NavLink
          key={to}
          to={to}
          end={to === '/'}
          reloadDocument={to === mailbox.to}
          className={({ isActive }) => (isActive || also?.includes(pathname) ? 'active' : undefined)}
        >
          <span className="site-nav-icon" aria-hidden="true">
            {icon}
          </span>
          <span className="site-nav-long">{words}</span>
          <span className="site-nav-short">{short}</span>
        </NavLink>
      ))}
    </nav>
  );
}
