import { useQuery } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { officeTheme } from '../../app/office-theme.ts';
import { publicPath } from '../../app/page-facts.ts';
import { vietnameseLocale } from '../../app/vietnamese-locale.ts';
import './sign-in.css';

/** The frame of the pages for whoever has not come in: whose installation this is, and one card. */
export function SignInFrame(props: { title: string; children: ReactNode; below?: ReactNode }) {
  const { data } = useQuery(queries.signInPage());
  return (
    <ConfigProvider locale={vietnameseLocale} theme={officeTheme} button={{ autoInsertSpace: false }}>
      <div className="sign-in-page">
        <title>{`${props.title} · Đôn đốc`}</title>
        <header className="sign-in-header">
          <img src={`${publicPath}/favicon.svg`} alt="" width="30" height="30" />
          <div>
            <strong>{data?.office ?? ' '}</strong>
            <span>Đôn đốc thực hiện kế hoạch</span>
          </div>
        </header>
        <main className="sign-in-main">
          <div className="sign-in-card">
            <h1>{props.title}</h1>
            {props.children}
          </div>
          {props.below}
        </main>
      </div>
    </ConfigProvider>
  );
}
