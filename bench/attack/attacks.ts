// Every attack, in the order in which they run on one installation; what destroys it comes last.
import type { Attack } from './attack.ts';
import { bursts } from './bursts.ts';
import { edge } from './edge.ts';
import { files } from './files.ts';
import { letters } from './letters.ts';
import { office } from './office.ts';
import { rights } from './rights.ts';
import { tampering } from './tampering.ts';
import { values } from './values.ts';

export const ATTACKS: readonly Attack[] = [edge, rights, values, letters, files, bursts, office, tampering];
