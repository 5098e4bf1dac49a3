import { Timeline } from 'antd';
import type { TimelineEvent } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatInstant, localDateOf } from '../../dates/format-instant.ts';
import { Panel } from '../../ui/panel.tsx';

/** What happened, the latest first; each entry is a link of the audit log's hash chain. */
export function TimelinePanel({ events }: { events: TimelineEvent[] }) {
  const { zone } = useMeta();
  const latestFirst = [...events].sort((a, b) => b.index - a.index);
  return (
    <Panel title="Nhật ký">
      <Timeline
        className="timeline"
        items={latestFirst.map((event) => ({ key: event.index, content: <Event event={event} zone={zone} /> }))}
      />
    </Panel>
  );
}

function Event({ event, zone }: { event: TimelineEvent; zone: string }) {
  const late = localDateOf(event.occurredAt, zone) !== localDateOf(event.recordedAt, zone);
  return (
    <>
      <span className="timeline-words">{event.words}</span>
      {event.note && <span className="timeline-note pre-line">{event.note}</span>}
      <span className="muted small">
        <span className="number">{formatInstant(event.occurredAt, zone)}</span> · {event.actor}
        {late && <> · ghi sổ lúc {formatInstant(event.recordedAt, zone)}</>}
        <span title={`Mã chuỗi kiểm tra số ${event.index}: ${event.hash}`}> · #{event.index}</span>
      </span>
    </>
  );
}
