import type { Problem } from '#contracts/problem.ts';

/** A refusal that the mock answers with. */
export class Refusal extends Error {
  readonly problem: Partial<Problem> & { status: number };
  constructor(problem: Partial<Problem> & { status: number }) {
    super(problem.title);
    this.problem = problem;
  }
}
