import type { ChangeTold } from './types.ts';

/**
 * The questions whose answers a told change may have made old, by the beginnings of their keys; null = all but the rows of drafts. Those are left
 * as they were read: what is being decided there is decided against what is shown (If-Match).
 */
export function keysOfChange(told: ChangeTold): readonly (readonly string[])[] | null {
  switch (told.type) {
    case 'assignment':
      return [['assignment', told.id], ...OF_WORK];
    case 'list':
      return [['assignment'], ...OF_WORK];
    case 'plan':
      return [['plans'], ['overview']];
    case 'matters':
    case 'messages':
      return [['overview']];
    case 'reset':
      return null;
    default:
      // A kind that a later server knows.
      return [];
  }
}

const OF_WORK = [['assignments'], ['own-work'], ['overview'], ['report']] as const;
