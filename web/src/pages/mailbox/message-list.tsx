import { CloseCircleFilled } from '@ant-design/icons';
import { Button, Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { MailboxMessage } from '../../api/read-messages.ts';
import { useChannelWords, useMeta } from '../../app/use-meta.ts';
import { formatDate } from '../../dates/format-date.ts';
import { clockOf, localDateOf } from '../../dates/format-instant.ts';

// A burst can bring thousands; more are drawn on demand.
const STEP = 100;

/** Who got what, newest first, by channel and by a word of the recipient or the subject. */
export function MessageList(props: {
  messages: MailboxMessage[];
  shown: MailboxMessage | undefined;
  open: (number: number) => void;
}) {
  const { messages, shown, open } = props;
  const { zone, today } = useMeta();
  const channelWords = useChannelWords();
  const [channel, setChannel] = useState('all');
  const [word, setWord] = useState('');
  const [limit, setLimit] = useState(STEP);
  const channels = useMemo(() => [...new Set(messages.map((message) => message.channel))].sort(), [messages]);
  const found = messages.filter(
    (message) => (channel === 'all' || message.channel === channel) && contains(message, word),
  );
  return (
    <section className="mailbox-list" aria-label="Danh sách tin">
      <div className="mailbox-tools">
        <Input
          allowClear={{ clearIcon: <CloseCircleFilled aria-label="Xóa nội dung tìm" /> }}
          aria-label="Tìm người nhận hoặc tiêu đề"
          placeholder="Tìm người nhận, tiêu đề"
          value={word}
          onChange={(event) => setWord(event.target.value)}
        />
        {channels.length > 1 && (
          <Segmented
            value={channel}
            onChange={setChannel}
            options={[
              { value: 'all', label: 'Tất cả' },
              ...channels.map((value) => ({ value, label: channelWords(value) })),
            ]}
          />
        )}
      </div>
      <ul>
        {found.slice(0, limit).map((message) => {
          const number = messages.length - messages.indexOf(message);
          const day = localDateOf(message.at, zone);
          return (
            <li key={number}>
              <button type="button" aria-current={message === shown} onClick={() => open(number)}>
                <span className="mailbox-line">
                  <span className="mailbox-to">{message.to}</span>
                  <span className="number nowrap">{day === today ? clockOf(message.at, zone) : formatDate(day)}</span>
                </span>
                <span className="mailbox-subject">{message.subject}</span>
                {channels.length > 1 && <span className="muted small">{channelWords(message.channel)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p className="mailbox-none">Không có tin nào khớp.</p>}
      {found.length > limit && (
        <Button block type="link" onClick={() => setLimit(limit + STEP)}>
          Xem thêm {Math.min(STEP, found.length - limit)} tin
        </Button>
      )}
    </section>
  );
}

function contains(message: MailboxMessage, word: string): boolean {
  const wanted = word.trim().toLowerCase();
  return wanted === '' || `${message.to} ${message.subject}`.toLowerCase().includes(wanted);
}
