import { Button } from 'antd';
import { useState } from 'react';
import type { PlanRow } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';
import { Tag } from '../../ui/tag.tsx';
import { deadlineWords } from '../../words/deadline-words.ts';
import { DeadlineEditor } from './deadline-editor.tsx';
import { needsPerson } from './needs-person.ts';

/** What the plan says about time, how it was read, and, when that is not sure, the way to decide it. */
export function DeadlineCell({ planId, row, editable }: { planId: string; row: PlanRow; editable: boolean }) {
  const [opened, setOpened] = useState(false);
  const waits = needsPerson(row);
  const { reading } = row;
  const listsDoubts = waits && reading.doubts.length > 0;
  return (
    <div className="deadline-cell">
      <p className="deadline-text">
        {row.deadlineText ? `“${row.deadlineText}”` : <em>không ghi thời gian</em>}
        <Tag tone={waits || reading.kind === 'unknown' ? 'amber' : 'grey'}>{deadlineWords[reading.kind]}</Tag>
        {row.decided && <Tag tone="green">đã có người quyết định</Tag>}
      </p>
      <Dates reading={reading} />
      <p className="deadline-why">{listsDoubts ? withoutDoubts(reading.why) : reading.why}</p>
      {listsDoubts && (
        <ul className="deadline-doubts">
          {reading.doubts.map((doubt) => (
            <li key={doubt}>{doubt}</li>
          ))}
        </ul>
      )}
      {editable && (waits || opened) && (
        <DeadlineEditor
          planId={planId}
          row={row}
          onDone={() => setOpened(false)}
          onClose={waits ? undefined : () => setOpened(false)}
        />
      )}
      {editable && !waits && !opened && (
        <Button type="link" size="small" className="deadline-edit" onClick={() => setOpened(true)}>
          Sửa thời hạn
        </Button>
      )}
    </div>
  );
}

/** The explanation ends with the doubts, in one line: where they stand as a list, once is enough. */
function withoutDoubts(why: string): string {
  return why.replace(/\. Cần người xem lại: .*$/, '.');
}

function Dates({ reading }: { reading: PlanRow['reading'] }) {
  const streams = reading.deadlines.filter(({ due }) => due.length > 0);
  return streams.map(({ label, due }) => (
    <p key={`${label} ${due.join()}`} className="deadline-dates number">
      {label && `${label}: `}
      {due.map(formatDate).join(', ')}
    </p>
  ));
}
