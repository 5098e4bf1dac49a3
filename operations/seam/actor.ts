// Who does something. Identified by what cannot be mistaken (an id, a kind), never by a name; the words of the log are looked up.
import { SYSTEM } from '#domain/audit/system-actor.ts';
import type { Database } from '#store/database.ts';
import { loadPerson } from '#store/person-store.ts';

export type Actor =
  /** At the pages or the API. There are no accounts yet: the name is all that is known of them. */
  | { kind: 'officer'; name: string }
  /** A person of the roster, known by what only they were given. */
  | { kind: 'contact'; contactId: string; by: 'link' | 'mail' | 'zalo' | 'paper' }
  /** A Zalo account of which nobody knows yet whose it is. */
  | { kind: 'zalo-account'; userId: string }
  /** Whoever may use the command line of this installation. */
  | { kind: 'administrator' }
  /** The product itself: a loop, a start-up, the word of a provider. */
  | { kind: 'system' };

export type ActorOf<Kind extends Actor['kind']> = Extract<Actor, { kind: Kind }>;

/** Whoever uses the command line of an installation. */
export const ADMINISTRATOR = { kind: 'administrator' } as const satisfies Actor;

export const BY_SYSTEM = { kind: 'system' } as const satisfies Actor;

/** What the audit log says of an actor. Histories and hashes hold these words: for an actor that exists they never change. */
export async function actorWords(database: Database, actor: Actor): Promise<string> {
  switch (actor.kind) {
    case 'officer':
      return actor.name;
    case 'contact': {
      const { name, agencyName } = await loadPerson(database, actor.contactId);
      return `${name} (${agencyName})`;
    }
    case 'zalo-account':
      return `tài khoản Zalo ${actor.userId}`;
    case 'administrator':
      return 'quản trị (dòng lệnh)';
    case 'system':
      return SYSTEM;
  }
}
