import type { ReactNode } from 'react';
import './page-title.css';

/** The title of a page, in the page and in the browser's tab, with what belongs beside it. */
export function PageTitle({ title, aside, tab }: { title: string; aside?: ReactNode; tab?: string }) {
  return (
    <div className="page-title">
      <title>{`${tab ?? title} · Đôn đốc`}</title>
      <h1>{title}</h1>
      {aside && <div className="page-title-aside">{aside}</div>}
    </div>
  );
}
