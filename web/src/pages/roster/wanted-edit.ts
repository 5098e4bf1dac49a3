import type { RosterAgency, RosterContact, RosterEdit, RosterGroup, RosterView } from '../../api/types.ts';

/** What somebody has begun to change. */
export type WantedEdit =
  | { kind: 'agency'; agency: RosterAgency | null }
  | { kind: 'merge'; agency: RosterAgency }
  | { kind: 'person'; person: RosterContact | null; agencyId: string | null }
  | { kind: 'leave'; person: RosterContact }
  | { kind: 'group'; group: RosterGroup | null }
  | { kind: 'chain' }
  | { kind: 'file'; fileName: string; roster: RosterView['roster'] };

/** What every form of a change is given. */
export interface FormProps {
  formId: string;
  view: RosterView;
  onEdits: (edits: RosterEdit[]) => void;
}
