import type { PlanRow } from '../api/types.ts';
import { beginning } from './beginning.ts';
import { catalogue } from './catalogue.ts';

/** The kind of a time text. */
export const deadlineWords: Record<PlanRow['reading']['kind'], string> = beginning(catalogue.deadlineKind);
