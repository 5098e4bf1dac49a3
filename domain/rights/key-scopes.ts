// What a key of the API may do of what its owner may.
import { RIGHTS, type Right } from './rights-table.ts';

export const KEY_SCOPES = ['read', 'commands', 'all'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** As people read them. */
export const KEY_SCOPE_WORDS: Record<KeyScope, string> = {
  read: 'chỉ xem',
  commands: 'xem và thao tác trên việc được giao',
  all: 'mọi quyền của chủ khóa',
};

const COMMANDS: ReadonlySet<Right> = new Set<Right>(['acknowledge', 'report', 'verify', 'return', 'withdraw']);
/** A key that could make keys or end sessions would outlive its own end, and none says how people come in. */
const OF_A_SESSION: ReadonlySet<Right> = new Set<Right>([
  'list-sessions',
  'end-sessions',
  'list-keys',
  'add-key',
  'revoke-key',
  'list-passkeys',
  'start-passkey',
  'add-passkey',
  'remove-passkey',
  'list-all-keys',
  'revoke-any-key',
  'list-all-sessions',
  'end-any-session',
  'require-second-factor',
  'drop-second-factor',
]);

/** Whether a key of that scope may do what its owner may. */
export function isInScope(scope: KeyScope, right: Right): boolean {
  if (OF_A_SESSION.has(right)) return false;
  if (scope === 'all' || isReading(right)) return true;
  return scope === 'commands' && COMMANDS.has(right);
}

/** Changes nothing, though its name does not say so. */
const READING: ReadonlySet<Right> = new Set<Right>(['report-overdue', 'verify-audit', 'export-audit']);

function isReading(right: Right): boolean {
  return /^(see|list)-/.test(right) || READING.has(right);
}

/** Everything that somebody with this row of rights could do, in the order of the table. */
export const ALL_RIGHTS = Object.keys(RIGHTS) as Right[];
