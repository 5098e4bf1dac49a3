import { useCallback, useRef } from 'react';
import { type ActionHeader, isAnswer, newActionKey } from './use-action-key.ts';

/**
 * Like `useActionKey`, for the same thing done to many: each has a key of its own until its answer has come, so what is tried again after a
 * broken line is not done twice.
 */
export function useActionKeys() {
  const open = useRef(new Map<string, string>());
  return useCallback(async <T>(content: unknown, send: (header: ActionHeader) => Promise<T>): Promise<T> => {
    const said = JSON.stringify(content);
    const key = open.current.get(said) ?? newActionKey();
    open.current.set(said, key);
    try {
      const answer = await send({ 'Idempotency-Key': key });
      open.current.delete(said);
      return answer;
    } catch (thrown) {
      if (isAnswer(thrown)) open.current.delete(said);
      throw thrown;
    }
  }, []);
}
