import type { CalendarDay } from '../../api/types.ts';

/** What makes a day another than its weekday says. */
export const DAY_KINDS: { value: CalendarDay['kind']; label: string }[] = [
  { value: 'holiday', label: 'Ngày lễ, Tết' },
  { value: 'compensatory', label: 'Nghỉ bù' },
  { value: 'swap', label: 'Nghỉ hoán đổi' },
  { value: 'agency', label: 'Nghỉ của cơ quan' },
  { value: 'weekend-holiday', label: 'Ngày lễ trùng ngày nghỉ hằng tuần' },
  { value: 'worked', label: 'Làm bù (ngày nghỉ hằng tuần vẫn làm việc)' },
];

export function kindWords(kind: CalendarDay['kind']): string {
  return DAY_KINDS.find(({ value }) => value === kind)?.label ?? kind;
}
