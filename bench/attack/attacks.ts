// Every attack, in the order in which they run on one installation; what destroys it comes last.
import type { Attack } from './attack.ts';
import { edge } from './edge.ts';

export const ATTACKS: readonly Attack[] = [edge];
