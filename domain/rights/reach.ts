import { RIGHTS, type Right, type Row } from './rights-table.ts';
import type { HeldRole } from './roles.ts';

/** How much of the office's work a right covers. */
export type Within = 'all' | { agencyIds: readonly string[]; fieldCodes: readonly string[] };

/** Whose a piece of work is. */
export interface Subject {
  agencyId: string;
  fieldCode: string | null;
}

/** What the roles together may do of this, or null when none of them may. */
export function reachOf(roles: readonly HeldRole[], right: Right): Within | null {
  const row: Row = RIGHTS[right];
  const agencyIds = new Set<string>();
  const fieldCodes = new Set<string>();
  for (const held of roles) {
    const reach = row[held.role];
    if (reach === 'all') return 'all';
    if (reach === 'agency' && held.agencyId !== null) agencyIds.add(held.agencyId);
    if (reach === 'field') for (const code of held.fieldCodes) fieldCodes.add(code);
  }
  if (agencyIds.size + fieldCodes.size === 0) return null;
  return { agencyIds: [...agencyIds], fieldCodes: [...fieldCodes] };
}

export function covers(within: Within, { agencyId, fieldCode }: Subject): boolean {
  if (within === 'all') return true;
  return within.agencyIds.includes(agencyId) || (fieldCode !== null && within.fieldCodes.includes(fieldCode));
}
