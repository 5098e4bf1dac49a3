// Somebody has the log checked, and every table held against it.
import type { LogCheckStanding } from '#contracts/audit.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Where the check runs: beside whoever asks for it, as it can take minutes. */
export interface LogCheck {
  /** Begins one, unless one runs. */
  start(): LogCheckStanding;
  standing(): LogCheckStanding;
}

/** One check at a time for everybody: whoever asks while one runs looks at that one. */
export const verifyAudit = defineOperation({
  name: 'verify-audit',
  by: ['account'],
  refuses: {},
  run: async ({ logCheck }: { logCheck: LogCheck }, _actor, { begin }: { begin: boolean }) =>
    begin ? logCheck.start() : logCheck.standing(),
});
