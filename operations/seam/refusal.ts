// How an operation says no. Every entry translates it in one place: api/or-problem.ts, cli/refuse.ts; the loops of the worker by its code.
import type { ErrorCode } from '#contracts/error-codes.ts';
import type { Problem } from '#contracts/problem.ts';

export type Refusal<Code extends ErrorCode = ErrorCode> = {
  ok: false;
  code: Code;
  /** Vietnamese, and says what to do. */
  detail: string;
} & RefusalMore;

/** What some refusals say besides: what is wrong where, what is there now, who changed it, where to look instead. */
export type RefusalMore = Pick<Problem, 'issues' | 'current' | 'changes' | 'href'>;

/** A refusal as a value: it is an answer, not an error. */
export function refuse<Code extends ErrorCode>(code: Code, detail: string, more: RefusalMore = {}): Refusal<Code> {
  return { ok: false, code, detail, ...more };
}
