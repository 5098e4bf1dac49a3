import type { Refusal } from '#operations/seam/refusal.ts';
import { ApiProblem } from './problem.ts';

/** What an operation answered, or its refusal as a problem: the only place where the one becomes the other. */
export function orProblem<Outcome extends { ok: true } | Refusal>(outcome: Outcome): Extract<Outcome, { ok: true }> {
  if (outcome.ok) return outcome as Extract<Outcome, { ok: true }>;
  const { code, detail, issues, current, changes, href } = outcome;
  throw new ApiProblem(code, detail, issues, {
    ...(current === undefined ? {} : { current }),
    ...(changes === undefined ? {} : { changes }),
    ...(href === undefined ? {} : { href }),
  });
}
