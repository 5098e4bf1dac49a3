// The watch over the ledger: whatever stayed open past its time is sent on or shouted about.
import { sweepLedger } from './activity-proxies.ts';

/** Runs every few minutes by a schedule; see activities/sweep-ledger.ts. */
export async function ledgerSweep(): Promise<void> {
  await sweepLedger();
}
