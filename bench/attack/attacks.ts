// Every attack, in the order in which they run on one installation; what destroys it comes last.
import type { Attack } from './attack.ts';
import { bursts } from './bursts.ts';
import { edge } from './edge.ts';
import { letters } from './letters.ts';
import { values } from './values.ts';

export const ATTACKS: readonly Attack[] = [edge, values, letters, bursts];
