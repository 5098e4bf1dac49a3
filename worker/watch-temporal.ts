// Whether Temporal still knows this installation. PostgreSQL holds every obligation, so a Temporal that has lost its data, or is a new one, is
// given all of it again without anybody's doing.
import type { Client, Connection } from '@temporalio/client';
import type { Clock } from '#contracts/clock.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { ensureSweepSchedule, hasSweepSchedule } from '#engine/ensure-sweep-schedule.ts';
import { prepareNamespace } from '#engine/prepare-namespace.ts';
import { reconcile } from '#operations/reconcile.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { raiseAttention, resolveMatter } from '#store/attention-store.ts';
import type { Database } from '#store/database.ts';
import { countOpenAssignments } from '#store/publication-progress-store.ts';

export interface TemporalWatch {
  connection: Connection;
  client: Client;
  database: Database;
  engine: EngineClient;
  /** Every office, the first one too; left out = there is no other. */
  offices?: () => Promise<readonly Served[]>;
  now: Clock;
  log: { warn(fields: object, message: string): void };
}

/** An office with its workflows. */
export interface Served {
  database: Database;
  engine: EngineClient;
}

const LOST_MATTER = 'temporal-lost';

/**
 * A round of the watch; answers 1 when Temporal was given everything again, else 0. The schedule of the ledger's watch is the sign: it is
 * made last, so that a round which is cut short is begun again.
 */
export function createTemporalWatch(setup: TemporalWatch) {
  const { connection, client, database, engine, now, log, offices = async () => [{ database, engine }] } = setup;
  let isFirst = true;
  return async function watchTemporal(): Promise<number> {
    const knowsUs = await hasSweepSchedule(client);
    if (knowsUs && !isFirst) return 0;
    if (!knowsUs) await beginAgain();
    // The watch of the ledger, which looks at once at what a stop left open.
    await ensureSweepSchedule(client);
    await resolveMatter(database, LOST_MATTER, { actor: SYSTEM, now: now() });
    isFirst = false;
    return knowsUs ? 0 : 1;
  };

  async function beginAgain(): Promise<void> {
    const open = await countOpenAssignments(database);
    if (open > 0) {
      log.warn({ open }, 'Temporal knows nothing of this installation: its lifecycles are begun again from PostgreSQL');
      const what = `Temporal đã mất dữ liệu; hệ thống đang tự dựng lại tiến trình nhắc việc của ${open} việc đang mở`;
      await raiseAttention(database, { id: LOST_MATTER, what, place: 'Temporal' }, now());
    }
    await prepareNamespace(connection, client.options.namespace);
    for (const office of await offices()) await reconcile({ ...office, now }, BY_SYSTEM, { fix: true });
    if (open > 0) log.warn({ open }, 'the lifecycles were begun again');
  }
}
