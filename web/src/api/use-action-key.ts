import { useCallback, useRef } from 'react';
import { ProblemError } from './problem-error.ts';

/** What a request carries so that it is carried out once, however often it is sent. */
export type ActionHeader = { 'Idempotency-Key': string };

/**
 * Names what a person does: pressed again after an answer that never came, it is the same request and not done twice. Whatever was answered,
 * a refusal too, ends it: the next press is a new one.
 */
export function useActionKey() {
  const open = useRef<{ content: string; key: string } | null>(null);
  return useCallback(async <T>(content: unknown, send: (header: ActionHeader) => Promise<T>): Promise<T> => {
    const said = JSON.stringify(content);
    if (open.current?.content !== said) open.current = { content: said, key: newActionKey() };
    const { key } = open.current;
    try {
      const answer = await send({ 'Idempotency-Key': key });
      open.current = null;
      return answer;
    } catch (thrown) {
      if (isAnswer(thrown)) open.current = null;
      throw thrown;
    }
  }, []);
}

/** Whether the server has answered: what was asked is not under way any more. */
export function isAnswer(thrown: unknown): boolean {
  const { status, code } = ProblemError.from(thrown);
  return status >= 400 && status < 500 && code !== 'idempotency-in-progress';
}

/** 128 random bits; `randomUUID` is missing where a page is reached over plain http. */
export function newActionKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
