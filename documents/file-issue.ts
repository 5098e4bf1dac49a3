import type { PlanIssue, PlanIssueCode } from '#contracts/plan.ts';

/** A problem of the whole file: no place, no column. */
export function fileIssue(code: PlanIssueCode, message: string, suggestion: string): PlanIssue {
  return { place: null, column: null, code, message, suggestion };
}
