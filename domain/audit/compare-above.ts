// Work from above as this office noted it, against the fold of its events.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LoggedEvent, UnreadEvent } from '#contracts/logged-events.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { compareColumns, type Difference, rowDifference } from './difference.ts';

export interface LoggedAbove {
  officeName: string;
  title: string;
  due: LocalDate | null;
  status: AssignmentStatus;
  /** The plan by which it was given on, which is no draft; null = it was not. */
  planId: string | null;
}

/** Adds one event, in place. */
export function foldAboveEvent(above: Map<string, LoggedAbove>, id: string, event: LoggedEvent | UnreadEvent): void {
  switch (event.type) {
    case 'above-given':
    case 'above-changed':
    case 'above-reported':
    case 'above-returned':
    case 'above-verified':
    case 'above-withdrawn':
      above.set(id, { planId: null, ...above.get(id), ...event.payload });
      return;
    case 'above-handed-on': {
      const known = above.get(id);
      if (known !== undefined) known.planId = event.payload.planId;
    }
  }
}

const WORDS = {
  officeName: 'cơ quan giao',
  title: 'nội dung',
  due: 'thời hạn',
  status: 'trạng thái',
  planId: 'kế hoạch giao tiếp',
} as const;

/** Every piece of work from above that is not as its events left it. */
export function compareAbove(
  logged: ReadonlyMap<string, LoggedAbove>,
  stored: ReadonlyMap<string, LoggedAbove>,
): Difference[] {
  return [...new Set([...logged.keys(), ...stored.keys()])].flatMap((id) => {
    const [before, now] = [logged.get(id), stored.get(id)];
    const subject = `above/${id}`;
    const name = `Việc cấp trên giao «${(before ?? now)?.title}»`;
    if (now === undefined) return [rowDifference(subject, `${name}: có trong nhật ký, đã bị xóa khỏi bảng.`)];
    if (before === undefined) return [rowDifference(subject, `${name}: có trong bảng, không có sự kiện nào.`)];
    return compareColumns(subject, name, WORDS, comparable(before), comparable(now, before));
  });
}

/** That it was taken up is no event here; a plan that was given out is told when its last row is recorded, so a moment later. */
function comparable(row: LoggedAbove, told: LoggedAbove = row) {
  const status = row.status === 'in-progress' ? 'assigned' : row.status;
  return { ...row, status, planId: told.planId === null ? null : row.planId };
}
