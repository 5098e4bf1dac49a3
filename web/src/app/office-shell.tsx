import { LoadingOutlined } from '@ant-design/icons';
import { App, ConfigProvider } from 'antd';
import { Outlet, ScrollRestoration } from 'react-router';
import { BusyBar } from './busy-bar.tsx';
import { Listening } from './listening.tsx';
import { officeTheme } from './office-theme.ts';
import { ProofAsker } from './proof-asker.tsx';
import { SignedIn } from './signed-in.tsx';
import { SiteHeader } from './site-header.tsx';
import { SiteNav } from './site-nav.tsx';
import { useIsPhone } from './use-is-phone.ts';
import { vietnameseLocale } from './vietnamese-locale.ts';
import '../ui/panel.css';
import './office-shell.css';

// antd's own icon leaves by a transition, and where none runs (a busy machine, nothing to move) it spins for ever on a button that can be pressed again.
const busyButton = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-label="đang thực hiện" /> };

/** The frame of the pages for officers: header, navigation (a bar at the bottom on phones), content. */
export function OfficeShell() {
  const isPhone = useIsPhone();
  return (
    <ConfigProvider locale={vietnameseLocale} theme={officeTheme} button={busyButton}>
      <App message={{ maxCount: 2, duration: 4 }}>
        <a className="skip-link" href="#content">
          Đến nội dung chính
        </a>
        <SignedIn>
          <Listening />
          <BusyBar />
          <SiteHeader nav={isPhone ? null : <SiteNav />} />
          <main id="content" className="content" tabIndex={-1}>
            <Outlet />
          </main>
          {isPhone && <SiteNav />}
          <ProofAsker />
          <ScrollRestoration />
        </SignedIn>
      </App>
    </ConfigProvider>
  );
}
