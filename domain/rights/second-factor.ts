// Of whom a second factor is asked, and when a session has one.
import type { Right } from './rights-table.ts';
import type { HeldRole, Role } from './roles.ts';

export const SECOND_FACTOR_FOR = ['nobody', 'administrators-and-officers', 'everybody'] as const;
export type SecondFactorFor = (typeof SECOND_FACTOR_FOR)[number];

/** As people read them. */
export const SECOND_FACTOR_FOR_WORDS: Record<SecondFactorFor, string> = {
  nobody: 'Không bắt buộc với ai',
  'administrators-and-officers': 'Bắt buộc với quản trị hệ thống và cán bộ cơ quan thường trực',
  everybody: 'Bắt buộc với mọi người',
};

/** How somebody came in. `strong-single-sign-on`: the office's own system has said that it asked for what is set here. */
export type SignInWay = 'password' | 'single-sign-on' | 'strong-single-sign-on' | 'passkey';

const KEEPERS: ReadonlySet<Role> = new Set(['administrator', 'officer']);

/** Whether whoever holds these roles is to have one. */
export function isFactorAskedOf(rule: SecondFactorFor, roles: readonly HeldRole[]): boolean {
  return rule === 'everybody' || (rule !== 'nobody' && roles.some(({ role }) => KEEPERS.has(role)));
}

/** Whether a session was opened by more than a password: by the code of an app, which is asked for of everybody who has one, a passkey, or what the office's own system has proved. */
export function hasFactor({ way, twoFactor }: { way: SignInWay | null; twoFactor: boolean }): boolean {
  return twoFactor || way === 'passkey' || way === 'strong-single-sign-on';
}

/** What whoever still has to set one up may do meanwhile. */
export const WHILE_AWAITED: ReadonlySet<Right> = new Set<Right>(['see-me', 'enter-office']);
