import type { RulesTrial } from '../api/types.ts';
import { formatDate } from '../dates/format-date.ts';
import { formatInstant } from '../dates/format-instant.ts';

/** What would be another if open work went over to the new rules; nothing goes over by itself, and that is said too. */
export function TrialView({ trial, roleWords }: { trial: RulesTrial; roleWords?: (role: string) => string }) {
  const { works, touched, dates, added, dropped, moved, others, examples, drafts } = trial;
  const counts = [
    ...(dates > 0 ? [`${dates} việc có ngày đến hạn tính khác`] : []),
    ...(moved > 0 ? [`${moved} lời nhắc dời ngày giờ`] : []),
    ...(added > 0 ? [`${added} lời nhắc thêm`] : []),
    ...(dropped > 0 ? [`${dropped} lời nhắc bỏ`] : []),
    ...(others > 0 ? [`${others} lời nhắc có người nhận khác`] : []),
  ];
  return (
    <>
      <h3>Khi lưu</h3>
      <ul>
        <li>Kế hoạch giao từ nay theo bản mới{drafts > 0 && `; ${drafts} kế hoạch nháp cũng tính theo bản mới`}.</li>
        <li>{works} việc đang mở giữ bản cũ: không thời hạn và lời nhắc nào của việc đang mở thay đổi.</li>
      </ul>
      <h3>Nếu tính việc đang mở theo bản mới</h3>
      {touched === 0 && <p>Không thời hạn, lời nhắc nào khác đi (đã xét {works} việc).</p>}
      {touched > 0 && (
        <>
          <p>
            {touched} trên {works} việc khác đi: {counts.join('; ')}.
          </p>
          <ul className="tried-scroll">
            {examples.map((example) => (
              <li key={example.id}>
                <strong>{example.title}</strong> <span className="muted">({example.agency})</span>
                <ul>
                  {example.dueWorkingBefore !== example.dueWorkingAfter && (
                    <li>
                      đến hạn {day(example.dueWorkingBefore)} → {day(example.dueWorkingAfter)}
                    </li>
                  )}
                  {example.reminders.map((reminder) => (
                    <li key={`${reminder.words} ${reminder.before} ${reminder.after}`}>
                      {reminderWords(reminder, roleWords)}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
            {touched > examples.length && <li>và {touched - examples.length} việc khác</li>}
          </ul>
        </>
      )}
    </>
  );
}

function day(date: string | null): string {
  return date === null ? 'chưa ghi' : formatDate(date);
}

function reminderWords(
  { words, before, after, roles }: RulesTrial['examples'][number]['reminders'][number],
  roleWords: (role: string) => string = (role) => role,
): string {
  const audience = roles === null ? '' : `, người nhận: ${roles.after.map(roleWords).join(', ')}`;
  if (before === null) return `${words}: thêm, ${formatInstant(after ?? '')}${audience}`;
  if (after === null) return `${words}: bỏ, ${formatInstant(before)}`;
  if (before === after) return `${words}${audience}`;
  return `${words}: ${formatInstant(before)} → ${formatInstant(after)}${audience}`;
}
