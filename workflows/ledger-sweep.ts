// The watch over the ledger: whatever stayed open past its time is sent on or shouted about.
import type { SweepResult } from './activities.ts';
import { sweepLedger } from './activity-proxies.ts';

/** Runs every few minutes by a schedule; see activities/sweep-ledger.ts. What it found stays on Temporal (ADR 0201). */
export async function ledgerSweep(): Promise<SweepResult> {
  return sweepLedger();
}
