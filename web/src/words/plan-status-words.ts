import type { PlanSummary } from '../api/types.ts';
import type { Tone } from '../ui/tag.tsx';
import { beginning } from './beginning.ts';
import { catalogue } from './catalogue.ts';

const words = beginning(catalogue.planStatus);

/** How far a plan has come. */
export const planStatusWords: Record<PlanSummary['status'], { words: string; tone: Tone }> = {
  draft: { words: words.draft, tone: 'amber' },
  publishing: { words: words.publishing, tone: 'blue' },
  published: { words: words.published, tone: 'green' },
};
