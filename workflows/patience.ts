// A lifecycle whose write does not succeed: it says so, holds no worker meanwhile, and tries again, slower each time.
import type { LifecycleInput } from '#domain/lifecycle/state.ts';
import type { CarriedOut } from './carry-out.ts';
import type { Shell } from './shell.ts';

const FIRST_WAIT_MS = 30_000;
const WAIT_MS_MAX = 5 * 60_000;

/** Remembers failures of one lifecycle between its inputs. */
export function createPatience(assignmentId: string, { nowMs, sleep, activities }: Shell<'noteStanding'>) {
  let failures = 0;
  let againAtMs = 0;
  const waitMs = () => Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (failures - 1));

  return {
    /** Milliseconds until the next wake, but not before a failed one may be tried again. */
    notBefore(wakeMs: number | null): number | null {
      return wakeMs === null || failures === 0 ? wakeMs : Math.max(wakeMs, againAtMs - nowMs());
    },

    /** Takes note of what became of an input; true when the same input must be tried again before any other. */
    async after(input: LifecycleInput, { settlement }: CarriedOut): Promise<boolean> {
      const failed = settlement.kind === 'failed';
      // A command's sender has heard the reason and the lifecycle stands where it stood: that is no lifecycle that cannot go on.
      if (input.type === 'command' && failed) return false;
      if (!failed) {
        if (failures > 0) await tell(null);
        failures = 0;
        return false;
      }
      failures += 1;
      againAtMs = nowMs() + waitMs();
      await tell(settlement.why);
      if (input.type !== 'started') return false;
      // Nothing can follow an assignment that is not recorded as given.
      await sleep(waitMs());
      return true;
    },
  };

  async function tell(stuck: string | null): Promise<void> {
    // When the database itself is away nothing can be told; readiness says so instead.
    await activities.noteStanding({ assignmentId, stuck }).catch(() => undefined);
  }
}
