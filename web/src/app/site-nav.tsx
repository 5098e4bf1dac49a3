import {
  ApiOutlined,
  AuditOutlined,
  DashboardOutlined,
  FileTextOutlined,
  MailOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { NavLink } from 'react-router';
import { useMeta } from './use-meta.ts';

const pages = [
  { to: '/', words: 'Tổng quan', short: 'Tổng quan', icon: <DashboardOutlined /> },
  { to: '/viec', words: 'Việc được giao', short: 'Việc', icon: <UnorderedListOutlined /> },
  { to: '/ke-hoach', words: 'Kế hoạch', short: 'Kế hoạch', icon: <FileTextOutlined /> },
  { to: '/bao-cao', words: 'Báo cáo quá hạn', short: 'Báo cáo', icon: <AuditOutlined /> },
  { to: '/kenh-gui', words: 'Kênh gửi', short: 'Kênh gửi', icon: <ApiOutlined /> },
];
const mailbox = { to: '/dev/mailbox', words: 'Hộp thư thử', short: 'Hộp thư', icon: <MailOutlined /> };

/** The pages of the shell; the local mailbox only where there is one. */
export function SiteNav() {
  const { embedded } = useMeta();
  return (
    <nav className="site-nav" aria-label="Trang chính">
      {[...pages, ...(embedded ? [mailbox] : [])].map(({ to, words, short, icon }) => (
        <NavLink key={to} to={to} end={to === '/'}>
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
