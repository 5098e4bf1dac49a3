import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Overview } from '../../api/types.ts';
import { useResolveMatter } from '../../api/use-resolve-matter.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

const SHOWN = 8;
type Item = Overview['needsPerson'][number];

/** What the system will not decide on its own; what a person has dealt with is ticked off here. */
export function NeedsPerson({ items }: { items: Item[] }) {
  const [showsAll, setShowsAll] = useState(false);
  return (
    <Panel title={`Cần người xử lý${items.length > 0 ? ` (${items.length})` : ''}`} flush>
      {items.length === 0 && <EmptyNotice>Không có nội dung nào cần người xử lý.</EmptyNotice>}
      <ul className="work-list needs-list">
        {items.slice(0, showsAll ? undefined : SHOWN).map((item, index) => (
          // Two messages may have failed for the same reason at the same place.
          <li
            key={item.id ?? `${index} ${item.what} ${item.where}`}
            className={item.id ? 'work-with-button' : undefined}
          >
            <span>
              {item.href ? <PlaceLink href={item.href}>{item.what}</PlaceLink> : <span>{item.what}</span>}
              <span className="work-facts">{item.where}</span>
            </span>
            {item.id && <ResolveButton id={item.id} etag={item.etag} what={item.what} />}
          </li>
        ))}
      </ul>
      {items.length > SHOWN && !showsAll && (
        <div className="list-rest">
          <Button type="link" onClick={() => setShowsAll(true)}>
            Xem {items.length - SHOWN} nội dung khác
          </Button>
        </div>
      )}
    </Panel>
  );
}

function ResolveButton({ id, etag, what }: { id: string; etag: string | undefined; what: string }) {
  const { message } = App.useApp();
  const { mutate, isPending } = useResolveMatter({
    onDone: (wasOpen) =>
      void message.success(wasOpen ? 'Đã đưa ra khỏi danh sách.' : 'Nội dung này đã được xử lý trước đó.'),
    onProblem: ({ title, detail }) => void message.error(`${title}. ${detail}`),
  });
  return (
    <Button loading={isPending} aria-label={`Đã xử lý: ${what}`} onClick={() => mutate({ id, etag })}>
      Đã xử lý
    </Button>
  );
}

function PlaceLink({ href, children }: { href: string; children: string }) {
  return href.startsWith('/') ? <Link to={href}>{children}</Link> : <a href={href}>{children}</a>;
}
