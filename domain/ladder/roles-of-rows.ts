import type { AudienceRole } from '#contracts/ladder.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { StepAudience } from './planned-reminder.ts';

/** The roles that the ledger holds for a step, each with its first slot: a row behind it waits for somebody's leave to end. */
export function rolesOfRows(rows: readonly { audience: AudienceRole; slotAt: Slot }[]): StepAudience[] {
  const latestFirst = [...rows].sort((a, b) => (a.slotAt > b.slotAt ? -1 : 1));
  return [...new Map(latestFirst.map(({ audience: role, slotAt }) => [role, { role, slotAt }])).values()];
}
