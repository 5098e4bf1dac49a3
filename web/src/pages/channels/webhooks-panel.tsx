import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { WebhookSubscription } from '../../api/types.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AddWebhookDialog } from './add-webhook-dialog.tsx';
import { type NewSecret, SecretDialog } from './secret-dialog.tsx';
import { WebhookCard } from './webhook-card.tsx';

/** The other systems that are told of events; a new secret is shown here once. */
export function WebhooksPanel({ subscriptions }: { subscriptions: WebhookSubscription[] }) {
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<NewSecret | null>(null);
  const addButton = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      Thêm hệ thống
    </Button>
  );
  return (
    <Panel
      title={`Hệ thống nhận sự kiện${subscriptions.length > 0 ? ` (${subscriptions.length})` : ''}`}
      aside={subscriptions.length > 0 && addButton}
      flush
    >
      {subscriptions.length === 0 ? (
        <EmptyNotice action={addButton}>
          Chưa có hệ thống nào nhận sự kiện. Khi có, mỗi việc được giao, tiếp nhận hay báo cáo sẽ được gửi tới hệ thống
          đó theo chuẩn Standard Webhooks.
        </EmptyNotice>
      ) : (
        <ul className="webhook-list">
          {subscriptions.map((subscription) => (
            <WebhookCard key={subscription.id} subscription={subscription} onSecret={setSecret} />
          ))}
        </ul>
      )}
      {isAdding && (
        <AddWebhookDialog
          onClose={() => setAdding(false)}
          onAdded={({ url, secret: made }) => setSecret({ url, secret: made, oldSecretUntil: null })}
        />
      )}
      {secret && <SecretDialog {...secret} onClose={() => setSecret(null)} />}
    </Panel>
  );
}
