import type { PlanSummary } from '../api/types.ts';
import type { Tone } from '../ui/tag.tsx';

/** How far a plan has come. */
export const planStatusWords: Record<PlanSummary['status'], { words: string; tone: Tone }> = {
  draft: { words: 'Dự thảo, chưa giao việc', tone: 'amber' },
  publishing: { words: 'Đang giao việc', tone: 'blue' },
  published: { words: 'Đã giao việc', tone: 'green' },
};
