// What one listener is told of what changed: only of what they could go and see, and never more than a few names at once.
import type { ChangeTold } from '#contracts/changes.ts';
import { covers, type Within } from '#domain/rights/reach.ts';
import type { Change } from './change.ts';

/** How far somebody hears. */
export interface Hearing {
  /** Null = of every piece of work that they may see. */
  only: string | null;
  work: Within;
  plans: boolean;
  matters: boolean;
  messages: boolean;
}

// A page that is told of more asks for its list again anyway.
const NAMED_MAX = 20;

/** In the order of the changes, each once; much work is the list. */
export function toldOf(hearing: Hearing, changes: readonly Change[]): ChangeTold[] {
  const told = new Map<string, ChangeTold>();
  const tell = (one: ChangeTold) => told.set(JSON.stringify(one), one);
  for (const change of changes) {
    const heard = hearing.only === null ? heardOf(hearing, change) : heardOfOne(hearing.only, hearing, change);
    if (heard !== null) tell(heard);
  }
  const all = [...told.values()];
  const isNamed = ({ type }: ChangeTold) => type === 'assignment';
  if (hearing.only !== null || all.filter(isNamed).length <= NAMED_MAX) return all;
  tell({ type: 'list' });
  return [...told.values()].filter((one) => !isNamed(one));
}

function heardOf(hearing: Hearing, change: Change): ChangeTold | null {
  switch (change.kind) {
    case 'assignment':
      return covers(hearing.work, change) ? { type: 'assignment', id: change.id } : null;
    case 'list':
      return { type: 'list' };
    case 'plan':
      return hearing.plans ? { type: 'plan', id: change.id } : null;
    case 'matters':
    case 'messages':
      return hearing[change.kind] ? { type: change.kind } : null;
  }
}

function heardOfOne(id: string, { work }: Hearing, change: Change): ChangeTold | null {
  const isIts = change.kind === 'list' || (change.kind === 'assignment' && change.id === id && covers(work, change));
  return isIts ? { type: 'assignment', id } : null;
}
