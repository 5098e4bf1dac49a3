import type { Right } from '#domain/rights/rights-table.ts';

/** What is not there for whoever may not see it. */
export interface Hidden {
  seenBy: Right;
  /** What everybody hears of one that does not exist. */
  missing: string;
}

export const WORK = {
  seenBy: 'see-assignment',
  missing: 'Không có việc này. Có thể kế hoạch đã được thay đổi.',
} as const satisfies Hidden;

export const PLAN = { seenBy: 'see-plan', missing: 'Không có kế hoạch này.' } as const satisfies Hidden;
