// The states of an assignment and the commands that people may give it.
import { z } from 'zod';

export const AssignmentStatus = z.enum(['assigned', 'in-progress', 'reported', 'verified', 'withdrawn']);
export type AssignmentStatus = z.infer<typeof AssignmentStatus>;
