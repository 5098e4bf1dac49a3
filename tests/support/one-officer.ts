import type { Accounts } from '#api/context.ts';
import type { ActorOf } from '#operations/seam/actor.ts';

const OFFICER: ActorOf<'account'> = {
  kind: 'account',
  accountId: null,
  name: 'Cán bộ cơ quan thường trực',
  roles: (['officer', 'administrator'] as const).map((role) => ({ role, agencyId: null, fieldCodes: [] })),
};

/** Whoever asks is the standing agency's officer and the administrator: for tests that are about something else than who may do it. */
export const oneOfficer: Accounts = { identify: async () => OFFICER };
