import type { AssignmentRow, AssignmentStatus } from '../api/types.ts';
import { beginning } from './beginning.ts';
import { catalogue } from './catalogue.ts';

/** The states of an assignment. */
export const statusWords: Record<AssignmentStatus, string> = beginning(catalogue.status);

/** The four-way count, and the work that has no date to be late for. */
export const dueStateWords: Record<AssignmentRow['dueState'], string> = beginning(catalogue.dueState);
