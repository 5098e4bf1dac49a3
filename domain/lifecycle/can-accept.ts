// Which command fits which state: the table of the lifecycle.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LifecycleCommand } from './state.ts';

export type CommandType = LifecycleCommand['type'];

const ALLOWED: Record<AssignmentStatus, readonly CommandType[]> = {
  assigned: ['acknowledge', 'report', 'withdraw'],
  'in-progress': ['report', 'withdraw'],
  reported: ['verify', 'return', 'withdraw'],
  verified: [],
  withdrawn: [],
};

/** The commands that a state accepts, in the order in which people meet them. */
export function allowedCommands(status: AssignmentStatus): readonly CommandType[] {
  return ALLOWED[status];
}

/** True exactly when `decide` turns the command into an event. */
export function canAccept(status: AssignmentStatus, command: CommandType): boolean {
  return ALLOWED[status].includes(command);
}
