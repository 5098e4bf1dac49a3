import { Button, Tabs } from 'antd';
import type { MailboxMessage } from '../../api/read-messages.ts';
import { useChannelWords, useMeta } from '../../app/use-meta.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { MailFrame } from './mail-frame.tsx';
import { MailText } from './mail-text.tsx';

/** One message as its reader gets it, and as plain text. */
export function MessageReader({ message, onBack }: { message: MailboxMessage; onBack?: () => void }) {
  const { zone } = useMeta();
  const channelWords = useChannelWords();
  const tabs = [
    ...(message.html ? [{ key: 'html', label: 'Thư', children: <MailFrame html={message.html} /> }] : []),
    { key: 'text', label: 'Văn bản thuần', children: <MailText text={message.text} /> },
    ...(message.headers
      ? [{ key: 'headers', label: 'Phần đầu thư', children: <MailText text={printHeaders(message.headers)} /> }]
      : []),
  ];
  return (
    <article className="mailbox-reader">
      {onBack && (
        <Button onClick={onBack} className="mailbox-back">
          ← Danh sách tin
        </Button>
      )}
      <h2>{message.subject}</h2>
      <dl className="mailbox-facts">
        <dt>Đến</dt>
        <dd>{message.to}</dd>
        <dt>Lúc</dt>
        <dd className="number">{formatInstant(message.at, zone)}</dd>
        <dt>Kênh</dt>
        <dd>{channelWords(message.channel)}</dd>
      </dl>
      <Tabs items={tabs} />
    </article>
  );
}

function printHeaders(headers: Record<string, unknown>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}
