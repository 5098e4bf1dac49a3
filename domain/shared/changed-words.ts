import type { Instant } from '#contracts/primitives.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';

const NAMED_MAX = 3;

/** Who changed what since somebody looked, and what to do; `changes` come the latest first. */
export function changedWords(changes: readonly { at: Instant; actor: string; what: string }[], zone: string): string {
  const named = changes
    .slice(0, NAMED_MAX)
    .map(({ at, actor, what }) => `${actor}, ${spokenMoment(at, zone)}: ${what}`);
  const more = changes.length > NAMED_MAX ? ` và ${changes.length - NAMED_MAX} thay đổi khác` : '';
  const told = named.length === 0 ? '' : ` ${named.join('; ')}${more}.`;
  return `Nội dung đã thay đổi sau khi anh/chị mở trang.${told} Chưa có gì của anh/chị được ghi. Xem nội dung hiện nay rồi chọn giữ nguyên hoặc ghi lại.`;
}
