// Whether PostgreSQL was put back to an earlier state, as a restored backup does, while Temporal went on: what each round of the ledger's watch saw
// of the log stays on Temporal, and a log that does not hold it any more is another one (ADR 0201).
import type { Client } from '@temporalio/client';
import type { Clock } from '#contracts/clock.ts';
import type { LogMark } from '#domain/audit/log-mark.ts';
import { instantOf, isAfter } from '#domain/calendar/instant.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { listSweeps } from '#engine/ensure-sweep-schedule.ts';
import { endDeliveredSlots } from '#operations/end-delivered-slots.ts';
import { reconcile } from '#operations/reconcile.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { findLastRaised, raiseAttention } from '#store/attention-store.ts';
import { listForeignEnds } from '#store/audit-store.ts';
import type { Database } from '#store/database.ts';
import { findLastRecordedAt } from '#store/steady-clock.ts';
import type { Served } from './watch-temporal.ts';

export interface SetBackWatch {
  client: Client;
  database: Database;
  engine: EngineClient;
  /** Every office, the first one too; left out = there is no other. */
  offices?: () => Promise<readonly Served[]>;
  now: Clock;
  zone: string;
  log: { warn(fields: object, message: string): void };
}

const SET_BACK_MATTER = 'database-set-back';
// As many rounds as Temporal lists, and those before: twenty minutes and more.
const MARKS_MAX = 20;

export function createSetBackWatch(setup: SetBackWatch) {
  const { client, database, engine, now, zone, log, offices = async () => [{ database, engine }] } = setup;
  const marks = new Map<string, LogMark>();

  /** The latest that Temporal saw of a log which is not this one; null = PostgreSQL has gone on as it was, or its being put back was told. */
  async function findLost(): Promise<LogMark | null> {
    for (const { workflowId, log: mark } of await listSweeps(client, new Set(marks.keys())))
      if (mark !== null) marks.set(workflowId, mark);
    for (const id of [...marks.keys()].slice(0, -MARKS_MAX)) marks.delete(id);
    const foreign = await listForeignEnds(database, [...marks.values()]);
    const toldAt = foreign.length === 0 ? null : await findLastRaised(database, SET_BACK_MATTER);
    const lost = foreign.filter(({ at }) => toldAt === null || isAfter(at, instantOf(toldAt)));
    return lost.reduce<LogMark | null>((latest, one) => (latest && isAfter(latest.at, one.at) ? latest : one), null);
  }

  return {
    /** Before a lifecycle can wake for what was said already. */
    async beforeWork(): Promise<void> {
      if ((await findLost()) === null) return;
      for (const office of await offices()) await endDeliveredSlots({ ...office, now }, BY_SYSTEM, {});
    },

    /** A round; answers 1 when PostgreSQL was found to be put back, and Temporal follows it, else 0. */
    async round(): Promise<number> {
      const lost = await findLost();
      if (lost === null) return 0;
      const standsAt = await findLastRecordedAt(database);
      log.warn({ standsAt, lost }, 'PostgreSQL was put back to an earlier state: Temporal follows it');
      for (const office of await offices()) {
        await endDeliveredSlots({ ...office, now }, BY_SYSTEM, {});
        await reconcile({ ...office, now }, BY_SYSTEM, { fix: true });
      }
      const from = standsAt === null ? 'ban đầu' : `lúc ${spokenMoment(instantOf(standsAt), zone)}`;
      const what =
        `Cơ sở dữ liệu đã được đưa về trạng thái ${from}. Những gì ghi sau đó đến ${spokenMoment(lost.at, zone)} không còn: ` +
        'tiếp nhận, báo cáo, xác nhận, kế hoạch đã giao, thay đổi danh bạ. Lịch nhắc việc đã được dựng lại, thư đã gửi không gửi lại. ' +
        'Hỏi lại các cơ quan đã báo cáo trong thời gian này và nhập lại những gì còn thiếu.';
      // Last: a round that is cut short is begun again.
      await raiseAttention(database, { id: SET_BACK_MATTER, what, place: 'Cơ sở dữ liệu' }, now());
      return 1;
    },
  };
}
