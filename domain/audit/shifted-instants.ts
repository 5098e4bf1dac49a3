// Instants that were written in a session of another zone: known by how far they are from the log, and never put right by a guess.
import { epochMsOf, instantOf } from '#domain/calendar/instant.ts';
import type { Difference } from './difference.ts';

export interface ShiftedInstants {
  /** How far the tables stand behind the log (negative) or before it. */
  minutes: number;
  count: number;
}

// Zones lie whole quarters of an hour apart, from -12:00 to +14:00.
const [QUARTER_MINUTES, FURTHEST_MINUTES] = [15, 14 * 60];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

/** Differences that are exactly as far apart as two zones are, by distance, the most frequent first. A hand that changes a row does not keep seconds. */
export function shiftedInstants(differences: readonly Difference[]): ShiftedInstants[] {
  const counts = new Map<number, number>();
  for (const { logged, stored } of differences) {
    if (logged === null || stored === null || !INSTANT.test(logged) || !INSTANT.test(stored)) continue;
    const minutes = (epochMsOf(instantOf(stored)) - epochMsOf(instantOf(logged))) / 60_000;
    const isZone = minutes !== 0 && minutes % QUARTER_MINUTES === 0 && Math.abs(minutes) <= FURTHEST_MINUTES;
    if (isZone) counts.set(minutes, (counts.get(minutes) ?? 0) + 1);
  }
  return [...counts].map(([minutes, count]) => ({ minutes, count })).sort((a, b) => b.count - a.count);
}

/** For the person who checks: what it is, what still holds, and what to do. */
export function shiftedWords({ minutes, count }: ShiftedInstants): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const apart = `${hours} giờ${rest === 0 ? '' : ` ${rest} phút`}`;
  return (
    `LỆCH MÚI GIỜ: ${count} mốc giờ trong bảng dữ liệu ${minutes < 0 ? 'sớm' : 'muộn'} hơn nhật ký đúng ${apart}. Phiên bản trước đã ghi chúng ` +
    'khi PostgreSQL được đặt múi giờ khác UTC (ALTER ROLE, ALTER DATABASE hoặc postgresql.conf). Giờ trong nhật ký là giờ đúng; phần mềm không tự sửa ' +
    'bảng, vì không biết chắc mốc nào còn lại cũng lệch. Từ phiên bản này múi giờ của PostgreSQL không còn ảnh hưởng. Hãy sao lưu, rồi liên hệ nơi hỗ trợ.'
  );
}
