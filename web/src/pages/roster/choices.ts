import type { RosterContact, RosterView } from '../../api/types.ts';
import { labelMatches } from '../../ui/plain-text.ts';
import { hasEnded } from './standing.ts';

/** Agencies that hold today, by their names; `also`: one that is chosen already. */
export function agencyChoices({ roster, today }: RosterView, also?: string | null) {
  return roster.agencies
    .filter((agency) => !hasEnded(agency, today) || agency.id === also)
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label, 'vi'));
}

/** People who are there today, those of one's own agency first. */
export function personChoices({ roster, today }: RosterView, of?: Pick<RosterContact, 'id' | 'agency'> | null) {
  const names = new Map(roster.agencies.map(({ id, name }) => [id, name]));
  const isOwn = ({ agency }: RosterContact) => Number(agency !== of?.agency);
  return roster.contacts
    .filter((contact) => contact.id !== of?.id && !hasEnded(contact, today))
    .sort((a, b) => isOwn(a) - isOwn(b) || a.name.localeCompare(b.name, 'vi'))
    .map(({ id, name, agency }) => ({ value: id, label: `${name} (${names.get(agency) ?? agency})` }));
}

export const SEARCH = { optionFilterProp: 'label', filterOption: labelMatches };
