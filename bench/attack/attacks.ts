// Every attack, in the order in which they run on one installation; what destroys it comes last.
import type { Attack } from './attack.ts';
import { tampering } from './tampering.ts';

export const ATTACKS: readonly Attack[] = [tampering];
