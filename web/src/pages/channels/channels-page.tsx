import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { queries } from '../../api/queries.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ChannelSetups } from './channel-setups.tsx';
import { HardToReachList } from './hard-to-reach-list.tsx';
import { WebhooksPanel } from './webhooks-panel.tsx';
import './channels.css';

/** By which ways reminders leave, whom they do not reach, and which other systems are told. */
export function ChannelsPage() {
  const channels = useQuery(queries.channels());
  const webhooks = useQuery(queries.webhooks());
  return (
    <>
      <PageTitle title="Kênh gửi" />
      <div className="channel-panels">
        <QueryView query={channels} skeleton={<Ghost rows={6} />}>
          {(data) => (
            <>
              <ChannelSetups channels={data.channels} />
              <HardToReachList people={data.people} />
            </>
          )}
        </QueryView>
        <QueryView query={webhooks} skeleton={<Ghost rows={4} />}>
          {(data) => <WebhooksPanel subscriptions={data} />}
        </QueryView>
      </div>
    </>
  );
}

function Ghost({ rows }: { rows: number }) {
  return (
    <div className="panel channels-ghost">
      <Skeleton active paragraph={{ rows }} />
    </div>
  );
}
