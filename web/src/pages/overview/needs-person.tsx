import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ProblemError } from '../../api/problem-error.ts';
import type { Overview } from '../../api/types.ts';
import { useReopenMatter, useResolveMatter } from '../../api/use-resolve-matter.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { WholeOptions } from '../../ui/whole-options.tsx';

const SHOWN = 8;
type Item = Overview['needsPerson'][number];

/** What the system will not decide on its own; what a person has dealt with is ticked off here. */
export function NeedsPerson({ items }: { items: Item[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const tick = useTick();
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
              {item.href ? (
                <PlaceLink href={item.href}>{item.what}</PlaceLink>
              ) : (
                <span>
                  <WholeOptions words={item.what} />
                </span>
              )}
              <span className="work-facts">{item.where}</span>
            </span>
            {item.id && <ResolveButton id={item.id} etag={item.etag} what={item.what} tick={tick} />}
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

type Tick = ReturnType<typeof useTick>;

/** Ticks a matter off and, as long as the notice of it stands, takes that back. It stands above the rows: a row is gone once it is ticked off. */
function useTick() {
  const { message } = App.useApp();
  const onProblem = ({ title, detail }: ProblemError) => void message.error(`${title}. ${detail}`);
  const reopen = useReopenMatter({ onDone: () => void message.success('Đã đưa lại vào danh sách.'), onProblem });
  return {
    onProblem,
    onDone: (id: string, wasOpen: boolean) => {
      const key = `matter ${id}`;
      const undo = () => {
        message.destroy(key);
        reopen.mutate(id);
      };
      if (!wasOpen) void message.success('Nội dung này đã được xử lý trước đó.');
      else
        void message.success({
          key,
          duration: UNDO_SECONDS,
          content: (
            <>
              Đã đưa ra khỏi danh sách.{' '}
              <Button type="link" size="small" onClick={undo}>
                Hoàn tác
              </Button>
            </>
          ),
        });
    },
  };
}

const UNDO_SECONDS = 8;

function ResolveButton(props: { id: string; etag: string | undefined; what: string; tick: Tick }) {
  const { id, etag, what, tick } = props;
  const { mutate, isPending } = useResolveMatter({
    onDone: (wasOpen) => tick.onDone(id, wasOpen),
    onProblem: tick.onProblem,
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
