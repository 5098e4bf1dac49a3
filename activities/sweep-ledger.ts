// The self-audit: no ledger row may stay open past its time, whoever lost it.
import { ALARM_AFTER_MS, OPEN_PAST_TIME_MATTER, STRANDED_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { heldChannelOf } from '#domain/delivery/channel-matter.ts';
import { HOLD_MINUTES } from '#domain/delivery/next-step.ts';
import type { SweepResult } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';
import { createWakeLateLifecycles } from './wake-late-lifecycles.ts';

/**
 * Opens the slot of each stranded row again, starts the lifecycle of each row that nobody staged, and counts what is still open a quarter of an
 * hour past its time: that is an alarm and a matter of the officer's until it is none.
 */
export function createSweepLedger(deps: ActivityDependencies) {
  const { store, engine, now, log } = deps;
  const wakeLateLifecycles = createWakeLateLifecycles(deps);
  return async function sweepLedger(): Promise<SweepResult> {
    const endedRows = await store.endRowsOfEndedWork(now());
    const held = await heldChannels(deps);
    const slots = await store.listStrandedSlots(new Date(now().getTime() - STRANDED_AFTER_MS), held);
    for (const slotAt of slots) await engine.openSlot(slotAt);
    const wokenLifecycles = await wakeLateLifecycles();
    const openPastTime = await store.countOpenPastTime(new Date(now().getTime() - ALARM_AFTER_MS), held);
    if (Object.keys(openPastTime).length > 0) log.error({ openPastTime }, 'ledger rows are open past their time');
    await tellOfficer(deps, openPastTime);
    const mark = { ...(await store.loadChainEnd()), at: instantOf(now()) };
    return { reopenedSlots: slots.length, wokenLifecycles, endedRows, openPastTime, log: mark };
  };
}

// A slot that looks after a held channel has tried it since.
const LOOKED_AFTER_MS = 2 * HOLD_MINUTES.later * 60_000;

/** Channels in trouble that some slot is looking after: what they keep is no news, and opening its slots again and again would only fill histories. */
async function heldChannels({ store, now }: ActivityDependencies): Promise<string[]> {
  const matters = await store.listOpenMatters('channel/');
  return matters.flatMap(({ id, lastAt }) => {
    const channel = heldChannelOf(id);
    return channel !== null && now().getTime() - lastAt.getTime() < LOOKED_AFTER_MS ? [channel] : [];
  });
}

async function tellOfficer({ store, now: clock }: ActivityDependencies, open: Record<string, number>): Promise<void> {
  const rows = Object.values(open).reduce((sum, count) => sum + count, 0);
  const now = clock();
  if (rows === 0) {
    await store.resolveMatter(OPEN_PAST_TIME_MATTER, { actor: SYSTEM, now });
    return;
  }
  const what = `${rows} lượt nhắc đã quá giờ 15 phút mà chưa kết thúc; chạy dondoc reconcile để xem`;
  await store.raiseAttention({ id: OPEN_PAST_TIME_MATTER, what, place: 'Sổ nhắc việc' }, now);
}
