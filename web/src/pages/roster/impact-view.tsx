import { Alert } from 'antd';
import type { RosterImpact } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';
import { localDateOf } from '../../dates/format-instant.ts';

/** What a change of the roster does to open work, in the words of whoever answers for it. */
export function ImpactView({ impact }: { impact: RosterImpact }) {
  const { changes, works, moved, told, hearers, hearersTotal, unheard, unheardTotal } = impact;
  const touches = moved.length + told + hearersTotal + unheardTotal > 0;
  if (changes.length === 0) return <p>Chưa có gì khác với danh bạ đang dùng.</p>;
  return (
    <>
      <h3>Thay đổi</h3>
      <Lines lines={changes.map(capital)} total={changes.length} />
      <h3>Việc đang mở ({works} việc đã xét)</h3>
      {!touches && <p>Không ai nhận thêm hoặc bớt lời nhắc nào.</p>}
      {unheardTotal > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${unheardTotal} việc không còn ai của cơ quan chủ trì nhận lời nhắc`}
          description={
            <Lines
              lines={unheard.map(({ name, agency, from }) => `${agency}: «${name}», từ ${dayOf(from)}`)}
              total={unheardTotal}
            />
          }
        />
      )}
      {moved.length > 0 && (
        <ul>
          {moved.map(({ from, to, open }) => (
            <li key={from.id}>
              Chuyển {open} việc từ «{from.name}» sang «{to.name}».
            </li>
          ))}
        </ul>
      )}
      {told > 0 && <p>Người nhận mới được báo về {told} việc trong đợt gửi kế tiếp.</p>}
      {hearers.length > 0 && (
        <>
          <h3>Ai nhận lời nhắc khác trước</h3>
          <Lines lines={hearers.map(hearerWords)} total={hearersTotal} />
        </>
      )}
    </>
  );
}

/** Why it should not be saved lightly. */
export function warningOf({ unheardTotal }: RosterImpact): string | null {
  return unheardTotal > 0 ? 'Vẫn lưu' : null;
}

function hearerWords({ name, agency, gains, losses }: RosterImpact['hearers'][number]): string {
  const said = [
    ...(gains.reminders > 0 ? [`nhận thêm ${gains.reminders} lời nhắc của ${gains.works} việc`] : []),
    ...(losses.reminders > 0 ? [`thôi nhận ${losses.reminders} lời nhắc của ${losses.works} việc`] : []),
  ];
  return `${name}${agency ? ` (${agency})` : ''}: ${said.join('; ')}`;
}

function Lines({ lines, total }: { lines: readonly string[]; total: number }) {
  return (
    <ul className="tried-scroll">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {total > lines.length && <li>và {total - lines.length} dòng khác</li>}
    </ul>
  );
}

function dayOf(instant: string): string {
  return formatDate(localDateOf(Date.parse(instant)));
}

function capital(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1);
}
