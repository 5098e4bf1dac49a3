import type { WorkFromAbove } from '../api/types.ts';
import type { Tone } from '../ui/tag.tsx';
import { beginning } from './beginning.ts';
import { catalogue } from './catalogue.ts';

const words = beginning(catalogue.standing);

/** How work from above stands. */
export const standingWords: Record<WorkFromAbove['standing'], { words: string; tone: Tone }> = {
  returned: { words: words.returned, tone: 'red' },
  open: { words: words.open, tone: 'amber' },
  'handed-on': { words: words['handed-on'], tone: 'blue' },
  reported: { words: words.reported, tone: 'amber' },
  verified: { words: words.verified, tone: 'green' },
  withdrawn: { words: words.withdrawn, tone: 'grey' },
};
