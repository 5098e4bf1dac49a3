/** Rounds that go on while somebody needs them. */
export interface Rounds {
  /** Begins, or does not wait for the pause to end. */
  hurry(): void;
}

interface RoundsSetup {
  round(): Promise<void>;
  isNeeded(): boolean;
  /** `times`: how often in a row by now. */
  onFailure(error: unknown, times: number): void;
  onIdle(): void;
  pauseMs: number;
}

/** One round after the other, never two at once; a failed one is followed by the next. */
export function createRounds({ round, isNeeded, onFailure, onIdle, pauseMs }: RoundsSetup): Rounds {
  let isRunning = false;
  let isHurried = false;
  let endPause = () => {};

  async function run(): Promise<void> {
    isRunning = true;
    for (let failures = 0; isNeeded(); ) {
      isHurried = false;
      try {
        await round();
        failures = 0;
      } catch (error) {
        failures += 1;
        onFailure(error, failures);
      }
      if (!isHurried && isNeeded()) await pause();
    }
    isRunning = false;
    onIdle();
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    hurry() {
      isHurried = true;
      endPause();
      if (!isRunning) void run();
    },
  };
}
