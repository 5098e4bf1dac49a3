// Who does something. Identified by what cannot be mistaken (an id, a kind), never by a name; the words of the log are looked up.
import { SYSTEM } from '#domain/audit/system-actor.ts';
import type { KeyScope } from '#domain/rights/key-scopes.ts';
import type { HeldRole } from '#domain/rights/roles.ts';
import type { Awaited } from '#domain/rights/second-factor.ts';
import type { Database } from '#store/database.ts';
import { loadPerson } from '#store/person-store.ts';

export type Actor =
  /** At the pages or the API: what they may do is what their roles may (domain/rights). */
  | {
      kind: 'account';
      /** Null = no account stands behind it: the key of tests, the sample's past. */
      accountId: string | null;
      name: string;
      roles: readonly HeldRole[];
      /** Of a key that the request came with: what it may of what its owner may. */
      scope?: KeyScope;
      keyId?: string;
      /** Of the session that the request came with. */
      sessionId?: string;
      /** They have last shown long ago who they are: before some things they do so again (domain/rights/proof.ts). */
      isProofOld?: boolean;
      /** What they are to set up before anything else (domain/rights/second-factor.ts). */
      awaits?: Awaited | null;
      /** In which they act; left out = the first one. */
      office?: number;
    }
  /** A person of the roster, known by what only they were given. */
  | { kind: 'contact'; contactId: string; by: 'link' | 'mail' | 'zalo' | 'paper' }
  /** Another office of the installation, of work that was given to it. */
  | { kind: 'office'; office: number /** Who of it, and its own name. */; name: string }
  /** A Zalo account of which nobody knows yet whose it is. */
  | { kind: 'zalo-account'; userId: string }
  /** Somebody at the sign-in page: who they are is what they are about to prove. */
  | { kind: 'visitor' }
  /** Whoever may use the command line of this installation. */
  | { kind: 'administrator' }
  /** The product itself: a loop, a start-up, the word of a provider. */
  | { kind: 'system' };

export type ActorOf<Kind extends Actor['kind']> = Extract<Actor, { kind: Kind }>;

/** Whoever uses the command line of an installation. */
export const ADMINISTRATOR = { kind: 'administrator' } as const satisfies Actor;

/** Somebody of the standing agency, by name. */
export function officerNamed(name: string): ActorOf<'account'> {
  return { kind: 'account', accountId: null, name, roles: [{ role: 'officer', agencyId: null, fieldCodes: [] }] };
}

export const VISITOR = { kind: 'visitor' } as const satisfies Actor;

export const BY_SYSTEM = { kind: 'system' } as const satisfies Actor;

/** What the audit log says of an actor. Histories and hashes hold these words: for an actor that exists they never change. */
export async function actorWords(database: Database, actor: Actor): Promise<string> {
  switch (actor.kind) {
    case 'account':
    case 'office':
      return actor.name;
    case 'contact': {
      const { name, agencyName } = await loadPerson(database, actor.contactId);
      return `${name} (${agencyName})`;
    }
    case 'zalo-account':
      return `tài khoản Zalo ${actor.userId}`;
    case 'visitor':
      return 'trang đăng nhập';
    case 'administrator':
      return 'quản trị (dòng lệnh)';
    case 'system':
      return SYSTEM;
  }
}
