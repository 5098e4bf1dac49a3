// Who may do what: the one table of rights. Every operation of an account is a row; what a cell leaves out may not be done, and what may
// not be seen is answered as if it did not exist. docs/rights.md is printed from it.
import type { Role } from './roles.ts';

/** How far a right goes: everything of the office, what the agency of the role leads, what lies in the fields that it leads. */
export type Reach = 'all' | 'agency' | 'field';

export type Row = Readonly<Partial<Record<Role, Reach>>>;

const OFFICE: Row = { administrator: 'all', officer: 'all', leadership: 'all', auditor: 'all' };
const WORK: Row = { ...OFFICE, 'field-lead': 'field', 'lead-head': 'agency', 'lead-clerk': 'agency' };
const KEPT_BY_OFFICER: Row = { officer: 'all' };
const SETTINGS: Row = { administrator: 'all', officer: 'all' };
const MACHINES: Row = { administrator: 'all' };
const PEOPLE: Row = { administrator: 'all' };
/** Of oneself: also who holds no role at the moment may do it. */
const OWN: Row = { ...WORK, 'field-lead': 'all', 'lead-head': 'all', 'lead-clerk': 'all' };

export const RIGHTS = {
  'see-names': { ...WORK, 'field-lead': 'all', 'lead-head': 'all', 'lead-clerk': 'all' },
  'see-overview': WORK,
  'list-assignments': WORK,
  'see-assignment': WORK,
  'see-changes': WORK,
  'see-own-work': { 'lead-head': 'agency', 'lead-clerk': 'agency' },
  acknowledge: { officer: 'all', 'lead-head': 'agency', 'lead-clerk': 'agency' },
  report: { officer: 'all', 'lead-head': 'agency', 'lead-clerk': 'agency' },
  verify: { officer: 'all', 'field-lead': 'field' },
  return: { officer: 'all', 'field-lead': 'field' },
  withdraw: KEPT_BY_OFFICER,
  'report-overdue': WORK,
  'list-audit-events': OFFICE,
  'see-log-of-settings': { ...SETTINGS, auditor: 'all' },
  'see-log-of-accounts': { ...PEOPLE, auditor: 'all' },
  'verify-audit': { ...SETTINGS, auditor: 'all' },
  'export-audit': { ...PEOPLE, auditor: 'all' },
  'list-plans': OFFICE,
  'see-plan': OFFICE,
  'import-plan': KEPT_BY_OFFICER,
  'delete-draft': KEPT_BY_OFFICER,
  'decide-deadline': KEPT_BY_OFFICER,
  'set-plan-years': KEPT_BY_OFFICER,
  'publish-plan': KEPT_BY_OFFICER,
  'list-work-from-above': OFFICE,
  'hand-on-work': KEPT_BY_OFFICER,
  'send-report-up': KEPT_BY_OFFICER,
  'resend-reminder': KEPT_BY_OFFICER,
  'list-matters': OFFICE,
  'tick-off-matter': SETTINGS,
  'see-channels': { ...SETTINGS, auditor: 'all' },
  'try-channel-again': SETTINGS,
  'make-zalo-code': SETTINGS,
  'see-roster': OFFICE,
  'import-roster': SETTINGS,
  'see-ladder': OFFICE,
  'set-ladder': SETTINGS,
  'see-calendar': OFFICE,
  'take-calendar-edition': SETTINGS,
  'list-webhooks': { ...MACHINES, auditor: 'all' },
  'add-webhook': MACHINES,
  'change-webhook': MACHINES,
  'remove-webhook': MACHINES,
  'rotate-webhook-secret': MACHINES,
  'resend-webhook-events': MACHINES,
  'see-me': OWN,
  'enter-office': OWN,
  'list-sessions': OWN,
  'end-sessions': OWN,
  'list-keys': OWN,
  'add-key': OWN,
  'revoke-key': OWN,
  'list-passkeys': OWN,
  'start-passkey': OWN,
  'add-passkey': OWN,
  'remove-passkey': OWN,
  'list-accounts': PEOPLE,
  'invite-account': PEOPLE,
  'invite-again': PEOPLE,
  'change-roles': PEOPLE,
  'switch-account': PEOPLE,
  'require-second-factor': PEOPLE,
  'drop-second-factor': PEOPLE,
  'list-offices': PEOPLE,
  'add-office': PEOPLE,
  'set-sender-address': PEOPLE,
  'see-letterhead': PEOPLE,
  'set-letterhead': PEOPLE,
  'list-all-keys': PEOPLE,
  'revoke-any-key': PEOPLE,
  'list-all-sessions': PEOPLE,
  'end-any-session': PEOPLE,
  'see-installation': PEOPLE,
} as const satisfies Record<string, Row>;

export type Right = keyof typeof RIGHTS;

/** What is only ever done to oneself. */
export function isOfOneself(right: Right): boolean {
  return RIGHTS[right] === OWN;
}
