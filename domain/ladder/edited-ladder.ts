// A ladder as people edit it, and back. A rung that nobody touched stays as it was.
import type { LadderPolicy, Rung } from '#contracts/ladder.ts';
import type { EditedLadder, EditedRung, RungKind } from '#contracts/ladder-edit.ts';

/** The rungs of a policy in the words of a form. */
export function toEditedLadder({ regularSlot, dueDaySlots, workingHours, rungs }: LadderPolicy): EditedLadder {
  return { regularSlot, dueDaySlots, workingHours, rungs: rungs.map(toEditedRung) };
}

/** The next policy under the same name. Names of rungs follow from what they are: the log and old rows speak by them. */
export function toPolicy(edited: EditedLadder, before: LadderPolicy, version: number): LadderPolicy {
  const { regularSlot, dueDaySlots, workingHours } = edited;
  const { name, anyHour } = before;
  const untouched = new Map(before.rungs.map((rung) => [JSON.stringify(toEditedRung(rung)), rung]));
  const counts = new Map<RungKind, number>();
  const rungs = inOrder(edited.rungs).map((rung) => {
    const nth = (counts.get(rung.kind) ?? 0) + 1;
    counts.set(rung.kind, nth);
    const made = toRung(rung, nth);
    const old = untouched.get(JSON.stringify(rung));
    return old?.name === made.name ? old : made;
  });
  return { name, version, anyHour, regularSlot, dueDaySlots: [...dueDaySlots].sort(), workingHours, rungs };
}

export const RUNG_ORDER: readonly RungKind[] = [
  'assigned',
  'unacknowledged',
  'progress',
  'before',
  'due',
  'overdue',
  'returned',
  'awaiting-verification',
];

/** As time passes: what comes first before the date is the farthest from it. */
function inOrder(rungs: readonly EditedRung[]): EditedRung[] {
  const days = ({ kind, days: n }: EditedRung) => (kind === 'before' ? -n : n);
  return [...rungs].sort((a, b) => RUNG_ORDER.indexOf(a.kind) - RUNG_ORDER.indexOf(b.kind) || days(a) - days(b));
}

function toEditedRung({ name, anchor, offsetWorkingDays, repeat, audience }: Rung): EditedRung {
  return { kind: kindOf(name, anchor, offsetWorkingDays), days: Math.abs(offsetWorkingDays), repeat, audience };
}

function kindOf(name: string, anchor: Rung['anchor'], offset: number): RungKind {
  switch (anchor) {
    case 'publication':
      return offset === 0 && name !== 'unacknowledged' ? 'assigned' : 'unacknowledged';
    case 'due':
      return offset < 0 ? 'before' : 'due';
    case 'overdue':
      return 'overdue';
    case 'quarter-end':
      return 'progress';
    case 'return':
      return 'returned';
    case 'report':
      return 'awaiting-verification';
  }
}

interface Frame {
  name: (nth: number, days: number) => string;
  anchor: Rung['anchor'];
  while: Rung['while'];
  sign: 1 | -1;
}

const numbered = (name: string) => (nth: number) => (nth === 1 ? name : `${name}-${nth}`);
const UNDONE: Rung['while'] = ['assigned', 'in-progress'];
const FRAMES: Record<RungKind, Frame> = {
  assigned: { name: () => 'assigned', anchor: 'publication', while: [...UNDONE, 'reported'], sign: 1 },
  unacknowledged: { name: () => 'unacknowledged', anchor: 'publication', while: ['assigned'], sign: 1 },
  progress: { name: () => 'progress', anchor: 'quarter-end', while: UNDONE, sign: -1 },
  before: { name: (_, days) => `before-${days}`, anchor: 'due', while: UNDONE, sign: -1 },
  due: { name: () => 'due', anchor: 'due', while: UNDONE, sign: 1 },
  overdue: { name: (nth) => `overdue-${nth}`, anchor: 'overdue', while: UNDONE, sign: 1 },
  returned: { name: () => 'returned', anchor: 'return', while: ['in-progress'], sign: 1 },
  'awaiting-verification': { name: numbered('awaiting-verification'), anchor: 'report', while: ['reported'], sign: 1 },
};

function toRung({ kind, days, repeat, audience }: EditedRung, nth: number): Rung {
  const { name, anchor, while: states, sign } = FRAMES[kind];
  // Never -0: a policy is compared with what a database gives back.
  const offsetWorkingDays = days === 0 ? 0 : sign * days;
  return { name: name(nth, days), anchor, offsetWorkingDays, repeat, while: states, audience };
}
