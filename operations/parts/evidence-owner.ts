import type { ActorOf } from '../seam/actor.ts';

/** Under whose name an upload waits: nobody else can name it in a report. */
export function evidenceOwner(actor: ActorOf<'account' | 'contact' | 'office'>): string {
  if (actor.kind === 'office') return `office/${actor.office}`;
  return actor.kind === 'contact' ? `contact/${actor.contactId}` : `account/${actor.accountId ?? ''}`;
}
