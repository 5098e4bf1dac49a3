import { App, Button } from 'antd';
import { useState } from 'react';
import type { WebhookSubscription } from '../../api/types.ts';
import { useSingleFlight } from '../../api/use-single-flight.ts';
import { useRemoveWebhook, useRotateWebhook, useSwitchWebhook } from '../../api/use-webhook-changes.ts';
import { formatDate } from '../../dates/format-date.ts';
import { formatInstant, localDateOf } from '../../dates/format-instant.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { FilterWords } from './filter-words.tsx';
import type { NewSecret } from './secret-dialog.tsx';

/** One receiver: where, what it hears of, how that goes, and what can be done about it. */
export function WebhookCard(props: { subscription: WebhookSubscription; onSecret: (secret: NewSecret) => void }) {
  const { url, filter, active, createdAt, oldSecretUntil, pending, delivered, dead } = props.subscription;
  const [asks, setAsks] = useState<'rotate' | 'remove' | null>(null);
  const [showsDead, setShowsDead] = useState(false);
  const setActive = useSwitchWebhook(props.subscription);
  const setActiveOnce = useSingleFlight(setActive);
  return (
    <li className="webhook-card">
      <div className="webhook-head">
        <h3>{url}</h3>
        <Tag tone={active ? 'green' : 'grey'}>{active ? 'Đang gửi' : 'Tạm dừng'}</Tag>
      </div>
      <p className="webhook-facts">
        <FilterWords filter={filter} />
        <span>từ ngày {formatDate(localDateOf(createdAt))}</span>
      </p>
      <p className="webhook-facts number">
        <span>{delivered.toLocaleString('vi-VN')} đã gửi</span>
        <span>{pending.toLocaleString('vi-VN')} đang chờ</span>
        <span className={dead > 0 ? 'webhook-dead' : undefined}>{dead.toLocaleString('vi-VN')} không gửi được</span>
      </p>
      {!active && <p className="muted">Sự kiện xảy ra trong lúc tạm dừng không được gửi bù.</p>}
      {oldSecretUntil && <p className="muted">Đang đổi khóa ký: khóa cũ còn ký đến {formatInstant(oldSecretUntil)}.</p>}
      {setActive.error && <ProblemNotice thrown={setActive.error} />}
      <div className="webhook-actions">
        {dead > 0 && (
          <Button aria-expanded={showsDead} onClick={() => setShowsDead(!showsDead)}>
            {showsDead ? 'Ẩn sự kiện không gửi được' : 'Xem sự kiện không gửi được'}
          </Button>
        )}
        <Button loading={setActive.isPending} onClick={() => setActiveOnce(!active)}>
          {active ? 'Tạm dừng' : 'Gửi tiếp'}
        </Button>
        <Button onClick={() => setAsks('rotate')}>Đổi khóa ký</Button>
        <Button danger onClick={() => setAsks('remove')}>
          Xóa
        </Button>
      </div>
      {showsDead && dead > 0 && <DeadLetters subscription={props.subscription} />}
      {asks === 'rotate' && <RotateDialog {...props} onClose={() => setAsks(null)} />}
      {asks === 'remove' && <RemoveDialog subscription={props.subscription} onClose={() => setAsks(null)} />}
    </li>
  );
}

function RotateDialog(props: {
  subscription: WebhookSubscription;
  onSecret: (secret: NewSecret) => void;
  onClose: () => void;
}) {
  const { url } = props.subscription;
  const rotate = useRotateWebhook(props.subscription, ({ secret, oldSecretUntil }) => {
    props.onClose();
    props.onSecret({ url, secret, oldSecretUntil });
  });
  // A second press would replace the secret that the first one is about to show.
  const rotateOnce = useSingleFlight(rotate);
  return (
    <ConfirmDialog
      title="Đổi khóa ký"
      okText="Đổi khóa"
      change={rotate}
      onOk={() => rotateOnce()}
      onClose={props.onClose}
    >
      <p className="webhook-url">{url}</p>
      <p>
        Khóa mới chỉ hiện một lần. Trong bảy ngày, mỗi sự kiện được ký bằng cả khóa mới và khóa cũ, để bên nhận kịp đổi
        mà không mất sự kiện nào.
      </p>
    </ConfirmDialog>
  );
}

function RemoveDialog({ subscription, onClose }: { subscription: WebhookSubscription; onClose: () => void }) {
  const { url, pending, dead } = subscription;
  const { message } = App.useApp();
  const remove = useRemoveWebhook(subscription, () => {
    void message.success('Đã xóa hệ thống nhận sự kiện.');
    onClose();
  });
  const lost = pending + dead;
  return (
    <ConfirmDialog
      title="Xóa hệ thống nhận sự kiện"
      okText="Xóa"
      danger
      change={remove}
      onOk={() => remove.mutate()}
      onClose={onClose}
    >
      <p className="webhook-url">{url}</p>
      <p>
        {lost > 0
          ? `${lost.toLocaleString('vi-VN')} sự kiện đang chờ hoặc không gửi được sẽ bị xóa theo và không gửi nữa.`
          : 'Lịch sử gửi tới hệ thống này sẽ bị xóa theo.'}{' '}
        Nhật ký của phần mềm vẫn giữ nguyên.
      </p>
    </ConfirmDialog>
  );
}
