// Whether the machine's clock has been set back behind what the log has recorded: said loudly, because no program can know which of both is right.
import type { Clock } from '#contracts/clock.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import { raiseAttention, resolveMatter } from '#store/attention-store.ts';
import type { Database } from '#store/database.ts';
import { findLastRecordedAt } from '#store/steady-clock.ts';

// Several machines of one cluster differ by seconds.
const TOLERATED_MS = 60_000;
const CLOCK_MATTER = 'clock-set-back';

/** A round of the watch; 0 always, there is nothing to do at once. */
export function createClockWatch(where: {
  database: Database;
  now: Clock;
  zone: string;
  log: { error(fields: object, message: string): void };
}) {
  const { database, now, zone, log } = where;
  return async function watchClock(): Promise<number> {
    const recordedAt = await findLastRecordedAt(database);
    const at = now();
    const behindMs = recordedAt === null ? 0 : recordedAt.getTime() - at.getTime();
    if (recordedAt === null || behindMs <= TOLERATED_MS) {
      await resolveMatter(database, CLOCK_MATTER, { actor: SYSTEM, now: at });
      return 0;
    }
    log.error({ behindSeconds: Math.round(behindMs / 1000) }, 'the clock runs behind what the log has recorded');
    const what =
      `Đồng hồ máy chủ (${spokenMoment(instantOf(at), zone)}) đang chậm hơn lần ghi nhật ký gần nhất (${spokenMoment(instantOf(recordedAt), zone)}). ` +
      'Số ngày trễ được tính theo thời điểm đã ghi; kiểm tra lại ngày giờ và đồng bộ thời gian (NTP) của máy chủ.';
    await raiseAttention(database, { id: CLOCK_MATTER, what, place: 'Đồng hồ máy chủ' }, at);
    return 0;
  };
}
