// The hearings of thousands of assignments, added up to what a person reads before they press save.
import type { Slot } from '#contracts/primitives.ts';
import type { Hearing, HearingsOfWork, OpenWork } from './impact-on-open-work.ts';

export interface ChangedHearing {
  contactId: string;
  gains: { reminders: number; works: number };
  losses: { reminders: number; works: number };
}

export interface CountedImpact {
  /** Those for whom most changes first. */
  hearers: ChangedHearing[];
  unheard: { work: OpenWork; from: Slot }[];
}

/** Adds up one assignment after the other. */
export function createImpactCount(): { add(work: OpenWork, heard: HearingsOfWork): void; counted(): CountedImpact } {
  const hearers = new Map<string, ChangedHearing>();
  const unheard: CountedImpact['unheard'] = [];
  const of = (contactId: string): ChangedHearing => {
    const none = () => ({ reminders: 0, works: 0 });
    const known = hearers.get(contactId) ?? { contactId, gains: none(), losses: none() };
    hearers.set(contactId, known);
    return known;
  };
  return {
    add(work, { before, after, unheardFrom }) {
      if (unheardFrom !== null) unheard.push({ work, from: unheardFrom });
      for (const [contactId, reminders] of onlyIn(after, before)) count(of(contactId).gains, reminders);
      for (const [contactId, reminders] of onlyIn(before, after)) count(of(contactId).losses, reminders);
    },
    counted: () => ({
      hearers: [...hearers.values()].sort((a, b) => weight(b) - weight(a) || (a.contactId < b.contactId ? -1 : 1)),
      unheard: unheard.sort((a, b) => (a.from < b.from ? -1 : 1)),
    }),
  };
}

function count(sum: { reminders: number; works: number }, reminders: number): void {
  sum.reminders += reminders;
  sum.works += 1;
}

function weight({ gains, losses }: ChangedHearing): number {
  return gains.reminders + losses.reminders;
}

/** How many reminders each person hears there and not here. */
function onlyIn(there: readonly Hearing[], here: readonly Hearing[]): Map<string, number> {
  const key = ({ step, contactId, slotAt }: Hearing) => `${step} ${contactId} ${slotAt}`;
  const known = new Set(here.map(key));
  const counts = new Map<string, number>();
  for (const one of there) if (!known.has(key(one))) counts.set(one.contactId, (counts.get(one.contactId) ?? 0) + 1);
  return counts;
}
