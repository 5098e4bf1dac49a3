// The one way to have the time outside the rules (which are told it) and the workflows (whose clock is Temporal's): asked of whoever runs the
// program, never read in passing. A rehearsal and the tests hand in their own.
export type Clock = () => Date;

/** The clock on the wall. Only a program's root takes it. */
export const wallClock: Clock = () => new Date();
