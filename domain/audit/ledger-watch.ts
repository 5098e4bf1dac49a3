// When a ledger row without an end is looked after, and when it is shouted about. Sweep, reconcile and metrics mean the same.

/** A slot that still holds unsent rows this long after its time is opened again. */
export const STRANDED_AFTER_MS = 60_000;

/** A row that nobody staged this long after its slot, ten minutes after its lifecycle should have woken, has lost its lifecycle. */
export const UNSTAGED_AFTER_MS = 5 * 60_000;

/** A lifecycle that waits for a row that is late may be about to wake; one that is seen so for this long does not wake. */
export const ASLEEP_AFTER_MS = 100_000;

/** A row that is open this long after its slot breaks the promise of the ledger. */
export const ALARM_AFTER_MS = 15 * 60_000;

/** The officer's matter of such rows; one, however many they are. */
export const OPEN_PAST_TIME_MATTER = 'ledger/open-past-time';
