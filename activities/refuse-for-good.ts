// What the database refuses for good is not repeated: a local activity that never succeeds holds a worker's place for ever.
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityDependencies } from './deps.ts';

/** The same activity; a permanent fault of the store ends it at once, with its reason in the officer's words. */
export function refuseForGood<Input, Output>(
  activity: (input: Input) => Promise<Output>,
  { store, log }: Pick<ActivityDependencies, 'store' | 'log'>,
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await activity(input);
    } catch (error) {
      const why = store.whyRefusedForGood(error);
      if (why === null) throw error;
      log.error({ err: error }, 'a write is refused for good');
      throw ApplicationFailure.nonRetryable(why, 'refused-for-good');
    }
  };
}
