import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { queries } from '../../api/queries.ts';
import type { MailboxMessage } from '../../api/read-messages.ts';
import { useIsPhone } from '../../app/use-is-phone.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { MessageList } from './message-list.tsx';
import { MessageReader } from './message-reader.tsx';
import './mailbox.css';

/** The local mailbox of an embedded installation: nothing that is shown here has left this machine. */
export function MailboxPage() {
  const query = useQuery(queries.messages());
  const count = query.data?.length;
  return (
    <>
      <PageTitle
        title="Hộp thư thử"
        aside={
          count === undefined ? query.isPending && 'Đang tải…' : `${count.toLocaleString('vi-VN')} tin · tự cập nhật`
        }
      />
      <p className="muted mailbox-hint">
        Thư và tin Zalo của bản chạy thử được giữ lại tại máy này, không gửi ra ngoài.
      </p>
      <QueryView query={query} skeleton={<Ghost />}>
        {(messages) => (messages.length === 0 ? <Empty /> : <Mailbox messages={messages} />)}
      </QueryView>
    </>
  );
}

function Mailbox({ messages }: { messages: MailboxMessage[] }) {
  const [params, setParams] = useSearchParams();
  const isPhone = useIsPhone();
  // Messages only ever arrive on top, so counting from the oldest gives each a number that stays.
  const asked = Number(params.get('thu'));
  const picked = messages[messages.length - asked];
  const shown = picked ?? (isPhone ? undefined : messages[0]);
  const open = (number: number) => setParams({ thu: String(number) }, { preventScrollReset: !isPhone });
  if (isPhone && shown) return <MessageReader key={asked} message={shown} onBack={() => setParams({})} />;
  return (
    <div className="mailbox">
      <MessageList messages={messages} shown={shown} open={open} />
      {!isPhone && shown && <MessageReader key={messages.length - messages.indexOf(shown)} message={shown} />}
    </div>
  );
}

function Empty() {
  return (
    <div className="panel">
      <EmptyNotice action={<Link to="/ke-hoach">Đến trang Kế hoạch</Link>}>
        Chưa có tin nào. Tin đầu tiên đến sau khi một kế hoạch được giao việc.
      </EmptyNotice>
    </div>
  );
}

function Ghost() {
  return (
    <div className="panel mailbox-ghost">
      <Skeleton active paragraph={{ rows: 10 }} />
    </div>
  );
}
