// What an assignment obliges to, as its assigning event states it: what the report counts by, and what no later hand may change in silence.
import type { AssignmentNature } from '#contracts/assignment.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';

export interface AssignmentFacts {
  key: string;
  planId: string;
  /** The row of the plan table that the work comes from. */
  activityId: string;
  fieldCode: string | null;
  fieldTitle: string | null;
  agencyId: string;
  /** As the roster called it then; a renamed agency is the same agency. */
  agencyName: string;
  title: string;
  label: string | null;
  nature: AssignmentNature;
  opens: LocalDate | null;
  due: LocalDate | null;
  dueWorking: LocalDate | null;
  /** Hash of how the date was explained. */
  explanation: string;
  ladderPolicyId: string;
  calendarEditionId: string;
  publishedAt: Instant;
}

/** The facts that an event states, or null when it states none (an event of before there were any). */
export function factsIn(payload: unknown): AssignmentFacts | null {
  return (payload as { facts?: AssignmentFacts } | null)?.facts ?? null;
}

/** What a digest of several assignments covers: all but the name, which a roster may change. */
export function digestedFacts(id: string, { agencyName: _name, ...facts }: AssignmentFacts) {
  return { id, ...facts };
}
