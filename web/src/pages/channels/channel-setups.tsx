import type { ChannelSetup } from '../../api/types.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

const states: Record<ChannelSetup['state'], { words: string; tone: Tone }> = {
  ready: { words: 'Đã cấu hình', tone: 'green' },
  trial: { words: 'Chạy thử', tone: 'amber' },
  off: { words: 'Chưa cấu hình', tone: 'grey' },
};

/** Which ways out and back in are set up here. */
export function ChannelSetups({ channels }: { channels: ChannelSetup[] }) {
  return (
    <Panel title="Cấu hình kênh" flush>
      <ul className="channel-list">
        {channels.map(({ name, label, state, words }) => (
          <li key={name}>
            <span className="channel-name">{label}</span>
            <Tag tone={states[state].tone}>{states[state].words}</Tag>
            <span className="channel-words">{words}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
