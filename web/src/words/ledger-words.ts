import type { LedgerRow } from '../api/types.ts';

type Tone = 'plan' | 'good' | 'quiet' | 'bad';

/** How a row of the reminder ledger stands, in words, and how much attention it wants. */
export const ledgerWords: Record<LedgerRow['status'], { words: string; tone: Tone }> = {
  planned: { words: 'Dự kiến gửi', tone: 'plan' },
  staged: { words: 'Đã lên lịch, chờ giờ gửi', tone: 'plan' },
  sending: { words: 'Đang gửi', tone: 'plan' },
  sent: { words: 'Đã gửi', tone: 'good' },
  superseded: { words: 'Không cần gửi nữa', tone: 'quiet' },
  deferred: { words: 'Dời sang đợt sau', tone: 'plan' },
  refused: { words: 'Không gửi được', tone: 'bad' },
};

/** How a message stands: the words of the ledger, and what only a message can be. */
export const messageWords: Record<string, { words: string; tone: Tone }> = {
  ...ledgerWords,
  delivered: { words: 'Đã tới nơi', tone: 'good' },
  read: { words: 'Đã xem', tone: 'good' },
  covered: { words: 'Đã gửi qua kênh khác', tone: 'good' },
  unknown: { words: 'Không rõ đã tới nơi', tone: 'bad' },
  failed: { words: 'Không gửi được', tone: 'bad' },
};
