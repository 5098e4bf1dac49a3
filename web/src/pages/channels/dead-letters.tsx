import { useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { queries } from '../../api/queries.ts';
import type { WebhookDelivery, WebhookSubscription } from '../../api/types.ts';
import { useResendWebhook } from '../../api/use-webhook-changes.ts';
import { formatInstant } from '../../dates/format-instant.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';

/** The events that were given up, each with its reason, to be sent again one or all. */
export function DeadLetters({ subscription }: { subscription: WebhookSubscription }) {
  const { id, active, dead } = subscription;
  const { message } = App.useApp();
  const letters = useQuery(queries.deadLetters(id));
  const resend = useResendWebhook(id, ({ resent }) => void message.success(sentWords(resent, active)));
  return (
    <div className="dead-letters">
      <QueryView query={letters} skeleton={<Skeleton active paragraph={{ rows: 3 }} />}>
        {(rows) => (
          <>
            <div className="dead-letters-head">
              <span className="muted">
                {rows.length < dead
                  ? `Hiện ${rows.length.toLocaleString('vi-VN')} sự kiện mới nhất.`
                  : 'Đã thử lại nhiều lần trong hơn một ngày, hoặc nơi nhận từ chối hẳn.'}
              </span>
              <Button loading={resend.isPending} onClick={() => resend.mutate(null)}>
                Gửi lại tất cả
              </Button>
            </div>
            {resend.error && <ProblemNotice thrown={resend.error} />}
            <ul>
              {rows.map((row) => (
                <li key={row.id}>
                  <Letter row={row} />
                  <Button
                    disabled={resend.isPending}
                    aria-label={`Gửi lại: ${row.words}`}
                    onClick={() => resend.mutate(row.id)}
                  >
                    Gửi lại
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryView>
    </div>
  );
}

function Letter({ row: { words, reason, lastAt, attempts } }: { row: WebhookDelivery }) {
  return (
    <span>
      <span>{words}</span>
      <span className="webhook-facts">
        <span>{reason ?? 'không rõ lý do'}</span>
        {lastAt && (
          <span className="number">
            đã thử {attempts} lần, lần cuối {formatInstant(lastAt)}
          </span>
        )}
      </span>
    </span>
  );
}

function sentWords(resent: number, active: boolean): string {
  if (resent === 0) return 'Sự kiện này đã được gửi lại trước đó.';
  const count = `${resent.toLocaleString('vi-VN')} sự kiện`;
  return active ? `Đang gửi lại ${count}.` : `${count} sẽ được gửi khi hệ thống này được bật lại.`;
}
