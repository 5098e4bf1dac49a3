// When a ledger row without an end is looked after, and when it is shouted about. Sweep, reconcile and metrics mean the same.

/** A slot that still holds unsent rows this long after its time is opened again. */
export const STRANDED_AFTER_MS = 60_000;

/** A row that is open this long after its slot breaks the promise of the ledger. */
export const ALARM_AFTER_MS = 15 * 60_000;
