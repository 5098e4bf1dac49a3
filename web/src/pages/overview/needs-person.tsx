import { Link } from 'react-router';
import type { Overview } from '../../api/types.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

const SHOWN = 8;

/** What the system will not decide on its own. */
export function NeedsPerson({ items }: { items: Overview['needsPerson'] }) {
  return (
    <Panel title={`Cần người xử lý${items.length > 0 ? ` (${items.length})` : ''}`} flush>
      {items.length === 0 && <EmptyNotice>Không có nội dung nào cần người xử lý.</EmptyNotice>}
      <ul className="work-list needs-list">
        {items.slice(0, SHOWN).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two messages may have failed for the same reason at the same place
          <li key={`${index} ${item.what} ${item.where}`}>
            {item.href ? <PlaceLink href={item.href}>{item.what}</PlaceLink> : <span>{item.what}</span>}
            <span className="work-facts">{item.where}</span>
          </li>
        ))}
      </ul>
      {items.length > SHOWN && <p className="list-rest">Còn {items.length - SHOWN} nội dung khác.</p>}
    </Panel>
  );
}

function PlaceLink({ href, children }: { href: string; children: string }) {
  return href.startsWith('/') ? <Link to={href}>{children}</Link> : <a href={href}>{children}</a>;
}
