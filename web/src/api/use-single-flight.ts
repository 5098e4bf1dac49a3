import type { UseMutationResult } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/** Sends only when nothing is under way: a double press comes faster than a disabled button is drawn. */
export function useSingleFlight<T, V>({ mutate }: UseMutationResult<T, Error, V>) {
  const underWay = useRef(false);
  return useCallback(
    (variables: V, onSuccess?: (answer: T) => void) => {
      if (underWay.current) return;
      underWay.current = true;
      mutate(variables, {
        onSuccess,
        onSettled: () => {
          underWay.current = false;
        },
      });
    },
    [mutate],
  );
}
