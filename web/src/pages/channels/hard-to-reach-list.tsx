import { App, Button } from 'antd';
import type { HardToReach } from '../../api/types.ts';
import { useTryChannelAgain } from '../../api/use-undelivered.ts';
import { useChannelWords } from '../../app/use-meta.ts';
import { formatDate } from '../../dates/format-date.ts';
import { localDateOf } from '../../dates/format-instant.ts';
import { EmptyNotice } from '../../ui/empty-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';

/** People whom no channel reaches, then those of whom one address has failed for good. */
export function HardToReachList({ people }: { people: HardToReach[] }) {
  const channelWords = useChannelWords();
  return (
    <Panel
      title={`Người cần bổ sung hoặc sửa địa chỉ${people.length > 0 ? ` (${people.length})` : ''}`}
      aside={people.length > 0 && 'Sửa trong tệp danh bạ rồi nhập lại'}
      flush
    >
      {people.length === 0 && (
        <EmptyNotice>Mọi người trong danh bạ đều có kênh nhận tin, chưa địa chỉ nào bị lỗi.</EmptyNotice>
      )}
      <ul className="channel-list">
        {people.map(({ contactId, name, agency, needsPerson, failed }) => (
          <li key={contactId}>
            <span className="channel-name">
              {name} <span className="channel-agency">{agency}</span>
            </span>
            {needsPerson === null ? <Tag tone="amber">Còn kênh khác</Tag> : <Tag tone="red">Cần người xử lý</Tag>}
            {needsPerson !== null && <span className="channel-words">{needsPerson}</span>}
            {failed.map(({ channel, address, reason, at }) => (
              <span key={channel} className="channel-words">
                {channelWords(channel)} <strong>{address}</strong> không nhận được tin từ {formatDate(localDateOf(at))}:{' '}
                {reason} <TryAgainButton id={contactId} channel={channel} address={address} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function TryAgainButton({ id, channel, address }: { id: string; channel: string; address: string }) {
  const { message } = App.useApp();
  const { mutate, isPending } = useTryChannelAgain(id, channel, {
    onDone: () => void message.success(`Lời nhắc sau sẽ dùng lại ${address}.`),
    onProblem: ({ title, detail }) => void message.error(`${title}. ${detail}`),
  });
  return (
    <Button size="small" loading={isPending} aria-label={`Thử lại địa chỉ này: ${address}`} onClick={() => mutate()}>
      Thử lại địa chỉ này
    </Button>
  );
}
