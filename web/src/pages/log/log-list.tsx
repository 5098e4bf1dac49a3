import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { queries } from '../../api/queries.ts';
import type { LogLine } from '../../api/types.ts';
import { useMeta } from '../../app/use-meta.ts';
import { formatDateWithWeekday } from '../../dates/format-date.ts';
import { clockOf, formatInstant, localDateOf } from '../../dates/format-instant.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { capital } from '../../words/beginning.ts';

/** Events by day, the latest first; what was hashed of one is shown when it is asked for. */
export function LogList({ lines }: { lines: LogLine[] }) {
  const { zone } = useMeta();
  return (
    <>
      {[...byDay(lines, zone)].map(([day, ofDay]) => (
        <section key={day} className="panel log-day" aria-label={formatDateWithWeekday(day)}>
          <h2>{capital(formatDateWithWeekday(day))}</h2>
          <ol className="log-lines">
            {ofDay.map((line) => (
              <Line key={line.index} line={line} zone={zone} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function byDay(lines: LogLine[], zone: string): Map<string, LogLine[]> {
  const days = new Map<string, LogLine[]>();
  for (const line of lines) {
    const day = localDateOf(line.recordedAt, zone);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return days;
}

function Line({ line, zone }: { line: LogLine; zone: string }) {
  const [open, setOpen] = useState(false);
  const { index, sentence, note, href, occurredAt, recordedAt } = line;
  const isLate = localDateOf(occurredAt, zone) !== localDateOf(recordedAt, zone);
  return (
    <li>
      <span className="number muted log-clock">{clockOf(recordedAt, zone)}</span>
      <div className="log-said">
        {href === null ? (
          <span>{sentence}</span>
        ) : (
          <Link to={href} data-row="">
            {sentence}
          </Link>
        )}
        {note && <span className="log-note pre-line">“{note}”</span>}
        {isLate && <span className="muted small">xảy ra lúc {formatInstant(occurredAt, zone)}</span>}
        {open && <Details index={index} />}
      </div>
      <Button
        type="link"
        size="small"
        aria-expanded={open}
        aria-label={`${open ? 'Ẩn' : 'Chi tiết'}: sự kiện số ${index}`}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Ẩn' : 'Chi tiết'}
      </Button>
    </li>
  );
}

function Details({ index }: { index: number }) {
  const event = useQuery(queries.logEvent(index));
  return (
    <QueryView query={event} skeleton={<Skeleton active title={false} paragraph={{ rows: 3 }} />}>
      {({ type, words, subject, sequence, hash, previousHash, payload }) => (
        <dl className="log-details">
          <dt>Loại</dt>
          <dd>
            {words} (<code>{type}</code>)
          </dd>
          <dt>Sự kiện số</dt>
          <dd className="number">
            {index}, thứ {sequence} của <code>{subject}</code>
          </dd>
          <dt>Mã của sự kiện trước</dt>
          <dd>
            <code>{previousHash}</code>
          </dd>
          <dt>Mã của sự kiện này</dt>
          <dd>
            <code>{hash}</code>
          </dd>
          <dt>Nội dung được ghi</dt>
          <dd>
            <code>{payload}</code>
          </dd>
        </dl>
      )}
    </QueryView>
  );
}
