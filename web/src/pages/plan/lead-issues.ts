import type { PlanIssue } from '../../api/types.ts';

const UNHEARD: readonly PlanIssue['code'][] = [
  'agency-unknown',
  'agency-doubtful',
  'agency-without-contact',
  'agency-unreachable',
];

/** A lead that nobody may hear for: the plan asks about it before its work is given out. */
export function isUnheardLead({ code }: PlanIssue): boolean {
  return UNHEARD.includes(code);
}

/** About the people behind a plan, and not about its file. */
export function isOfPeople(issue: PlanIssue): boolean {
  return isUnheardLead(issue) || issue.code === 'contact-unreachable';
}
