// The self-audit: no ledger row may stay open past its time.
import { ALARM_AFTER_MS, STRANDED_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import type { ActivityDependencies } from './deps.ts';

export interface SweepResult {
  reopenedSlots: number;
  openPastTime: Record<string, number>;
}

/** Opens the slot of each stranded row again and counts what is still open a quarter of an hour past its time. */
export function createSweepLedger({ store, engine, nowMs, log }: ActivityDependencies) {
  return async function sweepLedger(): Promise<SweepResult> {
    const slots = await store.strandedSlots(new Date(nowMs() - STRANDED_AFTER_MS));
    for (const slotAt of slots) await engine.openSlot(slotAt);
    const openPastTime = await store.countOpenPastTime(new Date(nowMs() - ALARM_AFTER_MS));
    if (Object.keys(openPastTime).length > 0) log.error({ openPastTime }, 'ledger rows are open past their time');
    return { reopenedSlots: slots.length, openPastTime };
  };
}
