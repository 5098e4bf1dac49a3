import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { AccountMenu } from './account-menu.tsx';
import { publicPath } from './page-facts.ts';
import { QuickKeys } from './quick-keys.tsx';
import { useMeta } from './use-meta.ts';

/** Whose installation this is; says plainly when what it shows is the sample. */
export function SiteHeader({ nav }: { nav: ReactNode }) {
  const meta = useMeta();
  return (
    <header className="site-header">
      <div className="site-header-inner">
        <Link to="/" className="site-name">
          <img src={`${publicPath}/favicon.svg`} alt="" width="30" height="30" />
          <span>
            <span className="site-office">{meta.office || ' '}</span>
            <span className="site-product">Đôn đốc thực hiện kế hoạch</span>
          </span>
        </Link>
        {nav}
        {meta.sample && (
          <strong className="sample-tag" title="Kế hoạch, cơ quan và người nhận trên trang này là dữ liệu mẫu">
            DỮ LIỆU MẪU
          </strong>
        )}
        <QuickKeys />
        <AccountMenu />
      </div>
    </header>
  );
}
