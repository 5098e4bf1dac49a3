import { Link } from 'react-router';
import type { Overview } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { LedgerTag } from '../../ui/ledger-tag.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The latest messages that went out or were to go out. */
export function RecentMessages({ messages }: { messages: Overview['recentMessages'] }) {
  const { embedded, zone } = useMeta();
  return (
    <Panel
      title="Thông báo gần đây"
      aside={
        embedded && (
          <Link to="/dev/mailbox" reloadDocument>
            Mở hộp thư thử
          </Link>
        )
      }
      flush
    >
      {messages.length === 0 && (
        <EmptyNotice>Chưa có thông báo nào. Thông báo đầu tiên được gửi khi giao việc theo kế hoạch.</EmptyNotice>
      )}
      <ul className="work-list">
        {messages.map((message) => (
          <li key={message.id}>
            <span className="message-subject">{message.subject}</span>
            <span className="message-facts">
              <span className="number nowrap">{formatInstant(message.slotAt, zone)}</span>
              <span className="message-to">{message.to}</span>
              <LedgerTag status={message.status} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
