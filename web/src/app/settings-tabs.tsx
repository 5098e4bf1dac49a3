import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { queries } from '../api/queries.ts';
import './settings-tabs.css';

/** What an office is set up by: one place in the navigation, a page for each. */
const SETTINGS_PAGES = [
  { to: '/danh-ba', words: 'Danh bạ', right: 'see-roster' },
  { to: '/lich', words: 'Lịch làm việc', right: 'see-calendar' },
  { to: '/thang', words: 'Thang nhắc việc', right: 'see-ladder' },
];

/** The way from one to another; only those that somebody may see. */
export function SettingsTabs() {
  const { data: me } = useQuery(queries.me());
  return (
    <nav className="settings-tabs" aria-label="Thiết lập">
      {SETTINGS_PAGES.filter(({ right }) => me?.rights.includes(right) ?? false).map(({ to, words }) => (
        <NavLink key={to} to={to}>
          {words}
        </NavLink>
      ))}
    </nav>
  );
}
