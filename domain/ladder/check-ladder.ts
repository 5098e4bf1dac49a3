// What is wrong with a ladder before anybody is reminded by it, in Vietnamese and all at once.
import type { EditedLadder, EditedRung, RungKind } from '#contracts/ladder-edit.ts';
import { WORDS } from '#domain/words/catalogue.ts';

export interface LadderIssue {
  /** Which rung, in words; empty = the whole ladder. */
  place: string;
  message: string;
}

/** Kinds of which a ladder has one: letters know no second. */
export const ONCE: readonly RungKind[] = ['assigned', 'unacknowledged', 'progress', 'due', 'returned'];
/** Kinds that are counted from a day, so that 0 would be that day itself. */
export const COUNTED: readonly RungKind[] = [
  'unacknowledged',
  'progress',
  'before',
  'overdue',
  'awaiting-verification',
];

/** Every rung that could not speak, or would speak twice; empty when work may be given out by it. */
export function checkLadder({ regularSlot, dueDaySlots, workingHours, rungs }: EditedLadder): LadderIssue[] {
  const { from, to } = workingHours;
  const outside = [regularSlot, ...dueDaySlots].filter((clock) => clock < from || clock >= to);
  const whole = (message: string): LadderIssue => ({ place: '', message });
  return [
    ...(from >= to ? [whole(`Giờ làm việc ${from}–${to}: giờ bắt đầu phải trước giờ kết thúc.`)] : []),
    ...[...new Set(outside)].map((clock) => whole(`Giờ nhắc ${clock} nằm ngoài giờ làm việc ${from}–${to}.`)),
    ...(rungs.some(({ kind }) => kind === 'assigned')
      ? []
      : [whole('Thiếu bậc «giao việc»: cơ quan chủ trì sẽ không biết có việc mới.')]),
    ...ONCE.filter((kind) => rungs.filter((rung) => rung.kind === kind).length > 1).map((kind) =>
      whole(`Bậc «${WORDS.rungKind[kind]}» chỉ có một.`),
    ),
    ...rungs.flatMap((rung) => checkRung(rung, rungs)),
  ];
}

function checkRung(rung: EditedRung, all: readonly EditedRung[]): LadderIssue[] {
  const { kind, days, repeat, audience } = rung;
  const place = spokenRungKind(rung);
  const issue = (message: string): LadderIssue => ({ place, message });
  const twin = all.find((other) => other !== rung && other.kind === kind && other.days === days);
  return [
    ...(audience.length === 0 ? [issue('Chọn ít nhất một người nhận.')] : []),
    ...(new Set(audience.map(({ role }) => role)).size < audience.length
      ? [issue('Một người nhận được chọn hai lần.')]
      : []),
    ...(COUNTED.includes(kind) && days === 0 ? [issue('Số ngày làm việc phải từ 1 trở lên.')] : []),
    ...(!COUNTED.includes(kind) && days !== 0 ? [issue('Bậc này không đếm ngày: số ngày phải là 0.')] : []),
    ...(twin !== undefined && all.indexOf(twin) > all.indexOf(rung) && COUNTED.includes(kind)
      ? [issue('Có hai bậc cùng ngày; gộp người nhận vào một bậc.')]
      : []),
    ...(repeat !== null && kind !== 'overdue' ? [issue('Chỉ bậc quá hạn mới nhắc lại nhiều lần.')] : []),
  ];
}

/** "quá hạn 3 ngày làm việc". */
export function spokenRungKind({ kind, days }: Pick<EditedRung, 'kind' | 'days'>): string {
  const words = WORDS.rungKind[kind];
  return COUNTED.includes(kind) ? `${words} ${days} ngày làm việc` : words;
}
