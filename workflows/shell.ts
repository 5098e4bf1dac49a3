// What a loop of this folder needs of the world that it runs in. In life that is Temporal; the tests run the same loops in one process, over
// a clock of their own. A loop that was written twice would part from the one that runs.
import type { Activities } from './activities.ts';

export interface Shell<Used extends keyof Activities> {
  /** The loop's clock, milliseconds since the epoch; in a rehearsal the rehearsed time. */
  nowMs(): number;
  /** Returns as soon as `holds` is true; when `ms` is given, after so many milliseconds at the latest. */
  until(holds: () => boolean, ms?: number): Promise<unknown>;
  sleep(ms: number): Promise<void>;
  activities: Pick<Activities, Used>;
}
