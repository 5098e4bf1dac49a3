// Matters of lifecycles on the officer's list, and what counts as an alarm in /metrics.

/** Raised by a workflow whose write does not succeed, ended by it when it goes on. */
export const STUCK_MATTERS = 'lifecycle/stuck/';

/** Raised by `reconcile` for what differs between PostgreSQL and Temporal, ended by the next one that finds both agree. */
export const PARTED_MATTERS = 'lifecycle/parted/';

/** Both kinds. */
export const LIFECYCLE_MATTERS = 'lifecycle/';
