import type { AssignmentRow } from '../api/types.ts';
import { beginning } from './beginning.ts';
import { catalogue } from './catalogue.ts';

/** What stands in the place of a date, by the nature of the work. */
export const natureWords: Record<AssignmentRow['nature'], string> = beginning(catalogue.nature);
