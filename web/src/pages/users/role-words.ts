import type { GivenRole } from '../../api/types.ts';
import { catalogue } from '../../words/catalogue.ts';

type Role = GivenRole['role'];

/** As people read them, in the order of the table of rights. */
export const ROLE_WORDS: Record<Role, string> = catalogue.role;

export const ROLE_CHOICES = Object.entries(ROLE_WORDS).map(([value, label]) => ({ value: value as Role, label }));

/** Held for one agency. */
export const OF_AN_AGENCY: ReadonlySet<Role> = new Set<Role>(['field-lead', 'lead-head', 'lead-clerk']);
