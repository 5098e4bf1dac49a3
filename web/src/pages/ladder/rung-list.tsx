import type { EditedRung, LadderView } from '../../api/types.ts';

/** Each rung as a sentence: when, and who. */
export function RungList({ view }: { view: LadderView }) {
  return (
    <ol className="rungs">
      {view.ladder.rungs.map((rung) => (
        <li key={`${rung.kind} ${rung.days}`}>
          <strong>{rungTitle(view, rung)}</strong>
          <span>{audienceWords(view, rung)}</span>
          {rung.repeat && (
            <span className="muted small">
              nhắc lại mỗi {rung.repeat.everyWorkingDays} ngày làm việc, nhiều nhất {rung.repeat.times} lần
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** "Quá hạn 3 ngày làm việc". */
export function rungTitle(
  { kinds }: Pick<LadderView, 'kinds'>,
  { kind, days }: Pick<EditedRung, 'kind' | 'days'>,
): string {
  const known = kinds.find((one) => one.kind === kind);
  const words = known?.words ?? kind;
  const title = known?.counted ? `${words} ${days} ngày làm việc` : words;
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function audienceWords({ roles }: LadderView, { audience }: EditedRung): string {
  const words = (role: string) => roles.find((one) => one.role === role)?.words ?? role;
  return audience
    .map(({ role, when }) => (when === 'weekly' ? `${words(role)} (gộp trong bản tổng hợp đầu tuần)` : words(role)))
    .join(', ');
}
