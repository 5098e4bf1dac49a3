import type { LadderPolicy } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';

/** Whether a rung still has something to say to work in this state. */
export function speaksIn(rung: string, status: AssignmentStatus, { rungs }: LadderPolicy): boolean {
  return rungs.some(({ name, while: states }) => name === rung && states.includes(status));
}
